"""``check``: every file a shop may edit, looked at before a buyer meets the mistake."""

import sys
import time
from argparse import Namespace
from datetime import date

import msgspec

from bot.aftersales.policies import Policies
from bot.aftersales.soundness import proofs
from bot.cli.checking.clauses import clause_problems, read_clauses
from bot.cli.checking.coverage import Totals, look_at_coverage
from bot.cli.checking.files import file_problems
from bot.cli.checking.knowledge import knowledge_problems
from bot.cli.checking.phrasings import phrasing_problems
from bot.cli.checking.problem import Problem
from bot.cli.checking.scripts import read_scripts, script_problems
from bot.cli.checking.texts import broken_texts, text_problems
from bot.cli.parser import Commands, Setup, command, print_json, wants_json
from bot.clock import Clock, day
from bot.settings import Settings
from bot.texts import load, text


class Space(msgspec.Struct, frozen=True):
    """How many combinations of facts were proved, through how many different states, in how many seconds."""

    issues: int = 0
    combinations: int = 0
    states: int = 0
    proof_seconds: float = 0.0


class Findings(msgspec.Struct, frozen=True):
    """What was looked at and what is wrong with it."""

    problems: tuple[Problem, ...]
    clauses: int
    replies: int
    sentences: int
    seconds: float
    coverage: Totals = Totals()
    space: Space = Space()


def add(commands: Commands) -> None:
    """The arguments."""
    command(commands, "check", run, as_json=True)


def run(arguments: Namespace, setup: Setup) -> int:
    """Look at everything; 1 when anything is wrong."""
    found = look(setup.settings)
    if wants_json(arguments):
        print_json(found)
    elif found.problems:
        for problem in found.problems:
            place = ": ".join(part for part in (problem.file, problem.key) if part)
            print(text("cli.check.problem", place=place, remedy=problem.remedy), file=sys.stderr)
        print(text("cli.check.failed", count=len(found.problems)), file=sys.stderr)
    else:
        numbers = {"clauses": found.clauses, "replies": found.replies, "sentences": found.sentences}
        print(text("cli.check.passed", seconds=found.seconds, **numbers))
        print(text("cli.check.space", **msgspec.structs.asdict(found.space)))
        print(text("cli.check.coverage", **msgspec.structs.asdict(found.coverage)))
    return 1 if found.problems else 0


def fact_space(policies: Policies, on: date) -> Space:
    """Proves every issue once more, with the time it takes."""
    started = time.perf_counter()
    found = proofs(policies, on)
    seconds = round(time.perf_counter() - started, 3)
    return Space(len(found), sum(p.combinations for p in found), sum(p.states for p in found), seconds)


def look(settings: Settings) -> Findings:
    """Every problem of the data files that ``settings`` names."""
    started = time.perf_counter()
    scripts_folder = settings.data / "scripts"
    broken = broken_texts(scripts_folder)
    if broken:
        unreadable = tuple(Problem(each.file, each.where, each.wrong) for each in broken)
        return Findings(unreadable, 0, 0, 0, round(time.perf_counter() - started, 1))
    coverage, space = Totals(), Space()
    folders = (settings.data / "policies", settings.shop_policies)
    policies, problems = read_clauses(settings)
    on = day(Clock(settings.clock).now())
    if not problems:
        problems += clause_problems(policies, on, folders)
        space = fact_space(policies, on) if not problems else space
    scripts, wrong = read_scripts(scripts_folder)
    problems += wrong
    if policies.clauses:
        problems += script_problems(scripts, policies, settings.data, folders)
        problems += text_problems(scripts_folder, policies)
        problems += phrasing_problems(scripts, policies, settings)
        problems += knowledge_problems(policies, settings, on)
        coverage, wrong = look_at_coverage(settings, policies)
        problems += wrong
    problems += file_problems(settings)
    return Findings(
        problems=tuple(dict.fromkeys(problems)),
        clauses=len(policies.clauses),
        replies=len(scripts),
        sentences=len(load(scripts_folder)),
        seconds=round(time.perf_counter() - started, 1),
        coverage=coverage,
        space=space,
    )
