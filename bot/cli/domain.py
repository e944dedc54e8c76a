"""What domain.yml says to commands that need no model."""

import yaml

from bot.settings import ROOT


def intents() -> list[str]:
    """Every intent of the domain."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return [str(name) for name in domain["intents"]]
