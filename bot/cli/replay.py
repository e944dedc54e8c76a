"""``replay``: talks from files held again with the bot as it is now; transcripts shown, kept, or compared."""

import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from bot.cli.parser import Commands, Failed, Setup, command, print_json, time_given, wants_json
from bot.clock import Clock
from bot.handover.escalation import read_table, table_file
from bot.orders import OrderStore
from bot.replaying.files import read_talks
from bot.replaying.holding import Hears, Held, Written, hold
from bot.replaying.stage import Stage
from bot.replaying.talks import BadTalks, Talk
from bot.replaying.transcripts import HEAD, Compared, Saved, compare, saved, transcript
from bot.replies import moment
from bot.service import Service, looking
from bot.settings import MODEL, Settings
from bot.telling.cases import entry, plain
from bot.telling.handovers import matter, reason_name
from bot.texts import text

CHANGED = 1


def add(commands: Commands) -> None:
    """The arguments: the files, in whose shop and when, what becomes of the transcripts."""
    parser = command(commands, "replay", run, as_json=True)
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help=text("cli.replay.help.files"))
    options = parser.options
    options.add_argument("--own", action="store_true", help=text("cli.replay.help.own"))
    options.add_argument("--buyer", metavar="ID", help=text("cli.replay.help.buyer"))
    options.add_argument("--clock", metavar="TIME", type=time_given, help=text("cli.replay.help.clock"))
    options.add_argument("--save", metavar="FILE", type=Path, help=text("cli.replay.help.save"))
    options.add_argument("--against", metavar="FILE", type=Path, help=text("cli.replay.help.against"))


def run(arguments: Namespace, setup: Setup) -> int:
    """Hold the talks with the trained model. 1 when a transcript differs from the one it is held against."""
    return replayed(arguments, setup, _loaded)


def replayed(arguments: Namespace, setup: Setup, load: Callable[[Path], Hears]) -> int:
    """Read the files, hold the talks with the bot that is loaded for a folder of scripts, print; the exit code.

    Whatever is wrong with the files is told before anything is loaded.
    """
    talks, before = _read(arguments)
    real = _lent(setup.settings) if arguments.own else None
    bot = load(setup.settings.data / "scripts")
    with tempfile.TemporaryDirectory() as folder:
        held = list(_held(talks, before, arguments, bot, Stage(setup.settings, Path(folder), real)))
    now = {each.talk.key: transcript(each) for each in held}
    found = compare(before, now, arguments.against) if arguments.against else None
    if arguments.save:
        _save(arguments.save, now)
    if wants_json(arguments):
        print_json({"talks": [_plain(each) for each in held], **(msgspec.structs.asdict(found) if found else {})})
    else:
        print("\n".join(_told(now, found, arguments.save)))
    _warn(held)
    return CHANGED if found and found.changed else 0


def _loaded(scripts: Path) -> Hears:
    from bot.nlu.quiet import quiet

    with quiet():
        from bot.nlu.talker import BadScripts, Talker, UnfitModel

        try:
            return Talker().afresh(scripts)
        except FileNotFoundError as error:
            raise Failed(text("cli.replay.no_model", model=MODEL)) from error
        except UnfitModel as error:
            raise Failed(text("cli.replay.unfit_model", model=MODEL, error=error)) from error
        except BadScripts as error:
            raise Failed(text("cli.replay.bad_scripts", error=error)) from error


def _read(arguments: Namespace) -> tuple[list[Talk], dict[str, Saved]]:
    """The talks, and the transcripts they are held against."""
    if arguments.save and not arguments.save.absolute().parent.is_dir():
        raise Failed(text("cli.replay.no_place", file=arguments.save, error=text("cli.replay.no_folder")))
    try:
        talks = read_talks(arguments.files)
        before = saved(arguments.against) if arguments.against else {}
    except BadTalks as error:
        raise Failed(str(error)) from error
    if arguments.against and not any(talk.key in before for talk in talks):
        raise Failed(text("cli.replay.none_in_common", file=arguments.against, talk=talks[0].key))
    return talks, before


def _held(
    talks: Sequence[Talk], before: Mapping[str, Saved], arguments: Namespace, bot: Hears, stage: Stage
) -> Iterator[Held]:
    from tqdm import tqdm

    now = Clock(stage.settings.clock).now()
    for talk in tqdm(talks, file=sys.stderr, desc=text("cli.replay.holding"), leave=False, disable=None):
        speaking = msgspec.structs.replace(talk, buyer=talk.buyer or arguments.buyer)
        at = arguments.clock or talk.clock or _then(talk, before) or now
        yield hold(speaking, at, bot, stage, _written)


def _lent(settings: Settings) -> OrderStore:
    shop = looking(settings)
    if shop is None:
        raise Failed(text("cli.replay.no_orders"))
    return shop.orders


def _then(talk: Talk, before: Mapping[str, Saved]) -> datetime | None:
    """When the talk was held that it is compared with."""
    return before[talk.key].clock if talk.key in before else None


def _written(service: Service) -> Iterator[Written]:
    """Cases, the oldest first, and waiting handovers, the most urgent first."""
    shop, settings = service.shop, service.settings
    now = shop.clock.now()
    for case in reversed(shop.cases.all(only_open=False)):
        yield Written(text("cli.replay.case", case=next(entry(case, shop, now))), plain(case, now))
    rows = read_table(table_file(settings.data / "policies", settings.shop_policies)).rows
    for waiting in shop.handovers.waiting():
        told = {
            "priority": text(f"cli.priority.{waiting.priority}"),
            "reason": reason_name(waiting, rows),
            "due": moment(waiting.due_at),
        }
        line = text("cli.replay.handover", **told)
        about = "，".join(matter(waiting.brief))
        line = text("cli.replay.about_it", line=line, matter=about) if about else line
        yield Written(line, {"kind": "handover", **msgspec.structs.asdict(waiting)})


def _save(path: Path, transcripts: Mapping[str, str]) -> None:
    try:
        path.write_text("\n".join(transcripts.values()), encoding="utf-8", newline="\n")
    except OSError as error:
        raise Failed(text("cli.replay.no_place", file=path, error=error.strerror)) from error


def _told(now: Mapping[str, str], found: Compared | None, file: Path | None) -> Iterator[str]:
    if found:
        for change in found.changed:
            yield from (f"{HEAD}{change.talk}", *change.diff, "")
        counts = {name: len(talks) for name, talks in msgspec.structs.asdict(found).items()}
        yield text("cli.replay.compared", count=len(now), **counts)
    elif not file:
        yield "\n".join(now.values()).rstrip("\n")
    if file:
        yield text("cli.replay.saved", count=len(now), file=file)


def _warn(held: Sequence[Held]) -> None:
    """Talks whose buyer has no order here come to little; say so beside them."""
    strangers = [each.talk.key for each in held if not each.orders]
    if strangers:
        print(text("cli.replay.strangers", count=len(strangers), talk=strangers[0]), file=sys.stderr)


def _plain(held: Held) -> dict[str, Any]:
    talk = held.talk
    return {
        "talk": talk.key,
        "name": talk.name,
        "buyer": talk.buyer,
        "clock": held.clock,
        "orders": held.orders,
        "turns": [{"buyer": each.turn.typed, "bot": each.answers} for each in held.spoken],
        "written": [each.record for each in held.written],
    }
