"""data/policies/desk.yml: how soon a person replies, what a role may grant, how long a decision can be taken back."""

from pathlib import Path

import msgspec
import yaml

from bot.staff.model import ROLES, Role

FILE = "desk.yml"


class DeskRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``reply_seconds`` and ``undo_seconds`` count from a message and a decision; ``limits`` in 分, None for any."""

    reply_seconds: int
    undo_seconds: int
    limits: dict[Role, int | None]


class BadRules(ValueError):
    """Rules that cannot be used; the message names the file and what is wrong there."""


def read_rules(path: Path) -> DeskRules:
    """The rules of a file; raises BadRules."""
    try:
        rules = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), DeskRules)
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise BadRules(f"{path.name}: {error}") from error
    missing = [role for role in ROLES if role not in rules.limits]
    if missing:
        raise BadRules(f"{path.name}: limits: {', '.join(missing)} missing; null stands for any amount")
    if rules.reply_seconds < 1 or rules.undo_seconds < 0:
        raise BadRules(f"{path.name}: reply_seconds must be at least 1, undo_seconds at least 0")
    return rules


def rules_file(policies: Path, own: Path) -> Path:
    """The shop's own rules where its folder has some, else those that come along."""
    return own / FILE if (own / FILE).is_file() else policies / FILE
