"""The servers that are measured: ours, and behind the same door a Rasa that only repeats what it hears."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec
import yaml

from bot.orders.demo import load_demo
from bot.ports import HOST, answers, endpoints, free_ports
from bot.service import build
from bot.settings import MODEL, ROOT, read

ECHO = Path(__file__).parent / "echo"
SECRET = "only-for-measuring-on-this-machine"  # noqa: S105 - it guards made-up buyers for some minutes
CLOCK = "2026-06-18T12:00"
LIKE = "buyer-lin"
PATIENCE_S = 180.0
PAUSE_S = 0.5
MOST = "999999"


class Servers(msgspec.Struct, frozen=True):
    """Where a bot is reached: by its window's door, and by Rasa's own REST channel."""

    door: str
    rest: str


class NotUp(RuntimeError):
    """A server did not come up; the message says which and where its output is."""


@contextmanager
def ours(folder: Path, buyers: Sequence[str]) -> Iterator[Servers]:
    """Our bot as ``make run`` starts it, on a database in ``folder`` with orders for each buyer."""
    rasa, door, actions = free_ports(3)
    reached = ["--endpoints", str(endpoints(folder, actions, folder / "talks.db"))]
    serving = ["run", "--model", str(MODEL), *reached, "-i", HOST, "--port", str(rasa)]
    commands = {
        "actions": ["-m", "rasa_sdk", "--actions", "actions", "--port", str(actions)],
        "rasa": ["-m", "bot.nlu", *serving],
    }
    ports = {"RASA_PORT": rasa, "WEB_PORT": door, "ACTION_PORT": actions}
    with _door(folder, ports, buyers) as (servers, environment), _up(folder, commands, environment):
        _wait(f"http://{HOST}:{actions}/health", folder)
        _wait(f"http://{HOST}:{rasa}/", folder)
        yield servers


@contextmanager
def echoing(folder: Path, buyers: Sequence[str]) -> Iterator[Servers]:
    """A Rasa bot that only repeats, trained in ``folder``, behind a door of ours."""
    rasa, door = free_ports(2)
    training = ["-m", "bot.nlu", "train", "--quiet", "--data", str(ECHO / "data.yml"), "--out", str(folder)]
    domain = ["--domain", str(ECHO / "domain.yml"), "--config", str(ECHO / "config.yml")]
    named = ["--fixed-model-name", "echo"]
    subprocess.run([sys.executable, *training, *domain, *named], check=True, cwd=ROOT, env=_quiet({}), stdout=-3)
    store = {"tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(folder / "talks.db")}}
    reached = ["--endpoints", _written(folder, store), "--credentials", str(ECHO / "credentials.yml")]
    serving = ["run", "--model", str(folder / "echo.tar.gz"), *reached, "-i", HOST, "--port", str(rasa)]
    commands = {"rasa": ["-m", "bot.nlu", *serving]}
    # it has no actions; the door is content with whoever answers where they would be
    ports = {"RASA_PORT": rasa, "WEB_PORT": door, "ACTION_PORT": rasa}
    with _door(folder, ports, buyers) as (servers, environment), _up(folder, commands, environment):
        _wait(f"http://{HOST}:{rasa}/", folder)
        yield servers


@contextmanager
def _door(folder: Path, ports: Mapping[str, int], buyers: Sequence[str]) -> Iterator[tuple[Servers, dict[str, str]]]:
    given = {
        "DATABASE_URL": f"sqlite:///{folder / 'qinqin.db'}",
        "CLOCK": CLOCK,
        "WEB_SECRET": SECRET,
        **{name: str(port) for name, port in ports.items()},
        **{f"WEB_{what}_A_MINUTE": MOST for what in ("MESSAGES", "CALLS")},
    }
    _fill(given, buyers)
    with _up(folder, {"web": ["-m", "bot.web"]}, given):
        _wait(f"http://{HOST}:{ports['WEB_PORT']}/api/health", folder)
        rest = f"http://{HOST}:{ports['RASA_PORT']}/webhooks/rest/webhook"
        yield Servers(f"http://{HOST}:{ports['WEB_PORT']}", rest), given


def _fill(given: Mapping[str, str], buyers: Sequence[str]) -> None:
    """The demo shop's orders of one buyer, once for each of ours under numbers of their own."""
    made = build(read(given))
    load_demo(made.shop.orders, made.settings.data, made.today())
    known = made.shop.orders_of(LIKE)
    copies = [
        msgspec.structs.replace(order, buyer_id=buyer, order_no=f"26{place:07d}{number:07d}")
        for place, buyer in enumerate(buyers)
        for number, order in enumerate(known)
    ]
    made.shop.orders.save(copies, "bench")
    made.engine.dispose()


@contextmanager
def _up(folder: Path, commands: Mapping[str, list[str]], given: Mapping[str, str]) -> Iterator[None]:
    """These programs, running as long as this lasts; their output goes to ``folder``."""
    with ExitStack() as stack:
        for name, command in commands.items():
            log = stack.enter_context((folder / f"{name}.log").open("w", encoding="utf-8"))
            running = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=_quiet(given), stdout=log, stderr=subprocess.STDOUT
            )
            stack.callback(running.wait)
            stack.callback(running.terminate)
        yield


def _quiet(given: Mapping[str, str]) -> dict[str, str]:
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    return {**os.environ, **quiet, "SANIC_HOST": HOST, **given}


def _written(folder: Path, content: object) -> str:
    file = folder / "endpoints.yml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return str(file)


def _wait(url: str, folder: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if answers(url):
            return
        time.sleep(PAUSE_S)
    logs = "".join(f"\n{log}:\n{log.read_text(encoding='utf-8')[-500:]}" for log in folder.glob("*.log"))
    raise NotUp(f"{url} does not answer after {PATIENCE_S:.0f} s{logs}")
