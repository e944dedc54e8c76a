"""Rasa's own command line without its libraries' deprecation notices: ``python -m bot.nlu run …``."""

import warnings
from typing import Any

from rasa.__main__ import main

_show = warnings.showwarning


def _unless_deprecated(message: Any, category: type[Warning], *where: Any, **more: Any) -> None:
    if not issubclass(category, DeprecationWarning | PendingDeprecationWarning):
        _show(message, category, *where, **more)


if __name__ == "__main__":
    warnings.showwarning = _unless_deprecated
    main()
