"""The talk as it is handed over: who said what when, masked, with the numbers of what was sent along."""

from bot.proof.exhibits import Exhibit
from bot.proof.masking import Mask
from bot.proof.material import Material, Said
from bot.proof.wording import moment
from bot.texts import text


def speaker(said: Said) -> str:
    """Who speaks; a person of the shop under the name that buyers know."""
    role = text(f"proof.who_{said.who}")
    return text("proof.who_named", role=role, name=said.name) if said.who == "agent" and said.name else role


def spoken(said: Said, exhibits: tuple[Exhibit, ...], mask: Mask) -> str:
    """What was said and sent."""
    known = {each.shown.id: each for each in exhibits}
    sent = [known.get(id_) for id_ in said.evidence]
    marks = [
        text("proof.talk.evidence", kind=each.kind, number=each.number) if each else text("proof.talk.other")
        for each in sent
    ]
    return " ".join(part for part in (mask(said.text).strip(), "".join(marks)) if part)


def talk_lines(material: Material, exhibits: tuple[Exhibit, ...], mask: Mask) -> list[str]:
    """The whole talk, a message a line; line breaks within a message are kept."""
    return [
        text("proof.talk.line", at=moment(each.at), who=speaker(each), words=spoken(each, exhibits, mask))
        for each in material.talk
    ]
