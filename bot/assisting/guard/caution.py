"""What the guard finds."""

from typing import Literal

import msgspec

Kind = Literal["amount", "date", "remedy", "words"]


class Caution(msgspec.Struct, frozen=True):
    """Something that no decision gives or nobody may say: ``text[start:end]``.

    ``instead`` is put in its place as it stands; for ``words`` it tells what to write.
    """

    kind: Kind
    start: int
    end: int
    words: str
    why: str
    instead: str
