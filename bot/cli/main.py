"""From the words typed after ``python -m bot`` to an exit code: 0 done, 1 it could not be done, 2 wrong usage."""

import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType

from bot.aftersales.assess import NoVerdict
from bot.aftersales.policies import BadPolicy
from bot.cli import (
    agents,
    bench,
    cases,
    check,
    decide,
    docs,
    evaluate,
    forget,
    handovers,
    orders,
    proposals,
    replay,
    reports,
    talk,
    whatif,
)
from bot.cli.checking.texts import broken_texts, broken_words
from bot.cli.parser import Failed, Parser, Setup
from bot.orders import ImportProblems
from bot.settings import ROOT, SettingError, read
from bot.store import StoreUnavailable
from bot.texts import SCRIPTS, text

COMMANDS: tuple[ModuleType, ...] = (
    orders,
    decide,
    cases,
    whatif,
    replay,
    handovers,
    reports,
    agents,
    proposals,
    forget,
    evaluate,
    check,
    docs,
    talk,
    bench,
)
TRACE = ROOT / "var" / "cli-error.log"
EXPECTED: dict[type[Exception], str] = {
    SettingError: "setting",
    BadPolicy: "policy",
    StoreUnavailable: "store",
    NoVerdict: "no_verdict",
}


def main(argv: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Do what ``argv`` says under the settings of ``environ``; an error ends with one clear message, never a trace."""
    try:
        return _run(sys.argv[1:] if argv is None else argv, environ)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        print(_told(error), file=sys.stderr)
        return error.code if isinstance(error, Failed) else 1


def parser() -> Parser:
    """The whole command line."""
    made = Parser(prog="python -m bot", description=text("cli.about"), epilog=text("cli.examples"))
    commands = made.commands()
    for module in COMMANDS:
        module.add(commands)
    return made


def _run(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    made = parser()
    arguments = made.parse_args(list(argv))
    if not argv:
        made.print_help()
        return 0
    run: Callable[..., int] = arguments.run
    return run(arguments, Setup(read(environ), environ))


def _told(error: Exception) -> str:
    """An error in the reader's words; broken sentences are looked at first, since telling anything needs them."""
    broken = broken_texts(SCRIPTS)
    if broken:
        return "\n".join(broken_words(each, SCRIPTS) for each in broken)
    try:
        return _in_words(error)
    except KeyError as missing:
        return str(missing)


def _in_words(error: Exception) -> str:
    if isinstance(error, Failed | ImportProblems):
        return str(error)
    for kind, name in EXPECTED.items():
        if isinstance(error, kind):
            return text(f"cli.failed.{name}", error=error)
    return text("cli.failed.unexpected", kind=type(error).__name__, error=error, trace=_kept(error))


def _kept(error: Exception) -> Path:
    with suppress(OSError):
        TRACE.parent.mkdir(parents=True, exist_ok=True)
        TRACE.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return TRACE
