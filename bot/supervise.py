"""Starts the bot's servers, waits until they answer, starts again what dies later, and ends them together."""

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from honcho.environ import parse_procfile
from honcho.manager import KILL_WAIT, Manager

from bot.ports import HOST, all_free, answers, endpoints, shell_ports
from bot.settings import ROOT, Settings
from bot.staff.demo import demo_password
from bot.texts import text

PATIENCE = 180.0
PAUSE = 0.3
MOST_DEATHS = 10
WITHIN_S = 60.0
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
RASA_SHELL = (
    'exec python -m bot.nlu shell --quiet --model models/qinqin.tar.gz --endpoints "$ENDPOINTS"'
    " -i 127.0.0.1 -p $RASA_PORT"
)


class Household(Manager):  # type: ignore[misc]
    """Processes that start and end together; ``died`` is the one that ended them all, with its exit code.

    Once ``lasting``, one that ends by itself is started again, unless it does so ten times in a minute.
    """

    died: tuple[str, int] | None = None
    lasting = False

    def __init__(self) -> None:
        super().__init__()
        self._deaths: dict[str, deque[float]] = {}

    @property
    def started(self) -> bool:
        """Whether every process has been started; before that honcho cannot end them."""
        return bool(self._all_started())

    def _all_stopped(self) -> bool:
        """What honcho asks after every event, before it ends the rest: what may live on has been started by then."""
        if self.lasting and not self._terminating:
            for name, one in self._processes.items():
                if "returncode" in one and self._may_live(name):
                    del one["returncode"], one["pid"]
                    one["process"] = multiprocessing.Process(name=name, target=one["obj"].run, args=(self.events, True))
                    one["process"].start()
        return bool(super()._all_stopped())

    def _may_live(self, name: str) -> bool:
        deaths = self._deaths.setdefault(name, deque(maxlen=MOST_DEATHS))
        deaths.append(time.monotonic())
        return len(deaths) < MOST_DEATHS or deaths[-1] - deaths[0] > WITHIN_S

    def terminate(self) -> None:
        """Ask every process to end, and after a while kill those that did not."""
        if not self.started:
            _later(PAUSE, self.terminate)
        elif not self._terminating:
            ended = ((name, one["returncode"]) for name, one in self._processes.items() if "returncode" in one)
            self.died = next(ended, None)
            super().terminate()
            _later(KILL_WAIT, self.kill)


def run(settings: Settings, processes: Mapping[str, str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Run the Procfile until Ctrl-C (0) or until something fails for good (1); a taken port is named beforehand."""
    window = settings.window.port
    ports = {"RASA_PORT": settings.rasa_port, "ACTION_PORT": settings.action_port, "WEB_PORT": window}
    if not all_free(ports, "run"):
        return 1
    print(text("run.starting"), flush=True)
    return keep_together(
        procfile() if processes is None else processes,
        _environment(environ, settings, ports),
        [_health(settings.action_port), f"http://{HOST}:{settings.rasa_port}/", f"http://{HOST}:{window}/api/health"],
        lambda: print(_welcome(settings), flush=True),
    )


def shell(settings: Settings, greeting: str, environ: Mapping[str, str] = os.environ) -> int:
    """``rasa shell`` in this terminal with an action server of its own, on free ports where none were asked for."""
    ports = shell_ports(settings, environ)
    if not all_free(ports, "shell"):
        return 1
    environment = _environment(environ, settings, ports)
    print(greeting, text("shell.starting"), sep="\n", flush=True)
    with _signals_restored(), _removed(Path(environment["ENDPOINTS"])):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _leave)
        with _background(procfile()["actions"], environment, settings.var / "actions.log") as actions:
            if not _came_up(actions, _health(ports["ACTION_PORT"]), settings.var / "actions.log"):
                return 1
            return _foreground(RASA_SHELL, environment, settings.var / "shell.log")


def procfile() -> dict[str, str]:
    """The shell commands of the Procfile by their names."""
    return dict(parse_procfile((ROOT / "Procfile").read_text(encoding="utf-8")).processes)


def keep_together(
    processes: Mapping[str, str],
    environment: Mapping[str, str],
    urls: Sequence[str],
    ready: Callable[[], None],
    patience: float = PATIENCE,
) -> int:
    """Run shell commands as one until Ctrl-C (0), or until ``urls`` stay silent too long (1).

    One that ends before all answer ends the rest (1); one that ends later is started again, up to a limit.
    """
    household = Household()
    for name, command in processes.items():
        household.add_process(name, command, env=dict(environment), cwd=ROOT)
    over, silent = threading.Event(), threading.Event()

    def watch() -> None:
        if _wait(lambda: all(map(answers, urls)), patience, over.wait):
            household.lasting = True
            ready()
        elif not over.is_set():
            silent.set()
            household.terminate()

    watcher = threading.Thread(target=watch, daemon=True)
    with _signals_restored():
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
        watcher.start()
        household.loop()
    over.set()
    watcher.join()
    return _last_word(household, urls if silent.is_set() else (), patience)


def _last_word(household: Household, silent: Sequence[str], patience: float) -> int:
    if silent:
        print(text("run.silent", seconds=round(patience), urls=" ".join(silent)), flush=True)
    elif household.died:
        print(text("run.died", name=household.died[0], code=household.died[1]), flush=True)
    else:
        print(text("run.stopped"), flush=True)
        return 0
    return 1


def _welcome(settings: Settings) -> str:
    buyer = settings.demo_buyer or text("run.buyer")
    example = text("run.example", rasa_port=settings.rasa_port, buyer=buyer)
    ports = {"rasa_port": settings.rasa_port, "action_port": settings.action_port}
    page = "run.window" if settings.window.secret else "run.demo"
    pages = text(page, port=settings.window.port), text("run.desk", port=settings.window.port), *_demo_staff(settings)
    return text("run.ready", page="\n  ".join(pages), **ports, example=example)


def _demo_staff(settings: Settings) -> list[str]:
    password = None if settings.window.secret else demo_password(settings.var)
    return [text("run.desk_demo", password=password)] if password else []


def _health(action_port: int) -> str:
    return f"http://{HOST}:{action_port}/health"


def _environment(environ: Mapping[str, str], settings: Settings, ports: Mapping[str, int]) -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), environ.get("PATH", os.defpath)])
    given = {name: str(port) for name, port in ports.items()}
    return {
        **QUIET,
        "PYTHONUNBUFFERED": "1",
        **environ,
        **given,
        "PATH": path,
        "ENDPOINTS": str(endpoints(settings.var, ports["ACTION_PORT"])),
    }


def _wait(done: Callable[[], bool], patience: float, pause: Callable[[float], object]) -> bool:
    """Ask ``done`` until it says yes, ``pause`` returns something true, or patience (seconds) ends."""
    end = time.monotonic() + patience
    while not pause(PAUSE):
        if done():
            return True
        if time.monotonic() >= end:
            return False
    return False


def _later(seconds: float, action: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, action)
    timer.daemon = True
    timer.start()


def _came_up(child: subprocess.Popen[bytes], url: str, log: Path) -> bool:
    def pause(seconds: float) -> bool:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
        return child.poll() is not None

    if _wait(lambda: answers(url), PATIENCE, pause):
        return True
    if child.returncode is None:
        print(text("shell.actions_silent", seconds=round(PATIENCE), log=log), flush=True)
    else:
        print(text("shell.actions_died", code=child.returncode, log=log), flush=True)
    return False


def _foreground(command: str, environment: Mapping[str, str], log: Path) -> int:
    signal.signal(signal.SIGINT, lambda *_: None)
    with log.open("ab") as errors:
        child = subprocess.Popen(command, shell=True, cwd=ROOT, env=environment, stderr=errors)
    with _ended_with(child):
        code = child.wait()
    if code:
        print(text("shell.died", code=code, log=log), flush=True)
    return code


@contextlib.contextmanager
def _background(command: str, environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as out:
        child = subprocess.Popen(
            command, shell=True, cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True
        )
    with _ended_with(child):
        yield child


@contextlib.contextmanager
def _ended_with(child: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(KILL_WAIT)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


@contextlib.contextmanager
def _removed(file: Path) -> Iterator[None]:
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


@contextlib.contextmanager
def _signals_restored() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _leave(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)
