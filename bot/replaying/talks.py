"""Talks that can be held again: what the buyer types, and under what circumstances."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from bot.texts import text

MOST_NAMED = 20


class BadTalks(ValueError):
    """A file of talks cannot be used; the message names file and place, and says what was expected and what to do."""


class Turn(msgspec.Struct, frozen=True):
    """What the buyer types, as it is.

    ``message_id`` is the channel's id for it. ``device`` other than "" is a talk begun elsewhere by the same buyer;
    ``at``: the shop was started again at that time; ``away``: the action server cannot be reached.
    """

    typed: str
    message_id: str | None = None
    device: str = ""
    at: datetime | None = None
    away: bool = False


class Talk(msgspec.Struct, frozen=True):
    """One talk. ``key`` finds it again among the transcripts of another day; ``buyer`` None is nobody vouched for."""

    key: str
    turns: tuple[Turn, ...]
    name: str = ""
    buyer: str | None = None
    clock: datetime | None = None


def key_of(path: Path, inner: str) -> str:
    """What a talk of a file is known by, the same from wherever the file is named: its folder or file, and a name."""
    return " ".join(f"{path}/{inner}".split())


def told_apart(talks: Iterable[Talk]) -> Iterator[Talk]:
    """The talks with a number behind a key that came before."""
    seen: dict[str, int] = {}
    for talk in talks:
        count = seen[talk.key] = seen.get(talk.key, 0) + 1
        yield msgspec.structs.replace(talk, key=f"{talk.key} ({count})") if count > 1 else talk


def refused(path: Path, problems: Sequence[str]) -> BadTalks:
    """The refusal of a file with all that is wrong in it."""
    lines = [text("cli.replay.refused", file=path, count=len(problems)), *problems[:MOST_NAMED]]
    if len(problems) > MOST_NAMED:
        lines.append(text("cli.replay.more", count=len(problems) - MOST_NAMED))
    return BadTalks("\n".join(lines))
