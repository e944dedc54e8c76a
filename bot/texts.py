"""Sentences that are no whole replies: what staff read, and the parts replies are put together from."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT

SCRIPTS = ROOT / "data" / "scripts"
FOLDERS = ("staff", "parts", "window")


def text(key: str, /, **facts: object) -> str:
    """The sentence called ``key`` (its path under ``texts:``, dotted) with ``facts`` put in; KeyError names the key."""
    sentences = load(SCRIPTS)
    if key not in sentences:
        raise KeyError(f"{key}: no such text under {' or '.join(FOLDERS)} of {SCRIPTS}")
    return sentences[key].format(**facts)


def names(group: str) -> Mapping[str, str]:
    """The sentences of a group of codes, such as ``desk.close``, by code, in their order."""
    prefix = f"{group}."
    return {key[len(prefix) :]: sentence for key, sentence in load(SCRIPTS).items() if key.startswith(prefix)}


@cache
def load(folder: Path) -> Mapping[str, str]:
    """Every sentence of the folder's files by its dotted path; ValueError when two files claim the same one."""
    sentences: dict[str, str] = {}
    for file in sorted(file for name in FOLDERS for file in (folder / name).glob("*.yml")):
        content = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        for key, sentence in _flat(content.get("texts") or {}):
            if key in sentences:
                raise ValueError(f"{file}: {key} is already a text of another file in {folder}")
            sentences[key] = sentence
    return sentences


def _flat(node: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in node.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)
