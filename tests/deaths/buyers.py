"""Buyers who talk all at once through the door, and never believe that a message arrived until they are told."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import httpx2
import yaml

from bot.web.tokens import make_token
from tests.deaths.stack import SECRET

TALKS = Path(__file__).parent.parent / "conversations"
BUYERS = ("buyer-lin", "buyer-chen", "buyer-wang", "buyer-zhao", "buyer-sun", "buyer-zhou")
LONGEST = 2000
MOST_WAITING = 3
TWICE = 0.15
IN_A_ROW = 0.3
LONGEST_WAIT_S = 300.0


class Sender(threading.Thread):
    """One buyer: says the lines of the test talks until told to stop; ``sent`` in order, ``repeated`` on purpose."""

    def __init__(self, base: str, buyer: str, seed: int) -> None:
        super().__init__(daemon=True)
        self.buyer, self.sent, self.repeated = buyer, list[str](), 0
        self._random = Random(f"{seed} {buyer}")
        self._done = threading.Event()
        headers = {"Authorization": f"Bearer {make_token(buyer, SECRET)}"}
        self._http = httpx2.Client(base_url=base, headers=headers, timeout=10, trust_env=False)

    def run(self) -> None:
        """Talk; mostly wait for the answer, sometimes go on at once."""
        for line in lines(self.buyer, self._random):
            if self._done.is_set():
                return
            self._say(line)
            in_a_row = self._random.random() < IN_A_ROW
            while self._waiting() > (MOST_WAITING if in_a_row else 0) and not self._done.is_set():
                time.sleep(0.05)

    def finish(self) -> None:
        """Stop talking, and wait until nothing waits for an answer, or too long."""
        self._done.set()
        self.join()
        end = time.monotonic() + LONGEST_WAIT_S
        while self._waiting() and time.monotonic() < end:
            time.sleep(0.2)

    def _say(self, line: str) -> None:
        name = f"{self.buyer}-{len(self.sent):05}"
        self.sent.append(name)
        how = self._random.random()
        if how < TWICE / 2:
            with ThreadPoolExecutor(2) as both:
                list(both.map(lambda _: self._post(name, line), range(2)))
        else:
            self._post(name, line)
            if how < TWICE:
                self._post(name, line)
        self.repeated += how < TWICE

    def _post(self, name: str, line: str) -> None:
        self._asked("POST", "/api/messages", json={"id": name, "text": line})

    def _waiting(self) -> int:
        """How many of what was said lately have no answer; the first part of one is named after what it answers."""
        found = self._asked("GET", "/api/messages?limit=50").json()["messages"]
        answered = {each["id"] for each in found if each["from"] == "bot"}
        return sum(each["from"] == "buyer" and f"{each['seq']}.1" not in answered for each in found)

    def _asked(self, method: str, path: str, **more: object) -> httpx2.Response:
        """What the door says; asked again while it is away, as the window does."""
        while True:
            try:
                response = self._http.request(method, path, **more)
                if response.status_code < 400:
                    return response
                assert response.status_code in (429, 503), response.text
            except httpx2.TransportError:
                pass
            time.sleep(0.1)


def lines(buyer: str, random: Random) -> Iterator[str]:
    """What a buyer types in the test talks that are theirs, talk after talk, for ever."""
    talks = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(TALKS.glob("*/*.yml"))]
    own = [[str(turn["buyer"]) for turn in talk["talk"]] for talk in talks if talk.get("buyer") == buyer]
    while True:
        yield from (line for line in random.choice(own) if 0 < len(line.strip("/ \n")) <= LONGEST)
