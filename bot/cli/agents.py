"""``agents``: who works at the desk; the first owner is made here."""

import getpass
import secrets
import sys
from argparse import Namespace

from bot.cli.parser import Commands, Failed, Setup, command, one_of, print_json, wants_json
from bot.service import build
from bot.staff.model import ROLES
from bot.staff.store import Known, LastOwner, StaffStore, WeakPassword
from bot.texts import names, text


def add(commands: Commands) -> None:
    """The arguments of ``agents``, ``agents add`` and ``agents password``."""
    agents = command(commands, "agents", listed, as_json=True)
    inner = agents.commands()
    new = command(inner, "add", added, "agents_add").options
    new.add_argument("id", metavar="ID", help=text("cli.help.agents_id"))
    new.add_argument("--name", metavar="NAME", required=True, help=text("cli.help.agents_name"))
    new.add_argument("--role", metavar="ROLE", required=True, type=one_of(ROLES, names("cli.role")))
    change = command(inner, "password", changed, "agents_password").options
    change.add_argument("id", metavar="ID", help=text("cli.help.agents_id"))


def listed(arguments: Namespace, setup: Setup) -> int:
    """Everybody at the desk."""
    found = build(setup.settings).staff.all()
    if wants_json(arguments):
        print_json(found)
        return 0
    print(text("cli.agents.count", count=len(found)) if found else text("cli.agents.none"))
    for each in found:
        state = text("cli.agents.active" if each.active else "cli.agents.inactive")
        print(text("cli.agents.entry", id=each.id, name=each.name, role=text(f"cli.role.{each.role}"), state=state))
    return 0


def added(arguments: Namespace, setup: Setup) -> int:
    """Somebody new, with a password that is asked for, read from a pipe, or made and told once."""
    staff, password, made = build(setup.settings).staff, *_password()
    try:
        staff.add(arguments.id, arguments.name, arguments.role, password)
    except Known as error:
        raise Failed(text("desk_error.known", id=arguments.id)) from error
    except WeakPassword as error:
        raise Failed(text("desk_error.weak")) from error
    print(text("cli.agents.added", id=arguments.id, name=arguments.name))
    if made:
        print(text("cli.agents.made", password=password))
    return 0


def changed(arguments: Namespace, setup: Setup) -> int:
    """Another password; the person is signed out everywhere."""
    staff, password, made = build(setup.settings).staff, *_password()
    if not _change(staff, arguments.id, password):
        raise Failed(text("cli.agents.nobody", id=arguments.id))
    print(text("cli.agents.changed", id=arguments.id))
    if made:
        print(text("cli.agents.made", password=password))
    return 0


def _change(staff: StaffStore, agent_id: str, password: str) -> bool:
    try:
        return staff.get(agent_id) is not None and staff.change(agent_id, password=password) is not None
    except WeakPassword as error:
        raise Failed(text("desk_error.weak")) from error
    except LastOwner as error:
        raise Failed(text("desk_error.last_owner")) from error


def _password() -> tuple[str, bool]:
    """A password, and whether it was made here because none was given."""
    given = getpass.getpass(text("cli.agents.ask")) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    return (given, False) if given else (secrets.token_urlsafe(12), True)
