"""Rasa's own command line: ``python -m bot.nlu run …``.

Without its libraries' deprecation notices, and without a warning for each reply that no rule names: ours are said by
actions, and a test proves that each of them is.
"""

import re
import warnings
from typing import Any

from rasa.__main__ import main

SAID_BY_ACTIONS = re.compile(r"The utterance '\w+' is not used in any story or rule")
_show = warnings.showwarning


def _unless_known(message: Any, category: type[Warning], *where: Any, **more: Any) -> None:
    deprecated = issubclass(category, DeprecationWarning | PendingDeprecationWarning)
    if not deprecated and not SAID_BY_ACTIONS.match(str(message)):
        _show(message, category, *where, **more)


if __name__ == "__main__":
    warnings.showwarning = _unless_known
    main()
