"""Transcripts as plain text: written, read again, compared."""

import difflib
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from bot.clock import SHANGHAI, parse_time
from bot.decoding import decoded
from bot.replaying.holding import Held, Spoken
from bot.replaying.talks import BadTalks
from bot.texts import text

HEAD, AT = "=== ", " @ "
INDENT = " " * 6
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
SHOWN = "\n\u200d"


class Saved(msgspec.Struct, frozen=True):
    """A transcript of another day, and the moment at which its talk was held."""

    transcript: str
    clock: datetime | None


class Change(msgspec.Struct, frozen=True):
    """A talk whose transcript is another now, with the difference line by line."""

    talk: str
    diff: tuple[str, ...]


class Compared(msgspec.Struct, frozen=True):
    """What became of the talks: changed, the same, new here, and saved ones that were not held this time."""

    changed: tuple[Change, ...]
    same: tuple[str, ...]
    new: tuple[str, ...]
    left_out: tuple[str, ...]


def transcript(held: Held) -> str:
    """A talk as text, ending with a newline. Only its first line begins like one of HEAD."""
    return "\n".join(line.rstrip(" ") for line in _lines(held)).rstrip() + "\n"


def saved(path: Path) -> dict[str, Saved]:
    """The transcripts of a file by the key of their talk. Raises BadTalks."""
    try:
        content = decoded(path.read_bytes())
    except OSError as error:
        raise BadTalks(text("cli.replay.unreadable", file=path, error=error.strerror)) from error
    parts = f"\n{content or ''}".replace("\r\n", "\n").split(f"\n{HEAD}")
    if len(parts) == 1 or parts[0].strip():
        raise BadTalks(text("cli.replay.no_transcripts", file=path))
    found = {}
    for part in parts[1:]:
        key, _, clock = part.split("\n", 1)[0].rpartition(AT)
        found[key] = Saved(f"{HEAD}{part.rstrip()}\n", _moment(clock))
    return found


def compare(before: Mapping[str, Saved], now: Mapping[str, str], file: Path) -> Compared:
    """The transcripts of now, by key, beside those of ``file``."""
    known = [key for key in now if key in before]
    changed = [key for key in known if now[key] != before[key].transcript]
    return Compared(
        changed=tuple(Change(key, _diff(before[key].transcript, now[key], file)) for key in changed),
        same=tuple(key for key in known if key not in changed),
        new=tuple(key for key in now if key not in before),
        left_out=tuple(key for key in before if key not in now),
    )


def _diff(before: str, now: str, file: Path) -> tuple[str, ...]:
    old, new = (each.rstrip("\n").split("\n") for each in (before, now))
    return tuple(difflib.unified_diff(old, new, str(file), text("cli.replay.now"), lineterm=""))


def _lines(held: Held) -> Iterator[str]:
    talk = held.talk
    yield f"{HEAD}{talk.key}{AT}{_written(held.clock)}"
    buyer = text("cli.replay.about", buyer=_on_one_line(talk.buyer)) if talk.buyer else text("cli.replay.nobody")
    about = [_on_one_line(talk.name), buyer]
    yield text("cli.replay.note", note=text("cli.replay.between").join(part for part in about if part))
    device = ""
    for spoken in held.spoken:
        yield from _circumstances(spoken, device)
        device = spoken.turn.device
        yield text("cli.replay.buyer", words=_shown(spoken.turn.typed))
        for answer in spoken.answers:
            yield text("cli.replay.bot", words=_shown(answer.text))
            if answer.buttons:
                buttons = " ".join(text("cli.replay.button", title=_on_one_line(title)) for title in answer.buttons)
                yield f"{INDENT}{buttons}"
        if not spoken.answers:
            yield text("cli.replay.note", note=text("cli.replay.silent"))
    yield from (_on_one_line(each.line) for each in held.written)


def _circumstances(spoken: Spoken, device: str) -> Iterator[str]:
    turn = spoken.turn
    if turn.at:
        yield text("cli.replay.note", note=text("cli.replay.restarted", at=_written(turn.at)))
    if turn.device != device:
        yield text("cli.replay.note", note=text("cli.replay.device"))
    if turn.message_id:
        yield text("cli.replay.note", note=text("cli.replay.message", id=_on_one_line(turn.message_id)))
    if turn.away:
        yield text("cli.replay.note", note=text("cli.replay.away"))


def _shown(words: str) -> str:
    """Words as they are, further lines set in; what would not show or would end a line is written out."""
    return "".join(map(_seen, words)).replace("\n", f"\n{INDENT}")


def _seen(character: str) -> str:
    hidden = character not in SHOWN and unicodedata.category(character) in UNSEEN
    return character.encode("unicode_escape").decode() if hidden else character


def _on_one_line(words: str) -> str:
    return " ".join("".join(map(_seen, words)).split())


def _written(at: datetime) -> str:
    return at.astimezone(SHANGHAI).replace(tzinfo=None, microsecond=0).isoformat().removesuffix(":00")


def _moment(given: str) -> datetime | None:
    try:
        return parse_time(given)
    except ValueError:
        return None
