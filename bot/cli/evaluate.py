"""``evaluate``: how well real lines are understood, beside a stock pipeline and a keyword matcher."""

import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from bot.cli.domain import intents
from bot.cli.parser import Commands, Failed, Setup, command, print_json, wants_json
from bot.evaluating.lines import BadLines, Line, read_lines
from bot.evaluating.scores import Reading, Scores, Share, score
from bot.evaluating.yardstick import Yardstick, read_yardstick
from bot.settings import MODEL, ROOT
from bot.texts import text

STOCK = ROOT / "data" / "peers" / "stock_pipeline.yml"
OURS = ROOT / "config.yml"
SHOWN = 12
WIDTH = 14


def add(commands: Commands) -> None:
    """The arguments: the file, whether to compare, where the page goes."""
    parser = command(commands, "evaluate", run, as_json=True)
    parser.add_argument("file", metavar="FILE", type=Path, help=text("cli.evaluate.file"))
    parser.options.add_argument("--compare", action="store_true", help=text("cli.evaluate.compare"))
    parser.options.add_argument("--html", metavar="PAGE", type=Path, help=text("cli.evaluate.html"))


def run(arguments: Namespace, _: Setup) -> int:
    """Read every line with the model, and print what it is worth. Exit code 0; Failed where nothing can be measured."""
    try:
        lines = read_lines(arguments.file, intents())
    except BadLines as error:
        raise Failed(str(error)) from error
    yardstick = read_yardstick()
    readings = {text("cli.evaluate.ours"): _read(MODEL, lines)}
    seconds: dict[str, float] = {}
    if arguments.compare:
        readings[text("cli.evaluate.keywords")] = _by_keyword(lines, yardstick)
        stock, seconds = _stock(lines)
        readings[text("cli.evaluate.stock", epochs=_epochs())] = stock
    scores = {name: score(lines, found, yardstick) for name, found in readings.items()}
    if arguments.html:
        _write_page(arguments.html, lines, next(iter(readings.values())), scores, yardstick, str(arguments.file))
    if wants_json(arguments):
        print_json({"file": str(arguments.file), "scores": msgspec.to_builtins(scores), "training_seconds": seconds})
    else:
        print("\n".join(_told(scores, seconds, yardstick)))
    return 0


def _read(model: Path, lines: Sequence[Line]) -> list[Reading]:
    from tqdm import tqdm

    from bot.nlu.reader import Reader

    try:
        reader = Reader(model)
    except FileNotFoundError as error:
        raise Failed(text("cli.evaluate.no_model", model=model)) from error
    found = reader.read(line.text for line in lines)
    return list(tqdm(found, total=len(lines), file=sys.stderr, desc=text("cli.evaluate.reading"), leave=False))


def _by_keyword(lines: Sequence[Line], yardstick: Yardstick) -> list[Reading]:
    readings = []
    for line in lines:
        start = time.perf_counter()
        intent = yardstick.by_keyword(line.text)
        readings.append(Reading(intent, 1.0, intent != yardstick.out_of_scope, time.perf_counter() - start))
    return readings


def _stock(lines: Sequence[Line]) -> tuple[list[Reading], dict[str, float]]:
    """Both pipelines trained in this run on the same lines; the stock one's readings, and how long each took."""
    from bot.nlu.reader import trained

    with tempfile.TemporaryDirectory() as folder:
        _, ours = trained(OURS, Path(folder))
        model, stock = trained(STOCK, Path(folder))
        return _read(model, lines), {"ours": ours, "stock": stock}


def _epochs() -> int:
    pipeline = yaml.safe_load(STOCK.read_text(encoding="utf-8"))["pipeline"]
    return int(next(each["epochs"] for each in pipeline if "epochs" in each))


def _write_page(path: Path, *content: Any) -> None:
    from bot.evaluating.report import page

    try:
        path.write_text(page(*content), encoding="utf-8")
    except OSError as error:
        raise Failed(text("cli.evaluate.no_page", page=path, error=error.strerror)) from error


def _told(scores: dict[str, Scores], seconds: dict[str, float], yardstick: Yardstick) -> list[str]:
    ours = next(iter(scores.values()))
    told = [text("cli.evaluate.lines", lines=ours.lines), text("cli.evaluate.row", name="", values=_row(scores))]
    for key in ours.shares:
        cells = [_percent(each.shares[key]) for each in scores.values()]
        told.append(text("cli.evaluate.row", name=text(f"cli.evaluate.share.{key}"), values=_row(cells)))
    for part in ours.parts:
        cells = [_percent(each.parts[part]) for each in scores.values()]
        told.append(text("cli.evaluate.row", name=text("cli.evaluate.part", part=part), values=_row(cells)))
    for name in ("macro_f1", "calibration_error", "median_ms", "p95_ms"):
        cells = [f"{getattr(each, name):.3f}" for each in scores.values()]
        told.append(text("cli.evaluate.row", name=text(f"cli.evaluate.{name}"), values=_row(cells)))
    if seconds:
        told.append(text("cli.evaluate.training", **{name: round(value) for name, value in seconds.items()}))
    return [*told, _bar(ours, yardstick), *_confusions(ours)]


def _bar(ours: Scores, yardstick: Yardstick) -> str:
    """The platform's bar, and whether it is passed."""
    recognised, handed, quick = (ours.shares[key] for key in ("recognised", "to_a_person", "in_time"))
    passed = recognised.share >= yardstick.bar_recognised and handed.share <= yardstick.bar_to_a_person
    return text(
        "cli.evaluate.bar_passed" if passed and quick.right == quick.of else "cli.evaluate.bar_missed",
        recognised=f"{recognised.share:.0%}",
        handed=f"{handed.share:.0%}",
        quick=f"{quick.share:.0%}",
        least=f"{yardstick.bar_recognised:.0%}",
        most=f"{yardstick.bar_to_a_person:.0%}",
        seconds=yardstick.bar_seconds,
    )


def _confusions(ours: Scores) -> list[str]:
    if not ours.confusions:
        return []
    worst = ours.confusions[:SHOWN]
    lines = [
        text("cli.evaluate.confusion", **msgspec.structs.asdict(each) | {"examples": "｜".join(each.examples)})
        for each in worst
    ]
    return [text("cli.evaluate.worst"), *lines]


def _row(cells: Sequence[str] | dict[str, Scores]) -> str:
    return "  ".join(f"{cell:>{WIDTH}}" for cell in cells)


def _percent(each: Share) -> str:
    return f"{each.share:.3f} ({each.low:.2f}–{each.high:.2f})"
