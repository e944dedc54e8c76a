"""``forget``: one buyer's personal data erased on their wish, or whatever is older than the shop keeps it."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec

from bot.cli.parser import WRONG_USAGE, Commands, Failed, Setup, command, print_json, wants_json
from bot.clock import Clock
from bot.forgetting.ageing import find_old, forget_old
from bot.forgetting.forgetting import Places, find, forget, places
from bot.forgetting.model import Found, Standing, StillOpen, Unknown, is_pseudonym
from bot.forgetting.retention import BadRetention, Retention, read_retention, retention_file
from bot.forgetting.talks_at import BadEndpoints, TalksElsewhere
from bot.settings import Settings
from bot.store import Engine, ensure_schema, open_engine, open_to_look
from bot.texts import text


def add(commands: Commands) -> None:
    """The arguments."""
    options = command(commands, "forget", run, as_json=True).options
    options.add_argument("buyer", metavar="BUYER_ID", nargs="?", help=text("cli.help.forget_buyer"))
    options.add_argument("--old", action="store_true", help=text("cli.help.forget_old"))
    options.add_argument("--yes", action="store_true", help=text("cli.help.forget_yes"))
    options.add_argument("--open-too", action="store_true", help=text("cli.help.forget_open_too"))


def run(arguments: Namespace, setup: Setup) -> int:
    """Tell what would be erased; with ``--yes`` erase it."""
    if bool(arguments.buyer) == arguments.old:
        raise Failed(text("cli.forget.which"), WRONG_USAGE)
    if arguments.old and arguments.open_too:
        raise Failed(text("cli.forget.only_buyer"), WRONG_USAGE)
    try:
        return _old(arguments, setup) if arguments.old else _buyer(arguments, setup)
    except OSError as error:
        raise Failed(text("cli.forget.files", error=error)) from error


def _buyer(arguments: Namespace, setup: Setup) -> int:
    buyer = arguments.buyer
    if is_pseudonym(buyer):
        raise Failed(text("cli.forget.renamed_before", buyer=buyer))
    shop = _places(arguments, setup)
    try:
        found = forget(shop, buyer, _now(setup), arguments.open_too) if arguments.yes else find(shop, buyer)
    except Unknown as error:
        raise Failed(text("cli.forget.nobody", buyer=buyer)) from error
    except StillOpen as error:
        raise Failed(_still_open(buyer, error.standing)) from error
    if wants_json(arguments):
        print_json({"buyer_id": buyer, "done": arguments.yes, **msgspec.structs.asdict(found)})
    else:
        print("\n".join(_lines(buyer, found, arguments)))
    return 0


def _old(arguments: Namespace, setup: Setup) -> int:
    retention, now = _retention(setup.settings), _now(setup)
    shop = _places(arguments, setup)
    found = forget_old(shop, retention, now) if arguments.yes else find_old(shop, retention, now)
    if wants_json(arguments):
        days = {name: getattr(retention.days, name) for name in type(retention.days).__struct_fields__}
        print_json({"done": arguments.yes, "erased": found, "days": days})
    elif not any(found.values()):
        print(text("cli.forget.nothing_old"))
    else:
        print("\n".join([text("cli.forget.old"), *_erased(found, arguments), *_not_yet(arguments)]))
    return 0


def _lines(buyer: str, found: Found, arguments: Namespace) -> Iterator[str]:
    yield text("cli.forget.of_buyer", buyer=buyer)
    yield from _erased(found.erased, arguments)
    if any(found.renamed.values()):
        yield text("cli.forget.renamed") if arguments.yes else text("cli.forget.would_rename")
        yield from _counted(found.renamed)
    if found.standing and not arguments.yes:
        yield _still_open(buyer, found.standing)
    yield from _not_yet(arguments)


def _erased(counts: Mapping[str, int], arguments: Namespace) -> Iterator[str]:
    if any(counts.values()):
        yield text("cli.forget.done") if arguments.yes else text("cli.forget.would")
        yield from _counted(counts)


def _counted(counts: Mapping[str, int]) -> Iterator[str]:
    for name, count in counts.items():
        if count:
            yield text("cli.forget.thing", what=text(f"cli.forget.what.{name}"), count=count)


def _not_yet(arguments: Namespace) -> list[str]:
    return [] if arguments.yes else [text("cli.forget.not_yet")]


def _still_open(buyer: str, standing: Standing) -> str:
    comma, what = text("cli.forget.comma"), []
    if standing.cases:
        what.append(text("cli.forget.open_cases", numbers=comma.join(standing.cases)))
    if standing.handovers:
        what.append(text("cli.forget.open_handovers", count=standing.handovers))
    return text("cli.forget.open", buyer=buyer, what=comma.join(what))


def _places(arguments: Namespace, setup: Setup) -> Places:
    """Wherever the shop keeps something; where Rasa's part is out of reach nothing is begun."""
    try:
        return places(_engine(setup.settings, arguments.yes), setup.settings, setup.environ)
    except TalksElsewhere as error:
        raise Failed(text("cli.forget.elsewhere", kind=error)) from error
    except BadEndpoints as error:
        raise Failed(text("cli.forget.endpoints", error=error)) from error


def _engine(settings: Settings, to_change: bool) -> Engine:
    """The shop's database, to look at or to change; an empty one in memory where there is nothing to look at."""
    engine = None if to_change else open_to_look(settings.database_url)
    if engine is None:
        engine = open_engine(settings.database_url if to_change else "sqlite://")
        ensure_schema(engine)
    return engine


def _retention(settings: Settings) -> Retention:
    policies = settings.data / "policies"
    try:
        return read_retention(retention_file(policies, settings.shop_policies), policies)
    except BadRetention as error:
        raise Failed(text("cli.forget.bad_retention", error=error)) from error


def _now(setup: Setup) -> datetime:
    return Clock(setup.settings.clock).now()
