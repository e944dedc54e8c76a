"""Rasa's libraries without their notices, for a terminal in which somebody reads. Imports none of them."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SETTINGS = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "RASA_TELEMETRY_ENABLED": "false",
}


@contextmanager
def quiet() -> Iterator[None]:
    """While this lasts no warning is shown; the libraries loaded meanwhile log errors only, unless told otherwise."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    with warnings.catch_warnings():
        warnings.showwarning = _unshown
        yield


def _unshown(*_: Any, **__: Any) -> None:
    """Nothing: libraries reset the filters while they load, so a filter would not do."""
