"""What a file is by its first bytes: neither its name nor the type it was sent with counts."""

from bot.evidence.taken import Kind, Refused

HEAD = 64
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
OTHER_PICTURES = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x00\x0cJXL ", b"\xff\x0a", b"8BPS")
OTHER_VIDEOS = (b"\x1aE\xdf\xa3", b"FLV\x01", b"\x00\x00\x01\xba", b"0&\xb2u\x8ef\xcf\x11", b"OggS", b"#!AMR")
HEIC = ("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1")
AVIF = ("avif", "avis")
# The phone's QuickTime has the same boxes as MP4, and every browser that plays the one plays the other.
MP4 = (
    "isom",
    "mp41",
    "mp42",
    "avc1",
    "M4V ",
    "M4VP",
    "M4VH",
    "MSNV",
    "dash",
    "qt  ",
    *(f"iso{n}" for n in range(2, 10)),
)


def kind_of(head: bytes) -> Kind:
    """The kind that the first `HEAD` bytes show; raises Refused for what is no picture or video that we take."""
    if head.startswith(PICTURES) or (head[:4], head[8:12]) == (b"RIFF", b"WEBP"):
        return "picture"
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head.startswith(OTHER_PICTURES):
        raise Refused("unsupported_media", "evidence.refused.other_picture")
    if head.startswith(OTHER_VIDEOS) or (head[:4], head[8:12]) == (b"RIFF", b"AVI "):
        raise Refused("unsupported_media", "evidence.refused.other_video")
    raise Refused("unsupported_media", "evidence.refused.other")


def _by_brand(head: bytes) -> Kind:
    end = min(int.from_bytes(head[:4], "big"), len(head))
    places = (8, *range(16, end - 3, 4))
    brands = [head[place : place + 4].decode("latin-1") for place in places]
    if brands[0] in HEIC:
        raise Refused("unsupported_media", "evidence.refused.heic")
    if brands[0] in AVIF:
        raise Refused("unsupported_media", "evidence.refused.other_picture")
    if any(brand in MP4 for brand in brands):
        return "video"
    raise Refused("unsupported_media", "evidence.refused.other_video")
