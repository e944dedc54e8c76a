"""What a text is made of, as a classifier counts it: characters, sounds, words, concepts, entities."""

import logging
import re
from collections.abc import Callable, Sequence
from functools import cache

import jieba
from pypinyin import lazy_pinyin

from bot.nlu import concepts, patterns
from bot.settings import ROOT

DIGIT = re.compile(r"\d")
SPACE = re.compile(r"\s")
LETTERS = re.compile(r"[a-z]+")
CHINESE = range(0x4E00, 0x9FA6)
LONGEST_SYLLABLE = 6
WORDS = ROOT / "data" / "lexicon" / "jieba"
LONGEST_CHARACTERS, LONGEST_SOUNDS, LONGEST_WORDS = 4, 3, 2

Terms = Callable[[str], list[str]]


def plain(text: str) -> str:
    """Lower case, every digit a nought, so that one number is like another."""
    return DIGIT.sub("0", text.lower())


def characters(text: str) -> list[str]:
    """Runs of 1 to 4 characters, with marks for where the text begins and ends."""
    return _runs(f"^{SPACE.sub('', plain(text))}$", LONGEST_CHARACTERS)


def sounds(text: str) -> list[str]:
    """Runs of 1 to 3 syllables in pinyin without tones: 腿货, tui huo and tuihuo are all like 退货."""
    typed = LETTERS.sub(lambda match: f"{_in_syllables(match.group())} ", plain(text))
    return _runs([sound for part in lazy_pinyin(typed) for sound in part.split()], LONGEST_SOUNDS)


def words(text: str) -> list[str]:
    """Single words and pairs of words, as jieba cuts them."""
    return _runs([word for word in _jieba().lcut(plain(text)) if word.strip()], LONGEST_WORDS)


class ByConcept:
    """Concepts and which stands before which."""

    def __init__(self) -> None:
        self._concepts = concepts.read()

    def __call__(self, text: str) -> list[str]:
        """The terms of a text."""
        return self._concepts.terms(plain(text))


class ByEntity:
    """Labels of entities, with their values where those are words."""

    def __init__(self) -> None:
        self._patterns = patterns.read()

    def __call__(self, text: str) -> list[str]:
        """The terms of a text."""
        found = self._patterns.find(text)
        valued = {f"{each.label} = {each.value}" for each in found if isinstance(each.value, str)}
        return sorted({"a text", *(each.label for each in found), *valued})


def unit(name: str) -> Terms:
    """How to take a text apart. Raises ValueError that lists the units there are."""
    units: dict[str, Callable[[], Terms]] = {
        "characters": lambda: characters,
        "sounds": lambda: sounds,
        "words": lambda: words,
        "concepts": ByConcept,
        "entities": ByEntity,
    }
    if name not in units:
        raise ValueError(f"config.yml: no unit {name!r}; there are {', '.join(units)}")
    return units[name]()


def _in_syllables(letters: str) -> str:
    """Typed pinyin with blanks between its syllables, the longest first; what is no pinyin stays whole."""
    found, rest = [], letters
    while rest:
        fitting = (rest[:length] for length in range(LONGEST_SYLLABLE, 0, -1) if rest[:length] in _syllables())
        syllable = next(fitting, None)
        if syllable is None:
            return letters
        found.append(syllable)
        rest = rest[len(syllable) :]
    return " ".join(found)


@cache
def _syllables() -> frozenset[str]:
    """Every syllable that a Chinese character is read as."""
    return frozenset(lazy_pinyin("".join(map(chr, CHINESE))))


@cache
def _jieba() -> jieba.Tokenizer:
    """Jieba with the shop's words."""
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for path in sorted(WORDS.iterdir()):
        tokenizer.load_userdict(str(path))
    return tokenizer


def _runs(parts: Sequence[str], longest: int) -> list[str]:
    return ["_".join(parts[i : i + n]) for n in range(1, longest + 1) for i in range(len(parts) - n + 1)]
