"""The real servers on free ports, as ``make run`` keeps them, on a database and talks of their own; and their deaths.

``python -m tests.kill.stack FOLDER`` runs them until it is told to end.
"""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from bot import supervise
from bot.ports import HOST, free_ports
from bot.settings import ROOT
from tests.web.doors import SECRET

CLOCK = "2026-06-18T10:00"
MOST = "999999"
PATIENCE_S = 180.0
LIFE = re.compile(r"(\w+) (started|stopped) \((?:pid|rc)=(-?\d+)\)")


class Stack:
    """The three processes and how to reach and to kill them."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        rasa, actions, web = free_ports(3)
        self.base = f"http://{HOST}:{web}"
        self.urls = {
            "web": f"{self.base}/api/health",
            "rasa": f"http://{HOST}:{rasa}/",
            "actions": f"http://{HOST}:{actions}/health",
        }
        self.environ = {
            "DATABASE_URL": database_url,
            "CLOCK": CLOCK,
            "WEB_SECRET": SECRET,
            "RASA_PORT": str(rasa),
            "ACTION_PORT": str(actions),
            "WEB_PORT": str(web),
            **{f"WEB_{what}_A_MINUTE": MOST for what in ("MESSAGES", "CALLS")},
        }
        self.talks, self._log = folder / "talks.db", folder / "run.log"
        self._write_endpoints(actions)

    def _write_endpoints(self, actions: int) -> None:
        content = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
        content["action_endpoint"]["url"] = f"http://{HOST}:{actions}/webhook"
        content["tracker_store"]["db"] = str(self.talks)
        self.environ["ENDPOINTS"] = str(self.folder / "endpoints.yml")
        Path(self.environ["ENDPOINTS"]).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Up while this lasts; raises AssertionError with the end of its output when it does not come up."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        environment = {**os.environ, **supervise.QUIET, "PYTHONUNBUFFERED": "1", **self.environ, "PATH": path}
        command = [sys.executable, "-m", "tests.kill.stack", *self.urls.values()]
        with self._log.open("wb") as log:
            keeper = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
            try:
                self.wait(*self.urls)
                yield
                assert keeper.poll() is None, self.said()
            finally:
                keeper.send_signal(signal.SIGTERM)
                keeper.wait(60)

    def wait(self, *names: str) -> None:
        """Wait until the named processes answer."""
        end = time.monotonic() + PATIENCE_S
        while not all(map(self.answers, names)):
            assert time.monotonic() < end, f"{names} do not answer\n{self.said()}"
            time.sleep(0.1)

    def answers(self, name: str) -> bool:
        """Whether a process is up."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with contextlib.suppress(OSError), opener.open(self.urls[name], timeout=2):
            return True
        return False

    def kill(self, name: str) -> None:
        """End a process as a machine short of memory does."""
        lives = [found for found in LIFE.findall(self._log.read_text("utf-8", "replace")) if found[0] == name]
        assert lives[-1][1] == "started", self.said()
        os.kill(int(lives[-1][2]), signal.SIGKILL)

    def said(self) -> str:
        """The end of what the processes put out."""
        return self._log.read_text("utf-8", "replace")[-3000:]


def keep(environ: Mapping[str, str], urls: list[str]) -> int:
    """What ``make run`` does, with endpoints of its own."""
    return supervise.keep_together(supervise.procfile(), environ, urls, lambda: None)


if __name__ == "__main__":
    sys.exit(keep(os.environ, sys.argv[1:]))
