"""Text files as shops save them."""

from contextlib import suppress

ENCODINGS = ("utf-8-sig", "gb18030")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def decoded(raw: bytes) -> str | None:
    """The text of a file in UTF-8, GBK or, with its mark, UTF-16; None when it is none of these."""
    for encoding in ("utf-16",) if raw.startswith(UTF_16) else ENCODINGS:
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return None
