"""The people of the desk and their sessions in the database. Moments are of the wall's clock, not of the shop's."""

import hashlib
import secrets
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.staff.model import Agent, Presence, Role, Session
from bot.staff.passwords import fits, hashed, long_enough
from bot.store import Moment, metadata, reading, writing

MOST_FAILED = 5
LOCKED = timedelta(minutes=15)
IDLE = timedelta(hours=12)
ONLINE = timedelta(seconds=75)
SEEN_EVERY = timedelta(seconds=20)

agents = sa.Table(
    "agents",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("presence", sa.Text, nullable=False),
    sa.Column("seen_at", Moment),
    sa.Column("failed", sa.Integer, nullable=False),
    sa.Column("locked_until", Moment),
    sa.Column("made_at", Moment, nullable=False),
)

sessions = sa.Table(
    "desk_sessions",
    metadata,
    sa.Column("token_hash", sa.Text, primary_key=True),
    sa.Column("agent_id", sa.Text, sa.ForeignKey("agents.id"), nullable=False),
    sa.Column("csrf", sa.Text, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
    sa.Column("until", Moment, nullable=False),
)


class NotSignedIn(RuntimeError):
    """Name or password are wrong, or the person is not active; it does not say which."""


class Locked(RuntimeError):
    """Too many wrong passwords; ``seconds`` until the next try."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Known(ValueError):
    """Somebody has that id already."""


class WeakPassword(ValueError):
    """A password that is too short or too long."""


class LastOwner(ValueError):
    """Without this person nobody could look after the desk any more."""


class StaffStore:
    """The people of one shop. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, id: str, name: str, role: Role, password: str) -> Agent:  # noqa: A002 - as on the wire
        """Somebody new; raises Known, WeakPassword."""
        row = {"id": id, "name": name, "role": role, "password": _kept(password), "active": True, "presence": "here"}
        try:
            with writing(self._engine) as connection:
                connection.execute(agents.insert().values(**row, failed=0, made_at=_now()))
        except sa.exc.IntegrityError as error:
            raise Known(id) from error
        return Agent(id, name, role)

    def change(self, id: str, **changed: Any) -> Agent | None:  # noqa: A002
        """The person with another name, role, password or ``active``; None for nobody.

        Who gets another password or is no longer active is signed out. Raises WeakPassword, LastOwner.
        """
        values = {**changed, **({"password": _kept(changed["password"])} if "password" in changed else {})}
        own = agents.c.id == id
        owners_go = values.get("active") is False or values.get("role", "owner") != "owner"
        with writing(self._engine) as connection:
            if owners_go:  # of two owners who dismiss each other one must wait
                connection.execute(sa.select(agents.c.id).where(*_OWNERS).order_by(agents.c.id).with_for_update())
            if values:
                connection.execute(agents.update().where(own).values(**values))
            if owners_go and not connection.execute(sa.select(agents.c.id).where(*_OWNERS).limit(1)).first():
                raise LastOwner(id)
            if "password" in values or values.get("active") is False:
                connection.execute(sessions.delete().where(sessions.c.agent_id == id))
            row = connection.execute(sa.select(agents).where(own)).first()
        return _agent(row) if row else None

    def get(self, id: str) -> Agent | None:  # noqa: A002
        """The person of that id, or None."""
        return next((each for each in self.all() if each.id == id), None)

    def all(self) -> list[Agent]:
        """Everybody, by id."""
        with reading(self._engine) as connection:
            return [_agent(row) for row in connection.execute(sa.select(agents).order_by(agents.c.id))]

    def online(self) -> list[Agent]:
        """Who takes talks now: here, with an open desk."""
        since = _now() - ONLINE
        return [a for a in self.all() if a.active and a.presence == "here" and a.seen_at and a.seen_at >= since]

    def somebody(self) -> bool:
        """Whether anybody takes talks now, or the shop does not use the desk at all."""
        return not self.all() or bool(self.online())

    def sign_in(self, id: str, password: str) -> tuple[str, Session]:  # noqa: A002
        """The token of a new session; raises NotSignedIn, Locked."""
        with reading(self._engine) as connection:
            row = connection.execute(sa.select(agents).where(agents.c.id == id)).first()
        now = _now()
        if row and row.locked_until and row.locked_until > now:
            raise Locked((row.locked_until - now).total_seconds())
        if not fits(password, row.password if row and row.active else None):
            if row:
                self._failed(id, now)
            raise NotSignedIn
        return self._open(_agent(row), now)

    def knows(self, id: str, password: str) -> bool:  # noqa: A002
        """Whether it is the person's password, without signing in."""
        with reading(self._engine) as connection:
            kept = connection.execute(sa.select(agents.c.password).where(agents.c.id == id, agents.c.active)).scalar()
        return fits(password, kept)

    def _failed(self, id: str, now: datetime) -> None:  # noqa: A002
        own = agents.c.id == id
        with writing(self._engine) as connection:
            failed = connection.execute(sa.select(agents.c.failed).where(own).with_for_update()).scalar() + 1
            over = failed >= MOST_FAILED
            values = {"failed": 0, "locked_until": now + LOCKED} if over else {"failed": failed}
            connection.execute(agents.update().where(own).values(**values))

    def _open(self, agent: Agent, now: datetime) -> tuple[str, Session]:
        token, csrf, until = secrets.token_urlsafe(32), secrets.token_urlsafe(32), now + IDLE
        row = {"token_hash": _hash(token), "agent_id": agent.id, "csrf": csrf, "seen_at": now, "until": until}
        with writing(self._engine) as connection:
            connection.execute(sessions.delete().where(sessions.c.until < now))
            connection.execute(sessions.insert().values(**row))
            fresh = {"failed": 0, "locked_until": None, "seen_at": now, "presence": "here"}
            connection.execute(agents.update().where(agents.c.id == agent.id).values(**fresh))
        return token, Session(msgspec.structs.replace(agent, presence="here", seen_at=now), csrf, until)

    def session(self, token: str) -> Session | None:
        """Whose token it is, while it is good; each use keeps it good for twelve hours more."""
        now, mine = _now(), sessions.c.token_hash == _hash(token)
        with reading(self._engine) as connection:
            row = connection.execute(_SIGNED_IN.where(mine, sessions.c.until > now, agents.c.active)).first()
        if row is None:
            return None
        if row.used_at < now - SEEN_EVERY:
            with writing(self._engine) as connection:
                self._used(connection, row, mine, now)
        return Session(_agent(row), row.csrf, row.until)

    def _used(self, connection: Connection, row: Any, mine: Any, now: datetime) -> None:
        connection.execute(sessions.update().where(mine).values(seen_at=now, until=now + IDLE))
        connection.execute(agents.update().where(agents.c.id == row.id).values(seen_at=now))

    def sign_out(self, token: str) -> None:
        """End a session."""
        with writing(self._engine) as connection:
            connection.execute(sessions.delete().where(sessions.c.token_hash == _hash(token)))

    def presence(self, id: str, presence: Presence) -> None:  # noqa: A002
        """Somebody takes talks now, or does not."""
        with writing(self._engine) as connection:
            connection.execute(agents.update().where(agents.c.id == id).values(presence=presence, seen_at=_now()))


_OWNERS = (agents.c.role == "owner", agents.c.active)
_SIGNED_IN = sa.select(agents, sessions.c.csrf, sessions.c.until, sessions.c.seen_at.label("used_at")).join(
    sessions, sessions.c.agent_id == agents.c.id
)


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _kept(password: str) -> str:
    if not long_enough(password):
        raise WeakPassword
    return hashed(password)


def _agent(row: Any) -> Agent:
    return Agent(**{name: getattr(row, name) for name in Agent.__struct_fields__})
