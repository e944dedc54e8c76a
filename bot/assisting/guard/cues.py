"""Whether words promise anything: they may ask, refuse, set a condition, or repeat what the buyer said."""

import re
from collections.abc import Iterable

from bot.assisting.guard.rules import Cue, Promises
from bot.assisting.guard.saying import Saying, Stretch

STRUCK_OUT = "\0"


def shows(cue: Cue, words: str) -> bool:
    """Whether words show a cue."""
    for pattern in cue.unless:
        words = re.sub(pattern, STRUCK_OUT, words)
    return any_of(cue.patterns, words)


def any_of(patterns: Iterable[str], words: str) -> bool:
    """Whether any pattern is found in the words."""
    return any(re.search(pattern, words) for pattern in patterns)


def excused(said: Saying, stretch: Stretch, promises: Promises, conditional: bool = True) -> bool:
    """Whether a stretch promises nothing where it stands. ``conditional``: a condition excuses it too."""
    cues = promises.cues
    piece = said.words(said.piece(stretch))
    return (
        _quoted(said, stretch, promises.quoted)
        or shows(cues.question, piece)
        or shows(cues.negation, piece)
        or _told(said, stretch, promises)
        or (conditional and shows(cues.condition, _so_far(said, stretch)))
    )


def _quoted(said: Saying, stretch: Stretch, quoted: str) -> bool:
    return any(stretch.within(Stretch(*match.span())) for match in re.finditer(quoted, said.plain))


def _told(said: Saying, stretch: Stretch, promises: Promises) -> bool:
    upto = said.before(stretch) + said.words(stretch)
    return shows(promises.cues.told, upto) and not re.search(promises.agreeing, said.after(stretch))


def _so_far(said: Saying, stretch: Stretch) -> str:
    """The sentence up to the end of the piece of a stretch: a condition holds for what follows it."""
    return said.plain[said.sentence(stretch).start : said.piece(stretch).end]
