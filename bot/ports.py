"""Ports of this machine: which are free, what to say of those that are not, and who answers and is found there."""

import contextlib
import socket
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path

import yaml

from bot.settings import ROOT, Settings
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


def answers(url: str) -> bool:
    """Whether a server of this machine answers there with 200."""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, HTTPException):
        return False


def endpoints(folder: Path, action_port: int, talks: Path | None = None) -> Path:
    """Rasa's endpoints.yml for an action server on that port and talks in a file of their own, in ``folder``."""
    content = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    content["action_endpoint"]["url"] = f"http://{HOST}:{action_port}/webhook"
    if talks:
        content["tracker_store"]["db"] = str(talks)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"endpoints-{action_port}.yml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file
