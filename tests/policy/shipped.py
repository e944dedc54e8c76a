"""The policies as they are shipped, and their cases, each loaded and tried once."""

from functools import cache
from pathlib import Path

from bot.aftersales.load import load
from bot.aftersales.policies import Policies
from bot.examples.reading import Case, Tried, read_cases, try_out

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"


@cache
def shipped_policies() -> Policies:
    """The clauses and settings as they stand in data/policies."""
    return load(ROOT / "data" / "policies", ROOT / "data" / "policies" / "shop")


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case of every file, in order."""
    return read_cases(CASES)


@cache
def tried() -> tuple[Tried, ...]:
    """Every case put to the engine once."""
    return tuple(try_out(case, shipped_policies()) for case in all_cases())
