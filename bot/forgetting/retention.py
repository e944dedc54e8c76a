"""data/policies/retention.yml: how many days a shop keeps what, and below what the platform does not let it go."""

from pathlib import Path

import msgspec

from bot.aftersales.loading_lines import Wrong, with_lines
from bot.aftersales.loading_shape import read
from bot.texts import text

FILE = "retention.yml"


class Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For how many days each is kept; ``sensitive_audit`` is of the entries that the platform wants kept longer."""

    talks: int
    pictures: int
    handovers: int
    audit: int
    sensitive_audit: int


class Platform(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fewest days that the log must be kept, and the names of the entries that count as ``sensitive``."""

    audit: int
    sensitive_audit: int
    sensitive: tuple[str, ...]


class Shipped(Days, frozen=True, forbid_unknown_fields=True):
    """The file that comes along: days of its own, and what no shop may loosen."""

    platform: Platform


class Retention(msgspec.Struct, frozen=True):
    """What holds in a shop."""

    days: Days
    sensitive: tuple[str, ...]


class BadRetention(ValueError):
    """Times that cannot be used; ``problems`` say where, what and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def retention_file(policies: Path, own: Path) -> Path:
    """The shop's own times where its folder has some, else those that come along."""
    return own / FILE if (own / FILE).is_file() else policies / FILE


def read_retention(path: Path, policies: Path) -> Retention:
    """The times of a file, held to what the platform asks for in the file under ``policies``; raises BadRetention."""
    problems: list[str] = []
    shipped = read(policies / FILE, Shipped, problems)
    own = path != policies / FILE
    days: Days | None = read(path, Days, problems) if own else shipped
    if shipped is not None and days is not None:
        problems += with_lines(_too_short(path, days, shipped.platform))
    if shipped is None or days is None or problems:
        raise BadRetention(problems)
    return Retention(days, shipped.platform.sensitive)


def _too_short(path: Path, days: Days, platform: Platform) -> list[Wrong]:
    asked = {"audit": platform.audit, "sensitive_audit": platform.sensitive_audit}
    wrong = []
    for key in Days.__struct_fields__:
        given = getattr(days, key)
        if given < 1:
            wrong.append(Wrong(path, key, text("retention.least")))
        elif given < asked.get(key, given):
            wrong.append(Wrong(path, key, text("retention.platform", given=given, least=asked[key])))
    return wrong
