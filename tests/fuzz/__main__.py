"""``python -m tests.fuzz``: the door's own description against the door, with what a program would never send.

Schemathesis lives in an environment of its own (``make fuzz``), since its libraries and Rasa's exclude each other. It
runs twice: as a buyer, and with no token at all, when nothing but what is public may answer.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.settings import ROOT
from bot.web.tokens import make_token
from tests.web.doors import SECRET, house

HERE = Path(__file__).parent
ST = ROOT / ".tools" / "fuzz" / "bin" / "st"
EXAMPLES = os.environ.get("EXAMPLES") or "40"
ALWAYS = [
    *("--generation-deterministic", "--seed", "20260618", "--max-examples", EXAMPLES),
    *("--exclude-operation-id", "events"),  # a stream does not end; tests/web/test_stream.py is about it
    *("--no-color", "--warnings", "off"),
]
HOOKS = {"SCHEMATHESIS_HOOKS": "hooks"}
UNKNOWN = ["--phases", "coverage,fuzzing"]


def main() -> int:
    """0 when nothing was found."""
    with tempfile.TemporaryDirectory() as folder:
        home = house(f"sqlite:///{folder}/shop.db", Path(folder) / "var")
        with home.open() as base:
            token = make_token("buyer-lin", SECRET)
            known = ["--header", f"Authorization: Bearer {token}", "--phases", "examples,coverage,fuzzing"]
            codes = [_run(base, {}, *known), _run(base, HOOKS, "--checks", "asks_for_a_token", *UNKNOWN)]
        home.service.engine.dispose()
    return max(codes)


def _run(base: str, hooks: dict[str, str], *more: str) -> int:
    command = [ST, "--config-file", HERE / "schemathesis.toml", "run", f"{base}/api/openapi.json", *ALWAYS, *more]
    environment = {**os.environ, **hooks, "PYTHONPATH": str(HERE), "PYTHONWARNINGS": "ignore"}
    return subprocess.run(command, cwd=HERE, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
