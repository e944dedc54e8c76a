"""The proof pack: one ZIP with everything, the same bytes for the same material."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bot.clock import SHANGHAI
from bot.proof.brief import as_text
from bot.proof.document import pdf_with
from bot.proof.exhibits import Exhibit, exhibits
from bot.proof.font import NoFont, font_file
from bot.proof.masking import mask_for
from bot.proof.material import Material
from bot.proof.papers import case_json, readme, timeline_csv
from bot.proof.talk import talk_lines
from bot.texts import text

SUMS = "SHA256SUMS"
COMPRESSED_ALREADY = (".jpg", ".mp4")
UNIX, READABLE = 3, 0o100644


def as_zip(material: Material, font: Callable[[], Path] = font_file) -> bytes:
    """Everything a platform may ask for; where ``font`` raises NoFont, without the PDF and saying so.

    Raises OSError where the font is there and cannot be read.
    """
    mask, shown = mask_for(material), exhibits(material)
    pdf, why = _pdf(material, shown, font)
    files = {
        text("proof.readme.name"): _encoded(readme(material, shown, why)),
        **({"proof.pdf": pdf} if pdf else {}),
        "proof.txt": _encoded(as_text(material)),
        "timeline.csv": timeline_csv(material, shown, mask),
        "talk.txt": _encoded("\n".join(talk_lines(material, shown, mask))),
        "case.json": case_json(material, shown, mask),
        **{each.name: each.content for each in shown if each.content is not None},
    }
    files[SUMS] = _encoded("\n".join(f"{sha256(content).hexdigest()}  {name}" for name, content in files.items()))
    return _zipped(files, material.now)


def _pdf(material: Material, shown: tuple[Exhibit, ...], font: Callable[[], Path]) -> tuple[bytes | None, str]:
    """The PDF, or None and why there is none."""
    try:
        return pdf_with(material, shown, font), ""
    except NoFont as missing:
        return None, str(missing)


def _encoded(words: str) -> bytes:
    return f"{words}\n".encode()


def _zipped(files: dict[str, bytes], at: datetime) -> bytes:
    """A ZIP whose entries all bear one moment and the rights of an ordinary file."""
    made, stamp = BytesIO(), at.astimezone(SHANGHAI).timetuple()[:6]
    with ZipFile(made, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name, stamp)
            entry.create_system, entry.external_attr = UNIX, READABLE << 16
            entry.compress_type = ZIP_STORED if name.endswith(COMPRESSED_ALREADY) else ZIP_DEFLATED
            archive.writestr(entry, content)
    return made.getvalue()
