"""What comes of a file that was sent: it is taken, or refused with a word on what to do."""

from typing import Literal

import msgspec

from bot.texts import text

Kind = Literal["picture", "video"]
Code = Literal["too_large", "unsupported_media", "bad_request"]


class Notes(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was measured, for the agent to weigh; nothing is ever decided by it.

    ``width`` and ``height`` are the size as sent, upright, in px. Of a picture: ``blur`` the variance of the Laplacian
    of its grey copy, hundreds for a sharp photo, below 20 for a smear or a plain wall; ``dark`` the share of nearly
    black pixels, 0–1; ``phash`` a perceptual hash in 16 hex digits, see `alike`. Of a video: ``seconds`` it lasts,
    None where it does not say.
    """

    width: int
    height: int
    blur: float | None = None
    dark: float | None = None
    phash: str | None = None
    seconds: float | None = None


class Taken(msgspec.Struct, frozen=True):
    """Evidence as it is stored.

    ``id`` is the SHA-256 of the stored bytes in hex, ``bytes`` their count; ``width`` and ``height`` are in px as seen.
    """

    id: str
    kind: Kind
    width: int
    height: int
    bytes: int
    notes: Notes


class Refused(Exception):
    """A file that is not taken; nothing of it was kept.

    ``code`` is for programs, ``key`` names the text for the buyer, ``facts`` fill its blanks, and ``str()`` is that
    text, filled in.
    """

    def __init__(self, code: Code, key: str, **facts: object) -> None:
        self.code = code
        self.key = key
        self.facts = facts
        super().__init__(text(key, **facts))
