"""docs/settings.md: every setting of the shop with its values by day."""

from collections.abc import Iterator

from bot.aftersales.policies import Policies, ShopValue
from bot.cli.pages.values import dated, unit_of_setting
from bot.telling.words import names
from bot.texts import text


def settings_page(policies: Policies) -> str:
    """The whole page: one row a setting."""
    rows = [_row(name, setting) for name, setting in policies.shop.items()]
    return "\n".join([text("cli.docs.settings.head").rstrip(), *rows]) + "\n"


def _row(name: str, setting: ShopValue) -> str:
    note = names("docs.note").get(name, "")
    title = text("cli.docs.settings.title", title=setting.title, note=note) if note else setting.title
    values = text("cli.docs.settings.line_break").join(_values(setting))
    return text("cli.docs.settings.row", name=name, title=title, unit=setting.unit, values=values)


def _values(setting: ShopValue) -> Iterator[str]:
    unit = unit_of_setting(setting.unit)
    yield dated(setting.values, unit)
    for category, values in setting.by_category.items():
        yield text("cli.docs.settings.category", category=category, values=dated(values, unit))
