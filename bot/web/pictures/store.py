"""What is known of each picture and video: whose it is, its size, what staff should know. The files lie elsewhere."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.clock import day
from bot.evidence import same_picture
from bot.store import Moment, metadata, reading, writing
from bot.web.wire import Evidence

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


class UploadStore:
    """The pictures and videos of one shop's buyers. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, buyer: str, client_id: str, upload: Upload, now: datetime) -> Upload:
        """Keep what is known of a picture or video; the one of the same id where there is one."""
        evidence = msgspec.structs.asdict(upload.evidence)
        evidence["evidence_id"] = evidence.pop("id")
        notes = msgspec.json.encode(upload.notes).decode()
        row = {"buyer_id": buyer, "client_id": client_id, "notes": notes, "asked_for": upload.asked_for, "at": now}
        try:
            with writing(self._engine) as connection:
                connection.execute(uploads.insert().values(**row, **evidence))
        except sa.exc.IntegrityError:
            return self.get(buyer, client_id) or upload
        return upload

    def get(self, buyer: str, client_id: str) -> Upload | None:
        """A buyer's upload by the id that the client gave it, or None."""
        found = self._uploads(uploads.c.buyer_id == buyer, uploads.c.client_id == client_id)
        return found[0] if found else None

    def own(self, buyer: str, ids: Sequence[str]) -> list[Upload] | None:
        """A buyer's own pictures and videos in the order of ``ids``; None when one of them is not theirs."""
        found = self._uploads(uploads.c.buyer_id == buyer, uploads.c.evidence_id.in_(ids))
        known = {each.evidence.id: each for each in found}
        return [known[one] for one in ids] if set(ids) <= known.keys() else None

    def all_of(self, buyer: str) -> list[tuple[Upload, datetime]]:
        """A buyer's pictures and videos with when each was sent, newest first; what was sent twice stands once."""
        query = sa.select(uploads).where(uploads.c.buyer_id == buyer).order_by(uploads.c.at.desc())
        with reading(self._engine) as connection:
            found = {row.evidence_id: (_upload(row), row.at) for row in connection.execute(query)}
        return list(found.values())

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


def _upload(row: Any) -> Upload:
    evidence = Evidence(row.evidence_id, row.kind, row.width, row.height, row.bytes)
    return Upload(evidence, msgspec.json.decode(row.notes), row.asked_for)
