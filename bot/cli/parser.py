"""argparse in Chinese, and what every command gets and may fail with."""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn

import msgspec

from bot.clock import parse_time
from bot.money import parse_yuan
from bot.settings import Settings
from bot.texts import text

WRONG_USAGE = 2
ENGLISH = {
    "the following arguments are required:": "required",
    "unrecognized arguments:": "unknown",
    "expected one argument": "one_value",
    "expected at least one argument": "one_value",
    "invalid choice:": "choice",
    "(choose from": "choose_from",
    "ignored explicit argument": "no_value",
    "argument ": "argument",
}


class Failed(Exception):
    """A command cannot be done; the message says what, where and what to do next."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


class Setup(msgspec.Struct, frozen=True):
    """What every command gets besides its own arguments."""

    settings: Settings
    environ: Mapping[str, str]


Run = Callable[[argparse.Namespace, Setup], int]
Commands = Any


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help with a Chinese heading for the usage line."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """The usage line under our own heading."""
        super().add_usage(usage, actions, groups, text("cli.usage.heading") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are Chinese; a command without its sub-command prints its help."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=Formatter, **options)
        self.options = self.add_argument_group(text("cli.usage.options"))
        self.options.add_argument("-h", "--help", action="help", help=text("cli.usage.help"))
        self.set_defaults(run=self._helpless)

    def commands(self) -> Commands:
        """The place where sub-commands are added."""
        return self.add_subparsers(title=text("cli.usage.commands"), metavar=text("cli.usage.command"))

    def error(self, message: str) -> NoReturn:
        """Says in Chinese what is wrong with the arguments and where help is found; exit code 2."""
        for english, name in ENGLISH.items():
            message = message.replace(english, text(f"cli.usage.{name}"))
        raise Failed(text("cli.usage.wrong", message=message, prog=self.prog), WRONG_USAGE)

    def _helpless(self, _: argparse.Namespace, __: Setup) -> int:
        self.print_help()
        return WRONG_USAGE


def command(commands: Commands, name: str, run: Run | None, key: str = "", *, as_json: bool = False) -> Parser:
    """A new command of that name; its help stands under ``cli.help`` by ``key``, else by its name."""
    told = text(f"cli.help.{key or name}")
    parser: Parser = commands.add_parser(name, help=told, description=told)
    if run is not None:
        parser.set_defaults(run=run)
    if as_json:
        parser.options.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help=text("cli.help.json")
        )
    return parser


def wants_json(arguments: argparse.Namespace) -> bool:
    """Whether the answer is for a program."""
    return bool(getattr(arguments, "json", False))


def print_json(answer: Any) -> None:
    """An answer for a program: amounts in 分, moments in ISO."""
    print(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode())


def number(least: int) -> Callable[[str], int]:
    """A type of argument: a whole number, at least ``least``."""

    def parse(given: str) -> int:
        if not given.isdecimal() or int(given) < least:
            raise argparse.ArgumentTypeError(text("cli.usage.number", given=given, least=least))
        return int(given)

    return parse


def one_of(values: Sequence[str], names: Mapping[str, str]) -> Callable[[str], str]:
    """A type of argument: one of ``values``, or the name that ``names`` gives to it."""
    known = {**{name: value for value, name in names.items()}, **{value: value for value in values}}

    def parse(given: str) -> str:
        if given not in known:
            listed = "、".join(f"{names[value]}（{value}）" if value in names else value for value in values)
            raise argparse.ArgumentTypeError(text("cli.usage.one_of", given=given, listed=listed))
        return known[given]

    return parse


def time_given(given: str) -> datetime:
    """A type of argument: a moment in ISO, in Shanghai where it names no zone."""
    try:
        return parse_time(given)
    except ValueError as error:
        raise argparse.ArgumentTypeError(text("cli.usage.moment", given=given)) from error


def yuan_given(given: str) -> int:
    """A type of argument: an amount in 元, as 分."""
    try:
        return parse_yuan(given)
    except ValueError as error:
        raise argparse.ArgumentTypeError(text("cli.usage.money", given=given)) from error
