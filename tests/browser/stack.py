"""The whole shop as ``make run`` starts it: Rasa with the trained model, the actions, the door, the demo's orders."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from bot.handover.escalation import Priority
from bot.handover.record import Brief, Handover
from bot.ports import HOST, free_ports
from bot.service import build
from bot.settings import ROOT, read
from bot.staff.demo import demo_password
from bot.store import open_engine
from bot.web.pictures.store import Upload, UploadStore
from bot.web.store import WindowStore
from bot.web.tokens import KEPT_IN
from bot.web.wire import Extras
from tests.web.doors import Client

DAY = "2026-06-18"
PATIENCE = 30
QINQIN = [sys.executable, "-m", "bot"]


class Stack:
    """A shop at work: its page's address, and the secret that signs its buyers' tokens."""

    def __init__(self, base: str, var: Path) -> None:
        self.base, self._var = base, var

    @property
    def secret(self) -> str:
        return (self._var / KEPT_IN).read_text(encoding="ascii")

    @property
    def password(self) -> str:
        """Of everybody of the demo's staff."""
        return demo_password(self._var) or ""

    def waiting(self, talks: Sequence[tuple[str, str, str, int]]) -> None:
        """Talks that wait for a person: by buyer, issue, words, and for how many minutes."""
        service = build(read({"DATABASE_URL": f"sqlite:///{self._var / 'qinqin.db'}", "CLOCK": f"{DAY}T12:01"}))
        window, now = WindowStore(service.engine), service.shop.clock.now()
        for buyer, issue, words, minutes in talks:
            at = now - timedelta(minutes=minutes)
            kept, _ = window.accept(buyer, f"said-{buyer}", words, words, Extras(), at)
            window.drafted(kept, None, whoever=True)
            brief = Brief(said=(words,), issue=issue, item="手工编织帆布包")
            due = at + timedelta(hours=24)
            service.shop.handovers.open(Handover(buyer, buyer, "asked", brief, at, due, priority=_urgency(minutes)))
        service.engine.dispose()

    def client(self, buyer: str) -> Client:
        """What the door tells a buyer, without the window."""
        return Client(self.base, buyer, self.secret)

    def upload(self, buyer: str, evidence: str) -> Upload:
        """A picture of a buyer's as the shop keeps it."""
        engine = open_engine(f"sqlite:///{self._var / 'qinqin.db'}")
        (kept,) = UploadStore(engine).own(buyer, [evidence]) or ()
        engine.dispose()
        return kept


def _urgency(minutes: int) -> Priority:
    return "urgent" if minutes > 30 else "normal"


@contextlib.contextmanager
def running(var: Path) -> Iterator[Stack]:
    """The shop, with everything it keeps in ``var``; raises AssertionError with its last words if it does not start."""
    rasa, actions, web = map(str, free_ports(3))
    ports = {"RASA_PORT": rasa, "ACTION_PORT": actions, "WEB_PORT": web}
    unset = {"DATABASE_URL": "", "WEB_SECRET": "", "WEB_ORIGINS": "", "SHOP_POLICIES": ""}
    environment = {**os.environ, **unset, **ports, "VAR": str(var), "CLOCK": f"{DAY}T12:00"}
    subprocess.run([*QINQIN, "demo"], cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    with _ended(subprocess.Popen([*QINQIN, "run"], cwd=ROOT, env=environment, **_heard)) as household:
        base = f"http://{HOST}:{web}"
        _await(household, f"{base}/")
        yield Stack(base, var)


_heard = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "start_new_session": True}


def _await(household: "subprocess.Popen[str]", word: str) -> None:
    """Hear it out until it says the word; what it says later is heard too, or it would wait for a reader."""
    said = []
    for line in household.stdout or ():
        said.append(line)
        if word in line:
            threading.Thread(target=said.extend, args=[household.stdout], daemon=True).start()
            return
    raise AssertionError("the shop did not start:\n" + "".join(said))


@contextlib.contextmanager
def _ended(household: "subprocess.Popen[str]") -> Iterator["subprocess.Popen[str]"]:
    try:
        yield household
    finally:
        household.send_signal(signal.SIGINT)
        try:
            household.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            household.kill()
            household.wait()
