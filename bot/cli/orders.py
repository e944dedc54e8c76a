"""``orders import`` and ``demo``: how orders get into the database."""

from argparse import Namespace
from pathlib import Path

import msgspec

from bot.cli.parser import Commands, Setup, command, print_json, wants_json
from bot.clock import day
from bot.orders import ImportProblems, import_file, load_demo
from bot.orders.demo import SOURCE
from bot.service import build
from bot.staff.demo import add_demo_staff
from bot.texts import names, text


def add(commands: Commands) -> None:
    """The arguments of both commands."""
    importing = command(command(commands, "orders", None).commands(), "import", import_orders, as_json=True)
    importing.options.add_argument("file", metavar="FILE", type=Path, help=text("cli.help.import_file"))
    command(commands, "demo", demo)


def import_orders(arguments: Namespace, setup: Setup) -> int:
    """Import a file of orders, all of it or nothing."""
    try:
        report = import_file(build(setup.settings).shop.orders, arguments.file)
    except ImportProblems as refused:
        if not wants_json(arguments):
            raise
        print_json({"imported": False, "problems": refused.problems})
        return 1
    if wants_json(arguments):
        print_json({"imported": True, **msgspec.structs.asdict(report)})
        return 0
    counts = msgspec.structs.asdict(report.counts)
    print(text("cli.orders.imported", file=arguments.file.name, total=sum(counts.values()), **counts))
    for key in ("personal", "ignored"):
        columns = getattr(report, f"{key}_columns")
        if columns:
            print(text(f"cli.orders.{key}", columns="、".join(columns)))
    return 0


def demo(_: Namespace, setup: Setup) -> int:
    """Load the demo shop shifted to today, unless a real shop's orders are here and none of the demo."""
    service = build(setup.settings)
    shop = service.shop
    there, of_demo = shop.orders.count(), shop.orders.count(SOURCE)
    if there and not of_demo:
        print(text("cli.demo.real_shop", count=there))
        return 0
    load_demo(shop.orders, setup.settings.data, day(shop.clock.now()))
    print(text("cli.demo.loaded", count=shop.orders.count(SOURCE)))
    if setup.settings.window.secret is None:
        add_demo_staff(service.staff, setup.settings.var, dict(names("demo_staff")))
    return 0
