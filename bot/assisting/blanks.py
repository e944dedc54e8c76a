"""A script's phrasing and what it was filled with: found again in a draft, and taken out of other words."""

import re
from collections import Counter
from string import Formatter

Filled = dict[str, str]
SURE = 4


def blanks(phrasing: str) -> list[str]:
    """The names of the blanks of a phrasing, in order, each as often as it stands there."""
    return [name for _, name, _, _ in Formatter().parse(phrasing) if name]


def filled_with(phrasing: str, text: str) -> Filled | None:
    """What each blank of a phrasing was filled with to give a text; None where it does not give it."""
    found = re.fullmatch(_pattern(phrasing), text, re.DOTALL)
    return found.groupdict() if found else None


def emptied(sent: str, phrasing: str, facts: Filled) -> str | None:
    """Words with what filled a phrasing turned back into blanks; None where not every blank can be put back.

    A fact must stand in the words as often as in the phrasing, or be long enough not to stand there by chance. Words
    that hold a figure which neither a blank nor the phrasing has are no script.
    """
    told = {name: value for name, value in facts.items() if value}
    if "{" in sent or "}" in sent or len(set(told.values())) < len(told):
        return None
    words, often = sent, Counter(blanks(phrasing))
    for name, value in sorted(told.items(), key=lambda fact: len(fact[1]), reverse=True):
        words, times = re.subn(_whole(value), f"{{{name}}}", words)
        if not times or (times != often[name] and len(value) < SURE):
            return None
    for name in (name for name, value in facts.items() if not value):
        words = _put_back(words, phrasing, name) or ""
    return words if _same(words, phrasing, sent, facts) else None


def _pattern(phrasing: str) -> str:
    seen: set[str] = set()
    parts = []
    for literal, name, _, _ in Formatter().parse(phrasing):
        parts.append(re.escape(literal))
        if name:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.*?)")
            seen.add(name)
    return "".join(parts)


def _whole(value: str) -> str:
    """A pattern for a value that is no part of a longer number, nor stands in a blank."""
    left = r"(?<![0-9.:{_a-z])" if value[0].isascii() else ""
    right = r"(?![0-9:}_a-z]|\.[0-9])" if value[-1].isascii() else ""
    return f"{left}{re.escape(value)}{right}"


def _put_back(words: str, phrasing: str, name: str) -> str | None:
    """A blank that was filled with nothing, behind the words that it follows in the phrasing."""
    before = phrasing.split(f"{{{name}}}", maxsplit=1)[0]
    start = before.rfind("{")
    ahead = before[max(start, 0) :]
    return words.replace(ahead, f"{ahead}{{{name}}}") if ahead and words.count(ahead) == 1 else None


def _same(words: str, phrasing: str, sent: str, facts: Filled) -> bool:
    """Whether a phrasing's blanks are all there, filled as before give what was sent, and no figure is new."""
    if set(blanks(words)) != set(blanks(phrasing)) or words.format(**facts) != sent:
        return False
    return not set(_figures(words)) - set(_figures(phrasing))


def _figures(phrasing: str) -> list[str]:
    return re.findall(r"[0-9]+", "".join(literal for literal, _, _, _ in Formatter().parse(phrasing)))
