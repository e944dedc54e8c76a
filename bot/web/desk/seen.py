"""What somebody has looked at lately, so that looking again is not logged again."""

import time
from collections import OrderedDict

MOST = 20_000
LASTS_S = 600.0


class Seen:
    """The last looks of all sessions of one process."""

    def __init__(self) -> None:
        self._looks: OrderedDict[tuple[str, ...], float] = OrderedDict()

    def first(self, *look: str) -> bool:
        """Whether this look is the first in a while."""
        now = time.monotonic()
        before = self._looks.get(look)
        if before is not None and now - before < LASTS_S:
            return False
        self._looks[look] = now
        self._looks.move_to_end(look)
        while len(self._looks) > MOST:
            self._looks.popitem(last=False)
        return True
