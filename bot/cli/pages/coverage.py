"""data/policies/coverage.yml with its places as clauses and guides name them today."""

from pathlib import Path

import msgspec
import yaml

from bot.cli.checking.coverage import FILE, Coverage, Named, Places, places_of

WIDE = 1_000_000


def filled(coverage: Coverage, carriers: list[Named]) -> Coverage:
    """The same ids with the clauses and guides that name them; what is written by hand stays."""
    return Coverage(
        **{
            section: {id_: _places(id_, places, carriers) for id_, places in ids.items()}
            for section, ids in coverage.sections().items()
        }
    )


def coverage_file(coverage: Coverage, data: Path) -> str:
    """The file anew; the lines of explanation at its top stay as they are."""
    before = (data / "policies" / FILE).read_text(encoding="utf-8").splitlines()
    lines = [line for line in before if line.startswith("#")]
    for section, ids in coverage.sections().items():
        lines += [f"{section}:", *(f"  {id_}: {_flow(places)}" for id_, places in ids.items())]
    return "\n".join(lines) + "\n"


def _places(id_: str, places: Places, carriers: list[Named]) -> Places:
    return msgspec.structs.replace(places, **places_of(id_, carriers))


def _flow(places: Places) -> str:
    plain = msgspec.to_builtins(places) or {"clauses": []}
    return yaml.safe_dump(plain, default_flow_style=True, allow_unicode=True, width=WIDE, sort_keys=False).strip()
