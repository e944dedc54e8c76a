"""What was said in the buyer's window: every message once, in its order, until it is answered and after."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.assisting.store import Drafted, write_draft
from bot.store import Moment, metadata, reading, writing
from bot.web.wire import Author, Extras

LONGEST_SESSION = 40
SETTLED_SESSION = 8

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("buyer_id", sa.Text, primary_key=True),
    sa.Column("session", sa.Integer, nullable=False),
    sa.Column("in_session", sa.Integer, nullable=False),
    sa.Column("last_seq", sa.Integer, nullable=False),
    sa.Column("stars", sa.Integer),
    sa.Column("words", sa.Text),
    sa.Column("rated_at", Moment),
    sa.Column("agent_id", sa.Text),
    sa.Column("version", sa.Integer, nullable=False, server_default="0"),
    sa.Column("owned_since", Moment),
    sa.Column("unanswered_since", Moment),
)

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("buyer_id", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("client_id", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("reply_to", sa.Integer),
    sa.Column("state", sa.Text),
    sa.Column("spoken", sa.Text),
    sa.Column("sender", sa.Text),
    sa.Column("agent_id", sa.Text),
    sa.UniqueConstraint("buyer_id", "client_id"),
)


class Kept(msgspec.Struct, frozen=True):
    """A message as it stands in the database.

    Of a buyer's: ``state`` tells whether it still waits for its answer, ``spoken`` is what Rasa hears, ``sender`` the
    Rasa talk it goes to. Of an answer: ``reply_to`` is the seq of what it answers, ``agent_id`` who said it.
    """

    buyer_id: str
    seq: int
    client_id: str
    author: Author
    text: str
    extras: Extras
    at: datetime
    reply_to: int | None = None
    state: Literal["waiting", "answered"] | None = None
    spoken: str | None = None
    sender: str | None = None
    agent_id: str | None = None


class Said(msgspec.Struct, frozen=True):
    """Something to be said to a buyer."""

    text: str
    extras: Extras = Extras()


class Conversation(msgspec.Struct, frozen=True):
    """A buyer's talk in numbers: the seq of its last message, how it was rated, which person has it (None: nobody).

    ``version`` goes up whenever it changes hands; ``unanswered_since`` is when the oldest words of the buyer came that
    the person has not replied to.
    """

    last_seq: int = 0
    stars: int | None = None
    agent_id: str | None = None
    version: int = 0
    owned_since: datetime | None = None
    unanswered_since: datetime | None = None


class WindowStore:
    """The conversations of one shop, one for each buyer. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def accept(
        self, buyer: str, client_id: str, text: str, spoken: str, extras: Extras, now: datetime
    ) -> tuple[Kept, bool]:
        """Keep what a buyer says until it is answered; True when it is new, False with the one of the same id."""
        try:
            with writing(self._engine) as connection:
                talk = locked(connection, buyer)
                same = one(connection, messages.c.buyer_id == buyer, messages.c.client_id == client_id)
                if same:
                    return same, False
                full = talk["in_session"] >= LONGEST_SESSION
                session, number = talk["session"] + full, 1 if full else talk["in_session"] + 1
                kept = Kept(buyer, talk["last_seq"] + 1, client_id, "buyer", text, extras, now, state="waiting")
                kept = msgspec.structs.replace(kept, spoken=spoken, sender=f"{buyer}~{session}")
                write(connection, kept)
                unanswered = {"unanswered_since": talk["unanswered_since"] or now} if talk["agent_id"] else {}
                change(connection, buyer, last_seq=kept.seq, session=session, in_session=number, **unanswered)
        except sa.exc.IntegrityError:  # two first messages of one buyer at the same moment
            return self.accept(buyer, client_id, text, spoken, extras, now)
        return kept, True

    def answered(
        self, message: Kept, said: Sequence[Said], now: datetime, settled: bool = False
    ) -> Literal["said", "drafted"] | None:
        """Keep the whole answer to a message; None, and nothing kept, when it was answered before.

        Where a person has taken the talk meanwhile it becomes a draft of theirs: two never speak at once. Where the
        talk is ``settled`` and long enough, the next message begins a new session of Rasa's.
        """
        with writing(self._engine) as connection:
            talk = locked(connection, message.buyer_id)
            if not _no_longer_waits(connection, message):
                return None
            if talk["agent_id"]:
                words = "\n".join(each.text for each in said if each.text)
                write_draft(connection, Drafted(message.buyer_id, message.seq, words, now))
                return "drafted"
            for number, each in enumerate(said, 1):
                seq, name = talk["last_seq"] + number, f"{message.seq}.{number}"
                write(connection, Kept(message.buyer_id, seq, name, "bot", each.text, each.extras, now, message.seq))
            over = settled and talk["in_session"] >= SETTLED_SESSION
            sessions = {"session": talk["session"] + 1, "in_session": 0} if over else {}
            change(connection, message.buyer_id, last_seq=talk["last_seq"] + len(said), **sessions)
        return "said"

    def drafted(self, message: Kept, draft: Drafted | None, whoever: bool = False) -> bool:
        """A person answers a message: keep the draft for them, if there is one; False when it is the bot's again.

        With ``whoever`` a person answers it although nobody has the talk yet.
        """
        with writing(self._engine) as connection:
            if not (locked(connection, message.buyer_id)["agent_id"] or whoever):
                return False
            if _no_longer_waits(connection, message) and draft:
                write_draft(connection, draft)
        return True

    def notice(self, message: Kept, text: str, now: datetime) -> bool:
        """Tell a buyer something about a message that waits, once; False when they were told."""
        name = f"{message.seq}.notice"
        with writing(self._engine) as connection:
            talk = locked(connection, message.buyer_id)
            if one(connection, messages.c.buyer_id == message.buyer_id, messages.c.client_id == name):
                return False
            seq = talk["last_seq"] + 1
            write(connection, Kept(message.buyer_id, seq, name, "notice", text, Extras(), now, message.seq))
            change(connection, message.buyer_id, last_seq=seq)
        return True

    def said_as(self, buyer: str, client_id: str) -> Kept | None:
        """The message of a talk that came under an id, or None."""
        found = self._find(sa.select(messages).where(messages.c.buyer_id == buyer, messages.c.client_id == client_id))
        return found[0] if found else None

    def next_waiting(self, buyer: str) -> Kept | None:
        """The oldest message of a buyer that waits for its answer, or None."""
        waits = sa.and_(messages.c.buyer_id == buyer, messages.c.state == "waiting")
        found = self._find(sa.select(messages).where(waits).order_by(messages.c.seq).limit(1))
        return found[0] if found else None

    def buyers_waiting(self) -> list[str]:
        """Everybody who waits for an answer."""
        query = sa.select(messages.c.buyer_id).where(messages.c.state == "waiting").distinct()
        with reading(self._engine) as connection:
            return list(connection.scalars(query))

    def page(self, buyer: str, before: int | None, limit: int) -> tuple[list[Kept], bool]:
        """The newest messages of a buyer, or the newest before a seq, oldest first; whether there are older ones."""
        wanted = [messages.c.buyer_id == buyer, *([messages.c.seq < before] if before is not None else [])]
        found = self._find(sa.select(messages).where(*wanted).order_by(messages.c.seq.desc()).limit(limit + 1))
        return found[:limit][::-1], len(found) > limit

    def after(self, buyer: str, seq: int, limit: int = 100) -> list[Kept]:
        """The messages of a buyer after a seq, oldest first."""
        wanted = sa.and_(messages.c.buyer_id == buyer, messages.c.seq > seq)
        return self._find(sa.select(messages).where(wanted).order_by(messages.c.seq).limit(limit))

    def last_said(self, buyer: str) -> datetime | None:
        """When the bot or a person last said something to a buyer; None when nobody ever did."""
        mine = sa.and_(messages.c.buyer_id == buyer, messages.c.author.in_(("bot", "agent")))
        found = self._find(sa.select(messages).where(mine).order_by(messages.c.seq.desc()).limit(1))
        return found[0].at if found else None

    def conversation(self, buyer: str) -> Conversation:
        """A buyer's talk in numbers; an empty one for a buyer who never spoke."""
        with reading(self._engine) as connection:
            row = connection.execute(sa.select(conversations).where(conversations.c.buyer_id == buyer)).first()
        return Conversation(**{n: getattr(row, n) for n in Conversation.__struct_fields__}) if row else Conversation()

    def rate(self, buyer: str, stars: int, words: str, now: datetime) -> None:
        """Keep what a buyer thinks of the talk; a later rating takes the place of an earlier one."""
        try:
            with writing(self._engine) as connection:
                locked(connection, buyer)
                change(connection, buyer, stars=stars, words=words, rated_at=now)
        except sa.exc.IntegrityError:
            self.rate(buyer, stars, words, now)

    def _find(self, query: Any) -> list[Kept]:
        with reading(self._engine) as connection:
            return [_kept(row) for row in connection.execute(query)]


def locked(connection: Connection, buyer: str) -> dict[str, Any]:
    """Within a transaction: a buyer's conversation, made where there is none. Nobody else changes it until the end."""
    own = sa.select(conversations).where(conversations.c.buyer_id == buyer).with_for_update()
    row = connection.execute(own).mappings().first()
    if row:
        return dict(row)
    new = {"buyer_id": buyer, "session": 1, "in_session": 0, "last_seq": 0, "version": 0}
    connection.execute(conversations.insert().values(**new))
    return {**dict.fromkeys(conversations.c.keys()), **new}


def change(connection: Connection, buyer: str, **values: Any) -> None:
    """Within a transaction: the buyer's conversation with other values."""
    connection.execute(conversations.update().where(conversations.c.buyer_id == buyer).values(**values))


def _no_longer_waits(connection: Connection, message: Kept) -> bool:
    """The message counts as answered from now on; False when it did before."""
    own = sa.and_(messages.c.buyer_id == message.buyer_id, messages.c.seq == message.seq)
    waits = sa.and_(own, messages.c.state == "waiting")
    return bool(connection.execute(messages.update().where(waits).values(state="answered")).rowcount)


def one(connection: Connection, *wanted: Any) -> Kept | None:
    """Within a transaction: the message wanted, or None."""
    row = connection.execute(sa.select(messages).where(*wanted)).first()
    return _kept(row) if row else None


def write(connection: Connection, kept: Kept) -> None:
    """Within a transaction: a new message."""
    fields = {name: getattr(kept, name) for name in Kept.__struct_fields__ if name != "extras"}
    connection.execute(messages.insert().values(**fields, payload=msgspec.json.encode(kept.extras).decode()))


def _kept(row: Any) -> Kept:
    fields = {name: getattr(row, name) for name in Kept.__struct_fields__ if name != "extras"}
    return Kept(**fields, extras=msgspec.json.decode(row.payload, type=Extras))
