"""``proposals``: what leads have accepted of agents' edits, as files to review and put in place by hand."""

from argparse import Namespace
from pathlib import Path

from bot.assisting.proposing import as_files
from bot.cli.parser import Commands, Setup, command, print_json, wants_json
from bot.service import build
from bot.texts import text


def add(commands: Commands) -> None:
    """The arguments."""
    options = command(commands, "proposals", run, as_json=True).options
    options.add_argument("--write", metavar="FOLDER", type=Path, help=text("cli.help.proposals_write"))


def run(arguments: Namespace, setup: Setup) -> int:
    """List them, or write them below a folder as they would stand in data."""
    service = build(setup.settings)
    accepted = service.assisting.proposed("accepted")
    if wants_json(arguments):
        print_json(accepted)
        return 0
    waiting = len(service.assisting.proposed())
    print(text("cli.proposals.count", accepted=len(accepted), waiting=waiting))
    files = as_files(accepted, service.script_topics)
    for name, content in files.items():
        if arguments.write:
            place = arguments.write / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(content, encoding="utf-8")
            print(text("cli.proposals.written", file=place))
        else:
            print(f"# {name}\n{content}")
    return 0
