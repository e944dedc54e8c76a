"""Ports of this machine: which are free, and what to say of those that are not."""

import contextlib
import socket
from collections.abc import Mapping

from bot.settings import Settings
from bot.texts import text

HOST = "127.0.0.1"


def all_free(ports: Mapping[str, int], goal: str) -> bool:
    """Whether all these ports are free; for each that is not, says which variable chooses another for ``make goal``."""
    taken = [(name, port) for name, port in ports.items() if not is_free(port)]
    for name, port in taken:
        other = port + 1 if port < 65535 and is_free(port + 1) else free_ports(1)[0]
        print(text("run.port_taken", port=port, variable=name, other=other, goal=goal), flush=True)
    return not taken


def is_free(port: int) -> bool:
    """Whether nothing listens on a port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def free_ports(count: int) -> list[int]:
    """As many ports that are free at this moment."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind((HOST, 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def shell_ports(settings: Settings, environ: Mapping[str, str]) -> dict[str, int]:
    """The ports of a talk in the terminal: those asked for, else any free ones, so that two talks do not collide."""
    asked = {"RASA_PORT": settings.rasa_port, "ACTION_PORT": settings.action_port}
    free = dict(zip(asked, free_ports(len(asked)), strict=True))
    return {name: port if environ.get(name) else free[name] for name, port in asked.items()}
