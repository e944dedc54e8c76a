"""``run`` and ``shell``: the bot's servers, and a talk in this terminal."""

from argparse import Namespace

from bot import supervise
from bot.cli.parser import Commands, Failed, Setup, command
from bot.orders.demo import SOURCE, DemoBuyer, demo_shop
from bot.service import Service, build
from bot.talk.wording import order_line
from bot.texts import text

MOST_BUYERS = 10
SHOP = "shop"


def add(commands: Commands) -> None:
    """The arguments of both commands: none."""
    command(commands, "run", run)
    command(commands, "shell", shell)


def run(_: Namespace, setup: Setup) -> int:
    """Run the servers until they end; the service is built first, so that a broken shop fails with a clear word."""
    build(setup.settings)
    return supervise.run(setup.settings, environ=setup.environ)


def shell(_: Namespace, setup: Setup) -> int:
    """A talk in this terminal; the first lines say who speaks."""
    return supervise.shell(setup.settings, greeting(build(setup.settings)), setup.environ)


def greeting(service: Service) -> str:
    """Who speaks and which orders they have. Raises Failed for a buyer nobody knows."""
    buyer_id = service.command_line_buyer()
    orders = service.shop.orders_of(buyer_id)
    buyers = demo_shop(service.settings.data).buyers
    known = next((buyer for buyer in buyers if buyer.id == buyer_id), None)
    if known is None and not orders:
        raise Failed(text("cli.shell.no_buyer", buyer=buyer_id, listed="\n".join(_who(service, buyers))))
    lines = [text("cli.shell.demo_buyer", **_about(known)) if known else text("cli.shell.buyer", id=buyer_id)]
    lines += [text("cli.shell.orders" if orders else "cli.shell.no_orders")]
    return "\n".join([*lines, *(text("cli.shell.order", order=order_line(order)) for order in orders)])


def _about(buyer: DemoBuyer) -> dict[str, str]:
    return {"id": buyer.id, "name": buyer.name, "story": buyer.story}


def _who(service: Service, demo: tuple[DemoBuyer, ...]) -> list[str]:
    """The buyers that orders are here of, the demo's by name."""
    names = {buyer.id: buyer.name for buyer in demo}
    found = [*service.shop.orders.buyers(SOURCE), *service.shop.orders.buyers(SHOP)[:MOST_BUYERS]]
    return [text("cli.shell.known", id=buyer, name=names.get(buyer, ""), count=count) for buyer, count in found]
