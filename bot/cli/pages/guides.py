"""docs/guide-desk.md and docs/guide-merchant.md: the guides as one reads them."""

from collections.abc import Iterator, Mapping

from bot.cli.guides import Guide
from bot.telling.words import names
from bot.texts import text


def guide_page(book: str, guides: Mapping[str, Guide]) -> str:
    """One guide: its head, then its entries in the order of the file."""
    return "\n\n".join([names("docs.guide_head")[book].strip(), *(_entry(guide) for guide in guides.values())]) + "\n"


def _entry(guide: Guide) -> str:
    ids = text("cli.docs.semicolon").join(_ids(guide))
    return text("cli.docs.guide.entry", title=guide.title, text=guide.text.strip(), ids=ids, day=guide.checked_on)


def _ids(guide: Guide) -> Iterator[str]:
    for group, named in (("rows", guide.catalogue), ("rulings", guide.rulings)):
        if named:
            yield names("docs.guide")[group].format(ids=text("cli.docs.and").join(named))
