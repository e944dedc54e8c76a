"""The three processes of a shop on free ports, each killed and started again as an init system would."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from bot.orders.demo import load_demo
from bot.ports import HOST, answers, endpoints, free_ports
from bot.service import build
from bot.settings import ROOT, read
from bot.supervise import QUIET, procfile

SECRET = "a secret of thirty-two characters or more"
CLOCK = "2026-06-18T12:00"
LONGEST_START_S = 240.0


class Process:
    """One process that is started again whenever it ends; ``killed`` counts how often we ended it, ``ended`` all."""

    def __init__(self, command: str, environment: Mapping[str, str], health: str, log: Path) -> None:
        self._command, self._environment, self._health, self.log = command, dict(environment), health, log
        self.killed = self.ended = 0
        self._leaving, self._starting = False, threading.Lock()
        self._child = self._start()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def kill(self) -> None:
        """End it as the machine would when memory is short: at once, in the middle of whatever it does."""
        before = self._child
        self.killed += 1
        os.killpg(before.pid, signal.SIGKILL)
        while self._child is before:
            time.sleep(0.01)

    def wait(self) -> None:
        """Until it answers; raises AssertionError with the end of its log when it never does."""
        end = time.monotonic() + LONGEST_START_S
        while not answers(self._health):
            assert time.monotonic() < end, f"{self._health} stays silent: {self.log.read_text()[-2000:]}"
            time.sleep(0.1)

    def stop(self) -> None:
        """For good."""
        with self._starting:
            self._leaving = True
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child.pid, signal.SIGKILL)
        self._keeper.join()

    def _start(self) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as out:
            return subprocess.Popen(
                self._command,
                shell=True,
                cwd=ROOT,
                env=self._environment,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def _keep(self) -> None:
        while True:
            self._child.wait()
            with self._starting:
                if self._leaving:
                    return
                self.ended += 1
                self._child = self._start()


class Stack:
    """The Procfile with the demo shop's orders in a database of its own; ``talks`` is Rasa's own database."""

    def __init__(self, database: str, folder: Path) -> None:
        ports = dict(zip(("ACTION_PORT", "RASA_PORT", "WEB_PORT"), free_ports(3), strict=True))
        self.talks = folder / "talks.db"
        self.base = f"http://{HOST}:{ports['WEB_PORT']}"
        environment = _environment(database, folder, ports, self.talks)
        made = build(read(environment))
        load_demo(made.shop.orders, made.settings.data, made.today())
        made.engine.dispose()
        health = {
            "actions": f"http://{HOST}:{ports['ACTION_PORT']}/health",
            "rasa": f"http://{HOST}:{ports['RASA_PORT']}/",
            "web": f"{self.base}/api/health",
        }
        self.processes = {
            name: Process(command, environment, health[name], folder / f"{name}.log")
            for name, command in procfile().items()
        }

    def __enter__(self) -> "Stack":
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.processes.values():
            process.stop()

    def wait(self) -> None:
        """Until all of them answer."""
        for process in self.processes.values():
            process.wait()


def _environment(database: str, folder: Path, ports: Mapping[str, int], talks: Path) -> dict[str, str]:
    return {
        **os.environ,
        **{name: str(port) for name, port in ports.items()},
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "DATABASE_URL": database,
        "ENDPOINTS": str(endpoints(folder, ports["ACTION_PORT"], talks)),
        "CLOCK": CLOCK,
        "WEB_SECRET": SECRET,
        "WEB_MESSAGES_A_MINUTE": "60000",
        "WEB_CALLS_A_MINUTE": "600000",
        **QUIET,
    }
