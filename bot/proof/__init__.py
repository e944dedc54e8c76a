"""举证包: everything that proves how a case went, made ready for the platform in one go."""

from bot.proof.brief import as_text
from bot.proof.document import as_pdf
from bot.proof.font import NoFont
from bot.proof.material import Decided, Material, Said, Shown
from bot.proof.pack import as_zip

__all__ = ["Decided", "Material", "NoFont", "Said", "Shown", "as_pdf", "as_text", "as_zip"]
