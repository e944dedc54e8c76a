"""Policy files as they are now: read once, read again on a change; the last good ones stay when that goes wrong."""

import logging
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.aftersales.load import load
from bot.aftersales.policies import BadPolicy, Policies
from bot.aftersales.soundness import unsound
from bot.texts import text

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
Files = tuple[tuple[str, int, int], ...]


class PolicyFiles:
    """The clauses and settings of two folders.

    ``scripts`` are the replies that can be said; a clause that names another one is not taken over while running.
    A look at the files costs a few milliseconds, so there is at most one in ``look_every_s`` seconds.
    """

    def __init__(
        self,
        policies: Path,
        shop: Path,
        scripts: frozenset[str],
        today: Callable[[], date],
        look_every_s: float = LOOK_EVERY_S,
    ) -> None:
        self._folders = (policies, shop)
        self._scripts = scripts
        self._today = today
        self._look_every_s = look_every_s
        self._seen = self._files()
        self._good = load(policies, shop)
        self._looked_at = time.monotonic()

    def current(self) -> Policies:
        """The newest good policies."""
        if time.monotonic() - self._looked_at >= self._look_every_s:
            self._looked_at = time.monotonic()
            self._look()
        return self._good

    def _look(self) -> None:
        files = self._files()
        if files == self._seen:
            return
        self._seen = files
        try:
            found = load(*self._folders)
            self._check(found)
        except BadPolicy as bad:
            logger.error("%s", text("run.policies_kept", problems="\n".join(bad.problems)))
            return
        self._good = found
        logger.info("%s", text("run.policies_taken", count=len(found.clauses)))

    def _check(self, found: Policies) -> None:
        """What `check` would refuse is not taken over; nor is a clause whose reply nobody has been taught yet."""
        named = {c.clause: c.gives.script for c in found.clauses.values() if c.gives}
        problems = [
            text("run.script_unknown", clause=clause, script=script)
            for clause, script in named.items()
            if script not in self._scripts
        ]
        problems += [
            text("run.unsound", fault=each.fault, clauses=", ".join(each.clauses), issue=each.issue or "", on=each.on)
            for each in unsound(found, self._today())
        ]
        if problems:
            raise BadPolicy(problems)

    def _files(self) -> Files:
        found = {path for folder in self._folders for path in folder.rglob("*.yml")}
        return tuple((str(path), *_stamp(path)) for path in sorted(found))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        state = path.stat()
    except OSError:
        return 0, 0
    return state.st_mtime_ns, state.st_size
