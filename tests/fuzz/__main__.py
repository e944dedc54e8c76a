"""Schemathesis, from its own environment, against a real door with a Rasa that repeats itself: ``make fuzz``.

The live stream has no end and is left to tests/web/test_stream.py.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.web.tokens import make_token
from tests.web.doors import SECRET, house

HERE = Path(__file__).parent
EXAMPLES = os.environ.get("EXAMPLES") or "25"
SEED = os.environ.get("SEED") or "618"


def main(program: str) -> int:
    """The program's own exit code: 0 when nothing was found."""
    with tempfile.TemporaryDirectory() as folder:
        home = house(f"sqlite:///{folder}/shop.db", Path(folder) / "var")
        try:
            with home.open() as base:
                return subprocess.call(_command(program, base), cwd=folder)
        finally:
            home.service.engine.dispose()


def _command(program: str, base: str) -> list[str]:
    token = make_token("buyer-lin", SECRET)
    return [
        program,
        f"--config-file={HERE.resolve() / 'schemathesis.toml'}",
        "run",
        f"{base}/api/openapi.json",
        f"--header=Authorization: Bearer {token}",
        f"--max-examples={EXAMPLES}",
        f"--seed={SEED}",
    ]


if __name__ == "__main__":
    sys.exit(main(str(Path(sys.argv[1]).absolute())))
