"""The proof as a document of plain parts, before anybody decides how it is set: what stands in it, in which order."""

from collections.abc import Iterator

import msgspec

from bot.aftersales.weights import Weighing
from bot.proof.brief import sentences
from bot.proof.exhibits import Exhibit
from bot.proof.grounds import clause_lines
from bot.proof.masking import Mask
from bot.proof.material import Material, verdict_of
from bot.proof.overview import overview
from bot.proof.talk import speaker, spoken
from bot.proof.timeline import State, timeline
from bot.proof.weighing import finding, weights
from bot.proof.wording import moment, sentence, what_it_shows
from bot.texts import text

KIB = 1024


class Heading(msgspec.Struct, frozen=True):
    """Begins a section; ``tall``: what comes first in it needs a good part of a page."""

    words: str
    tall: bool = False


class Lines(msgspec.Struct, frozen=True):
    """Paragraphs; the first one stands out where ``titled``, all of them keep quiet where ``aside``."""

    lines: tuple[str, ...]
    titled: bool = False
    aside: bool = False


class Points(msgspec.Struct, frozen=True):
    """Sentences that sum up the case."""

    sentences: tuple[str, ...]


class Facts(msgspec.Struct, frozen=True):
    """Names and values, side by side."""

    rows: tuple[tuple[str, str], ...]


class Grid(msgspec.Struct, frozen=True):
    """A table. ``widths`` are shares of the width; ``states`` tells per row of a deadline, kept or not."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    states: tuple[State, ...] = ()


class Bars(msgspec.Struct, frozen=True):
    """Quantities compared: name, size, and the size in words; a size of 0 is not known."""

    rows: tuple[tuple[str, int, str], ...]


class Card(msgspec.Struct, frozen=True):
    """A picture with what is to be said of it; ``instead`` stands where there is nothing to see."""

    caption: str
    lines: tuple[str, ...]
    digest: str
    picture: bytes | None
    instead: str


class Cards(msgspec.Struct, frozen=True):
    """Pictures side by side."""

    cards: tuple[Card, ...]


Part = Heading | Lines | Points | Facts | Grid | Bars | Cards


def sections(material: Material, exhibits: tuple[Exhibit, ...], mask: Mask) -> Iterator[Part]:
    """The document from top to bottom; a section with nothing in it is left out."""
    verdict = verdict_of(material)
    yield Heading(text("proof.section.summary"))
    yield Points(tuple(sentences(material, mask)))
    yield Heading(text("proof.section.overview"))
    yield Facts(tuple(overview(material, mask)))
    yield Heading(text("proof.section.timeline"))
    yield _timeline(material, exhibits, mask)
    if verdict and verdict.weighing and verdict.weighing.expected_g:
        yield from _weights(verdict.weighing, material.count)
    if verdict and verdict.cites:
        yield Heading(text("proof.section.clauses"))
        yield from (Lines(tuple(clause_lines(cited)), titled=True) for cited in verdict.cites)
    yield from _decisions(material, mask)
    yield from _evidence(exhibits, mask)
    yield from _talk(material, exhibits, mask)


def _timeline(material: Material, exhibits: tuple[Exhibit, ...], mask: Mask) -> Grid:
    events = timeline(material, exhibits, mask)
    rows = tuple((moment(e.at), e.who, e.what, text(f"proof.state_{e.state}") if e.state else "") for e in events)
    names = (text(f"proof.column_{name}") for name in ("at", "who", "what", "state"))
    return Grid(tuple(names), rows, (0.19, 0.14, 0.55, 0.12), tuple(event.state for event in events))


def _weights(weighing: Weighing, count: int | None) -> Iterator[Part]:
    yield Heading(text("proof.section.weights"))
    yield Bars(tuple(weights(weighing)))
    yield Lines(tuple(finding(weighing, count)))


def _decisions(material: Material, mask: Mask) -> Iterator[Part]:
    for number, each in enumerate(material.decisions):
        if not number:
            yield Heading(text("proof.section.decisions"))
        who = text("proof.who_named", role=text("proof.who_agent"), name=each.who)
        words = text("proof.talk.line", at=moment(each.at), who=who, words=sentence(mask(each.words)))
        yield Lines((words, *([text("proof.clause.rests_on", clause=each.clause)] if each.clause else [])))


def _evidence(exhibits: tuple[Exhibit, ...], mask: Mask) -> Iterator[Part]:
    yield Heading(text("proof.section.evidence"), tall=bool(exhibits))
    if not exhibits:
        yield Lines((text("proof.evidence.none"),))
        return
    yield Cards(tuple(_card(each, mask) for each in exhibits))
    yield Lines((text("proof.check"),), aside=True)


def _card(exhibit: Exhibit, mask: Mask) -> Card:
    shown, what = exhibit.shown, what_it_shows(exhibit.shown.asked_for)
    if what:
        caption = text("proof.evidence.caption_what", number=exhibit.number, kind=exhibit.kind, what=what)
    else:
        caption = text("proof.evidence.caption", number=exhibit.number, kind=exhibit.kind)
    size = max(1, round(shown.bytes / KIB))
    lines = [text("proof.evidence.sent_at", at=moment(shown.sent_at))]
    if exhibit.content is None:
        lines.append(text("proof.evidence.no_file", size=size))
    else:
        lines.append(text("proof.evidence.size", size=size, name=exhibit.name))
    lines += [text("proof.evidence.note", note=mask(note)) for note in shown.notes]
    if exhibit.state == "changed":
        lines.append(text("proof.evidence.changed"))
    return Card(caption, tuple(lines), text("proof.evidence.digest", id=shown.id), _picture(exhibit), _instead(exhibit))


def _picture(exhibit: Exhibit) -> bytes | None:
    return exhibit.content if exhibit.shown.kind == "picture" else None


def _instead(exhibit: Exhibit) -> str:
    if exhibit.content is None:
        return text("proof.evidence.gone")
    return text("proof.evidence.video") if exhibit.shown.kind == "video" else text("proof.evidence.no_preview")


def _talk(material: Material, exhibits: tuple[Exhibit, ...], mask: Mask) -> Iterator[Part]:
    yield Heading(text("proof.section.talk"))
    if not material.talk:
        yield Lines((text("proof.talk.none"),))
        return
    rows = tuple((moment(each.at), speaker(each), spoken(each, exhibits, mask)) for each in material.talk)
    names = tuple(text(f"proof.column_{name}") for name in ("at", "who", "said"))
    yield Grid(names, rows, (0.19, 0.14, 0.67))
