"""Breaking Chinese text into lines: no line begins with a closing mark or ends with an opening one."""

import re
from collections.abc import Callable, Iterator

NOT_FIRST = frozenset("，。、；：！？…～”’）》】］〕」』％%,.;:!?)]}~")
NOT_LAST = frozenset("“‘（《【［〔「『([{¥￥")
TOKEN = re.compile(r"[!-~]+|.", re.DOTALL)


def broken(words: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The lines of a text in a column; ``measure`` tells how wide a stretch is, in the unit of ``width``.

    Latin words and numbers stay whole unless they are wider than the column.
    """
    return [line for paragraph in words.split("\n") for line in _lines(paragraph, width, measure)]


def _lines(words: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    line: list[str] = []
    used = 0.0
    for token in _tokens(words, width, measure):
        wide = measure(token)
        if line and used + wide > width:
            kept, carried = _parted(line, token)
            yield "".join(kept).rstrip()
            line = carried
            used = sum(measure(each) for each in line)
        if line or not token.isspace():
            line.append(token)
            used += wide
    yield "".join(line).rstrip()


def _tokens(words: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for token in TOKEN.findall(words):
        yield from [token] if measure(token) <= width else token


def _parted(line: list[str], following: str) -> tuple[list[str], list[str]]:
    """What stays on a full line, and what must go along with the token that begins the next one."""
    at, first = len(line), following
    while at > 1 and (first[0] in NOT_FIRST or line[at - 1][-1] in NOT_LAST):
        at -= 1
        first = line[at]
    return (line[:at], line[at:]) if at > 1 or len(line) == 1 else (line, [])
