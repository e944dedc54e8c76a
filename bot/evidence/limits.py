"""How large evidence may be."""

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """What is taken and how large it is kept.

    ``picture_bytes`` and ``video_bytes`` are the largest files taken, in bytes; ``max_pixels`` the largest picture
    taken, width × height in px; ``video_seconds`` the longest video taken, in s. A picture is kept with its longer side
    at ``max_side`` px at most, beside a small one of ``thumb_side`` px at most.
    """

    picture_bytes: int = 10 * 1024**2
    video_bytes: int = 50 * 1024**2
    max_side: int = 2560
    max_pixels: int = 50_000_000
    video_seconds: int = 60
    thumb_side: int = 320
