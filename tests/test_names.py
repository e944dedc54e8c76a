"""Everything that is named somewhere exists, and nothing exists that nobody names."""

import re
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

from bot.aftersales.case import Standing
from bot.aftersales.clause import PROBLEMS, Authority, Freight, Outcome, Remedy, Wish
from bot.aftersales.facts import BUYER_FACTS, Progress, Way
from bot.aftersales.load import load
from bot.aftersales.standing import ENDED
from bot.handover.escalation import FILE, read_table
from bot.nlu.patterns import Lexicon
from bot.orders.model import Stage
from bot.settings import ROOT
from bot.talk.lexicon import ALSO, answers
from bot.talk.message import Asking, StepName
from bot.texts import SCRIPTS
from bot.texts import load as load_texts
from bot.web.errors import Code
from bot.web.openapi import CALLS

DATA = ROOT / "data"
FRONT_END = ROOT / "bot" / "web" / "ui"
CODE = [
    path
    for folder in ("bot", "actions")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if FRONT_END not in path.parents
]
BY_RASA = {"utter_action", "utter_message"}
ENDINGS = {
    "utter_no_": ("review", "appeal", "person", "withdraw", "waybill", "later"),
    "utter_change_order_": ("open", "gone"),
    "utter_case_": ("review", "applied"),
    "utter_ask_": ("order_no_again", "line_no_again"),
}
TEXT_FAMILIES = {
    "stage": {stage.value for stage in Stage},
    "remedy": set(get_args(Remedy)),
    "standing": set(get_args(Standing)),
    "outcome": set(get_args(Outcome)),
    "freight": {*get_args(Freight), "merchant_return", "buyer_insured"},
    "offer": {*get_args(Remedy), "compensation"},
    "next": {*get_args(Remedy), "review", "applied"},
    "clock": {"shop", "buyer", "none", "by_page", "late"},
    "way": set(get_args(Way)) - {"none"},
    "progress": {"agreed_money", *get_args(Progress)} - {"none", *ENDED},
    "wish": set(get_args(Wish)),
    "step": {"line", "pieces", "extra", "compensation", "capped"},
    "reading": {*answers().matters.behind, *answers().matters.several, *PROBLEMS, "open"},
    "reason": {*get_args(Authority), "sum", "weights"},
    "web_error": set(get_args(Code)),
    "web_api": {"title", "token", *(call.name for call in CALLS)},
}


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in CODE)


DOMAIN = read(ROOT / "domain.yml")
TABLE = read_table(DATA / "policies" / FILE)
POLICIES = load(DATA / "policies", DATA / "policies" / "shop")
RULES = [rule for path in sorted((DATA / "rules").glob("*.yml")) for rule in read(path)["rules"]]


def steps(kind: str) -> set[str]:
    found = set()
    for rule in RULES:
        for step in rule["steps"]:
            found |= {each[kind] for each in [step, *step.get("or", [])] if kind in each}
    return found


def scripts() -> list[tuple[str, Path]]:
    return [(name, path) for path in sorted((DATA / "scripts").glob("*.yml")) for name in read(path)["responses"]]


def replies_named() -> set[str]:
    literal = set(re.findall(r"utter_[a-z_]+[a-z]\b", code())) - BY_RASA
    built = {start + end for start, ends in ENDINGS.items() for end in ends}
    clauses = {clause.gives.script for clause in POLICIES.clauses.values() if clause.gives}
    by_intent = {*answers().to_a_person.values(), *(row.script for row in TABLE.rows.values() if row.script)}
    return literal | built | clauses | by_intent | {action for action in steps("action") if action.startswith("utter_")}


def test_replies_and_their_names_agree() -> None:
    assert {name for name, _ in scripts()} == replies_named()


def test_no_reply_is_written_twice() -> None:
    assert [name for name, count in Counter(name for name, _ in scripts()).items() if count > 1] == []


def test_what_is_built_from_a_name_is_all_there_is() -> None:
    assert set(ENDINGS["utter_no_"]) == set(get_args(StepName)) - {"offer", "explained"}
    assert {"order_no", "line_no"} <= set(get_args(Asking))


def test_intents_have_lines_and_rules() -> None:
    written = Counter(entry["intent"] for path in (DATA / "nlu").glob("*.yml") for entry in read(path)["nlu"])
    assert set(written) == set(DOMAIN["intents"])
    assert [intent for intent, count in written.items() if count > 1] == []
    assert steps("intent") - {"nlu_fallback"} == set(DOMAIN["intents"])


def test_actions_are_written_and_used() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    asked = {f"action_ask_{slot}" for slot in DOMAIN["forms"]["claim_form"]["required_slots"]}
    ours = {action for action in steps("action") if action.startswith("action_")} - {"action_deactivate_loop"}
    assert set(executor.actions) == set(DOMAIN["actions"])
    assert set(DOMAIN["actions"]) == ours | asked | {"validate_claim_form"}


def test_slots_are_used() -> None:
    source = code()
    assert [slot for slot in DOMAIN["slots"] if f'"{slot}"' not in source] == []


def test_entities_are_found_and_read() -> None:
    lexicon = read(DATA / "lexicon" / "entities.yml")
    assert set(Lexicon.__struct_fields__) == set(lexicon)
    assert {*lexicon["entities"], ALSO} == set(DOMAIN["entities"])
    words = answers()
    facts = {
        *words.facts,
        *words.hints,
        *words.taken_back.labels,
        words.plea.label,
        *words.private,
        *words.telling_words.intents,
        *(label for labels in words.meant.values() for label in labels),
    }
    facts |= {label for labels in lexicon["within"].values() for label in labels}
    source = code()
    assert [label for label in lexicon["entities"] if label not in facts and f'"{label}"' not in source] == []


def test_every_fact_a_buyer_may_be_asked_has_words_and_answers() -> None:
    asked = {ask for clause in POLICIES.clauses.values() if clause.gives for ask in clause.gives.asks}
    texts = load_texts(SCRIPTS)
    assert asked == {key.removeprefix("asks.") for key in texts if key.startswith("asks.")}
    words = answers()
    assert set(words.answers) | set(words.facts.values()) | {"count"} >= asked
    assert {*words.answers, *words.facts.values()} <= set(BUYER_FACTS)


@pytest.mark.parametrize("family", TEXT_FAMILIES)
def test_families_of_parts_are_whole(family: str) -> None:
    there = {key.split(".", 1)[1] for key in load_texts(SCRIPTS) if key.startswith(f"{family}.")}
    optional = {"granted"} if family == "standing" else set()
    assert there - optional == TEXT_FAMILIES[family] - optional


def test_parts_are_used() -> None:
    source = code() + (ROOT / "Makefile").read_text(encoding="utf-8")
    families = (*TEXT_FAMILIES, "asks", "buttons", "cli", "run", "orders", "policy")
    alone = [key for key in load_texts(SCRIPTS) if key.split(".")[0] not in families]
    assert [key for key in alone if f'"{key}"' not in source and not _in_a_group(key, source)] == []
    buttons = [key.split(".", 1)[1] for key in load_texts(SCRIPTS) if key.startswith("buttons.")]
    assert [name for name in buttons if f'"{name}"' not in source] == []


def _in_a_group(key: str, source: str) -> bool:
    """Whether the program asks for a whole group that the text is of, or builds its name."""
    parts = key.split(".")
    groups = [".".join(parts[:length]) for length in range(1, len(parts))]
    asked = any(f'names("{group}")' in source or f'f"{group}.{{' in source for group in groups)
    asked = asked or any("." in group and f'"{group}"' in source for group in groups)
    return asked or bool(re.search(rf'f"{key.split("_", maxsplit=1)[0]}_{{', source))


def test_shop_settings_are_used_and_there() -> None:
    source = code()
    named = {name for clause in POLICIES.clauses.values() for name in re.findall(r"shop\.(\w+)", repr(clause))}
    named |= set(re.findall(r'"shop\.(?!yml|txt)(\w+)"', source)) | set(re.findall(r'hours_from_shop\("(\w+)"', source))
    assert set(POLICIES.shop) == named


def test_catalogue_rows_and_rulings_look_like_such() -> None:
    for clause in POLICIES.clauses.values():
        assert [row for row in clause.catalogue if not re.fullmatch(r"[A-Z]{2}-\d\d", row)] == [], clause.clause
        assert [row for row in clause.rulings if not re.fullmatch(r"[CR]\d{1,2}|G-\d\d", row)] == [], clause.clause
        assert clause.reference, clause.clause
        assert clause.checked_on >= clause.since, clause.clause


def test_data_is_safe_from_rasas_scan() -> None:
    """Rasa takes any file under data/ for training data when a line starts with one of four words (indented or not)."""
    kinds = {"nlu": ("nlu",), "rules": ("rules",), "stories": ("stories",), "scripts": ("responses",)}
    wrong = []
    for path in sorted(DATA.rglob("*.yml")):
        folder = path.relative_to(DATA).parts[0] if path.parent.parent == DATA else ""
        meant = kinds.get(folder, ())
        for line in path.read_text(encoding="utf-8").splitlines():
            found = re.match(r"\s*(rules|stories|nlu|responses):", line)
            if found and found.group(1) not in meant:
                wrong.append(f"{path.relative_to(ROOT)}: {line}")
    assert wrong == []
