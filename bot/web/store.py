"""What was said in the buyer's window: every message once, in its order, until it is answered and after."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.clock import day
from bot.evidence import same_picture
from bot.store import Moment, metadata, reading, writing
from bot.web.wire import Author, Evidence, Extras

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
    sa.UniqueConstraint("buyer_id", "client_id"),
)

uploads = sa.Table(
    "uploads",
    metadata,
    sa.Column("buyer_id", sa.Text, primary_key=True),
    sa.Column("client_id", sa.Text, primary_key=True),
    sa.Column("evidence_id", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("bytes", sa.Integer, nullable=False),
    sa.Column("notes", sa.Text, nullable=False),
    sa.Column("asked_for", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
)


class Kept(msgspec.Struct, frozen=True):
    """A message as it stands in the database.

    Of a buyer's: ``state`` tells whether it still waits for its answer, ``spoken`` is what Rasa hears, ``sender`` the
    Rasa talk it goes to. Of an answer: ``reply_to`` is the seq of what it answers.
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


class Said(msgspec.Struct, frozen=True):
    """Something to be said to a buyer."""

    text: str
    extras: Extras = Extras()


class Upload(msgspec.Struct, frozen=True):
    """A picture or video of a buyer's; ``notes`` are for staff, ``asked_for`` is the fact that it is to show, or ""."""

    evidence: Evidence
    notes: dict[str, Any] = {}
    asked_for: str = ""


class SeenBefore(msgspec.Struct, frozen=True):
    """A picture of a buyer's that looks like an earlier one: a note for staff, never held against anybody.

    ``id`` is the picture's; ``earlier``, ``buyer_id`` and ``at`` tell which one it looks like, whose that was and when.
    """

    id: str
    earlier: str
    buyer_id: str
    at: datetime


class Conversation(msgspec.Struct, frozen=True):
    """A buyer's talk in numbers: the seq of its last message, whether it was rated."""

    last_seq: int = 0
    rated: bool = False


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
                talk = _locked(connection, buyer)
                same = _one(connection, messages.c.buyer_id == buyer, messages.c.client_id == client_id)
                if same:
                    return same, False
                full = talk["in_session"] >= LONGEST_SESSION
                session, number = talk["session"] + full, 1 if full else talk["in_session"] + 1
                kept = Kept(buyer, talk["last_seq"] + 1, client_id, "buyer", text, extras, now, state="waiting")
                kept = msgspec.structs.replace(kept, spoken=spoken, sender=f"{buyer}~{session}")
                _write(connection, kept)
                _change(connection, buyer, last_seq=kept.seq, session=session, in_session=number)
        except sa.exc.IntegrityError:  # two first messages of one buyer at the same moment
            return self.accept(buyer, client_id, text, spoken, extras, now)
        return kept, True

    def answered(self, message: Kept, said: Sequence[Said], now: datetime, settled: bool = False) -> bool:
        """Keep the whole answer to a message; False, and nothing kept, when it was answered before.

        Where the talk is ``settled`` and long enough, the next message begins a new session of Rasa's.
        """
        waits = sa.and_(_is(message), messages.c.state == "waiting")
        with writing(self._engine) as connection:
            talk = _locked(connection, message.buyer_id)
            if not connection.execute(messages.update().where(waits).values(state="answered")).rowcount:
                return False
            for number, each in enumerate(said, 1):
                seq, name = talk["last_seq"] + number, f"{message.seq}.{number}"
                _write(connection, Kept(message.buyer_id, seq, name, "bot", each.text, each.extras, now, message.seq))
            over = settled and talk["in_session"] >= SETTLED_SESSION
            sessions = {"session": talk["session"] + 1, "in_session": 0} if over else {}
            _change(connection, message.buyer_id, last_seq=talk["last_seq"] + len(said), **sessions)
        return True

    def notice(self, message: Kept, text: str, now: datetime) -> bool:
        """Tell a buyer something about a message that waits, once; False when they were told."""
        name = f"{message.seq}.notice"
        with writing(self._engine) as connection:
            talk = _locked(connection, message.buyer_id)
            if _one(connection, messages.c.buyer_id == message.buyer_id, messages.c.client_id == name):
                return False
            seq = talk["last_seq"] + 1
            _write(connection, Kept(message.buyer_id, seq, name, "notice", text, Extras(), now, message.seq))
            _change(connection, message.buyer_id, last_seq=seq)
        return True

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
        """When the bot last said something to a buyer; None when it never did."""
        mine = sa.and_(messages.c.buyer_id == buyer, messages.c.author == "bot")
        found = self._find(sa.select(messages).where(mine).order_by(messages.c.seq.desc()).limit(1))
        return found[0].at if found else None

    def conversation(self, buyer: str) -> Conversation:
        """A buyer's talk in numbers; an empty one for a buyer who never spoke."""
        with reading(self._engine) as connection:
            row = connection.execute(sa.select(conversations).where(conversations.c.buyer_id == buyer)).first()
        return Conversation(row.last_seq, row.rated_at is not None) if row else Conversation()

    def rate(self, buyer: str, stars: int, words: str, now: datetime) -> None:
        """Keep what a buyer thinks of the talk; a later rating takes the place of an earlier one."""
        try:
            with writing(self._engine) as connection:
                _locked(connection, buyer)
                _change(connection, buyer, stars=stars, words=words, rated_at=now)
        except sa.exc.IntegrityError:
            self.rate(buyer, stars, words, now)

    def keep_upload(self, buyer: str, client_id: str, upload: Upload, now: datetime) -> Upload:
        """Keep what is known of a picture or video; the one of the same id where there is one."""
        evidence = msgspec.structs.asdict(upload.evidence)
        evidence["evidence_id"] = evidence.pop("id")
        notes = msgspec.json.encode(upload.notes).decode()
        row = {"buyer_id": buyer, "client_id": client_id, "notes": notes, "asked_for": upload.asked_for, "at": now}
        try:
            with writing(self._engine) as connection:
                connection.execute(uploads.insert().values(**row, **evidence))
        except sa.exc.IntegrityError:
            return self.upload(buyer, client_id) or upload
        return upload

    def upload(self, buyer: str, client_id: str) -> Upload | None:
        """A buyer's upload by the id that the client gave it, or None."""
        found = self._uploads(uploads.c.buyer_id == buyer, uploads.c.client_id == client_id)
        return found[0] if found else None

    def evidence(self, buyer: str, ids: Sequence[str]) -> list[Upload] | None:
        """A buyer's own pictures and videos in the order of ``ids``; None when one of them is not theirs."""
        found = self._uploads(uploads.c.buyer_id == buyer, uploads.c.evidence_id.in_(ids))
        known = {each.evidence.id: each for each in found}
        return [known[one] for one in ids] if set(ids) <= known.keys() else None

    def seen_before(self, buyer: str) -> list[SeenBefore]:
        """The pictures of a buyer that somebody else, or the buyer on an earlier day, has sent already."""
        query = sa.select(uploads).where(uploads.c.kind == "picture").order_by(uploads.c.at)
        with reading(self._engine) as connection:
            rows = [(row, msgspec.json.decode(row.notes).get("phash")) for row in connection.execute(query)]
        known = [(row, hash_) for row, hash_ in rows if hash_]
        return [
            SeenBefore(row.evidence_id, other.evidence_id, other.buyer_id, other.at)
            for place, (row, hash_) in enumerate(known)
            if row.buyer_id == buyer
            for other, earlier in known[:place]
            if (other.buyer_id != buyer or day(other.at) != day(row.at)) and same_picture(hash_, earlier)
        ]

    def _uploads(self, *wanted: Any) -> list[Upload]:
        query = sa.select(uploads).where(*wanted).order_by(uploads.c.at)
        with reading(self._engine) as connection:
            return [_upload(row) for row in connection.execute(query)]

    def _find(self, query: Any) -> list[Kept]:
        with reading(self._engine) as connection:
            return [_kept(row) for row in connection.execute(query)]


def _locked(connection: Connection, buyer: str) -> dict[str, Any]:
    """The buyer's conversation, made where there is none; nobody else changes it until the transaction ends."""
    own = sa.select(conversations).where(conversations.c.buyer_id == buyer).with_for_update()
    row = connection.execute(own).mappings().first()
    if row:
        return dict(row)
    new = {"buyer_id": buyer, "session": 1, "in_session": 0, "last_seq": 0}
    connection.execute(conversations.insert().values(**new))
    return new


def _change(connection: Connection, buyer: str, **values: Any) -> None:
    connection.execute(conversations.update().where(conversations.c.buyer_id == buyer).values(**values))


def _is(message: Kept) -> Any:
    return sa.and_(messages.c.buyer_id == message.buyer_id, messages.c.seq == message.seq)


def _one(connection: Connection, *wanted: Any) -> Kept | None:
    row = connection.execute(sa.select(messages).where(*wanted)).first()
    return _kept(row) if row else None


def _write(connection: Connection, kept: Kept) -> None:
    fields = {name: getattr(kept, name) for name in Kept.__struct_fields__ if name != "extras"}
    connection.execute(messages.insert().values(**fields, payload=msgspec.json.encode(kept.extras).decode()))


def _kept(row: Any) -> Kept:
    fields = {name: getattr(row, name) for name in Kept.__struct_fields__ if name != "extras"}
    return Kept(**fields, extras=msgspec.json.decode(row.payload, type=Extras))


def _upload(row: Any) -> Upload:
    evidence = Evidence(row.evidence_id, row.kind, row.width, row.height, row.bytes)
    return Upload(evidence, msgspec.json.decode(row.notes), row.asked_for)
