"""Files and folders of talks: talks as our tests write them (YAML), and chats as a shop exports them (CSV, TSV)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from bot.clock import parse_time
from bot.decoding import decoded
from bot.replaying.exports import read_export
from bot.replaying.talks import BadTalks, Talk, Turn, key_of, refused, told_apart
from bot.texts import text

TALKS = (".yml", ".yaml")
EXPORTS = (".csv", ".tsv")


class _Turn(msgspec.Struct, frozen=True):
    buyer: str
    message_id: str | None = None
    device: str = ""
    at: str | None = None
    server: Literal["up", "away"] = "up"


class _File(msgspec.Struct, frozen=True):
    talk: tuple[_Turn, ...]
    name: str = ""
    buyer: str | None = None
    clock: str | None = None


def read_talks(paths: Iterable[Path]) -> list[Talk]:
    """Every talk of the files and, at any depth, of the folders, in order. What a file expects of the bot is not read.

    Raises BadTalks.
    """
    files = dict.fromkeys(file for path in paths for file in _files(path))
    return list(told_apart(talk for file in files for talk in _read(file)))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.rglob("*") if file.suffix.lower() in (*TALKS, *EXPORTS))
    if not found:
        raise BadTalks(text("cli.replay.empty_folder", folder=path))
    return found


def _read(path: Path) -> Iterator[Talk]:
    kind = path.suffix.lower()
    if kind not in (*TALKS, *EXPORTS):
        raise BadTalks(text("cli.replay.kind" if path.exists() else "cli.replay.no_file", file=path))
    yield from [_talk(path, _content(path))] if kind in TALKS else read_export(path, _content(path))


def _content(path: Path) -> str:
    try:
        content = decoded(path.read_bytes())
    except FileNotFoundError as error:
        raise BadTalks(text("cli.replay.no_file", file=path)) from error
    except OSError as error:
        raise BadTalks(text("cli.replay.unreadable", file=path, error=error.strerror)) from error
    if content is None:
        raise BadTalks(text("cli.replay.no_text", file=path))
    return content


def _talk(path: Path, content: str) -> Talk:
    try:
        found = msgspec.convert(yaml.safe_load(content), _File)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise refused(path, [text("cli.replay.no_yaml", where=where, wrong=error.problem)]) from error
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise refused(path, [text("cli.replay.no_talk", wrong=error)]) from error
    if not found.talk:
        raise refused(path, [text("cli.replay.no_turns")])
    turns = tuple(_turn(path, number, each) for number, each in enumerate(found.talk, 1))
    clock = _moment(path, "clock", found.clock)
    return Talk(key_of(Path(path.absolute().parent.name), path.stem), turns, found.name, found.buyer, clock)


def _turn(path: Path, number: int, found: _Turn) -> Turn:
    at = _moment(path, f"talk {number} at", found.at)
    return Turn(found.buyer, found.message_id, found.device, at, found.server == "away")


def _moment(path: Path, where: str, given: str | None) -> datetime | None:
    try:
        return parse_time(given) if given else None
    except ValueError as error:
        raise refused(path, [text("cli.replay.no_moment", where=where, given=given)]) from error
