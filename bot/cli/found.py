"""What a command line names, as it stands in the shop."""

from bot.aftersales.case import Case
from bot.cli.parser import Failed
from bot.shop import Shop
from bot.telling.cases import with_clocks
from bot.texts import text


def found_case(shop: Shop, case_no: str) -> Case:
    """The case of that number, with the deadlines that count."""
    case = shop.cases.get(case_no)
    if case is None:
        raise Failed(text("cli.cases.no_case", case_no=case_no))
    return with_clocks(case, shop)
