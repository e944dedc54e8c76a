"""``docs``: the pages that are written from the files, so that no number stands in two places."""

import sys
from argparse import Namespace
from pathlib import Path

from bot.aftersales.policies import BadPolicy
from bot.cli.checking.coverage import FILE, named, read_coverage, shipped
from bot.cli.checking.problem import shown
from bot.cli.guides import read_guides
from bot.cli.pages.clauses import clauses_page
from bot.cli.pages.coverage import coverage_file, filled
from bot.cli.pages.guides import guide_page
from bot.cli.pages.settings import settings_page
from bot.cli.parser import Commands, Setup, command
from bot.knowledge.topics import FILE as KNOWLEDGE
from bot.knowledge.topics import read_topics
from bot.service import policies
from bot.settings import Settings
from bot.texts import text


def add(commands: Commands) -> None:
    """The arguments."""
    options = command(commands, "docs", run).options
    options.add_argument("--write", action="store_true", help=text("cli.help.docs_write"))


def run(arguments: Namespace, setup: Setup) -> int:
    """Say which pages differ from the files, 1 when any does; with ``--write`` write those anew."""
    made = pages(setup.settings)
    stale = [path for path, page in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != page]
    if arguments.write:
        for path in stale:
            path.write_text(made[path], encoding="utf-8")
            print(text("cli.docs.written", file=shown(path)))
    elif stale:
        for path in stale:
            print(text("cli.docs.differs", file=shown(path)), file=sys.stderr)
        print(text("cli.docs.hint", count=len(stale)), file=sys.stderr)
        return 1
    if not stale:
        print(text("cli.docs.current", count=len(made)))
    return 0


def pages(settings: Settings) -> dict[Path, str]:
    """Every file that is written from others, with what it should hold; raises BadPolicy where one cannot be read."""
    rules, problems = policies(settings), list[str]()
    guides = read_guides(settings.data / "guides", problems)
    coverage = read_coverage(settings.data, problems)
    if problems or coverage is None:
        raise BadPolicy(problems)
    covered = filled(
        coverage, named(shipped(settings, rules), guides, read_topics(settings.data / "policies" / KNOWLEDGE))
    )
    folder = settings.data.parent / "docs"
    return {
        folder / "clauses.md": clauses_page(rules),
        folder / "settings.md": settings_page(rules),
        **{folder / f"guide-{book}.md": guide_page(book, written) for book, written in guides.items()},
        settings.data / "policies" / FILE: coverage_file(covered, settings.data),
    }
