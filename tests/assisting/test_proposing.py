"""What an edited draft proposes, and that it comes back as files that can be read."""

from pathlib import Path

import pytest
import yaml

from bot.assisting.proposing import as_files, proposals
from bot.assisting.store import Drafted, Proposal
from bot.assisting.topics import Topics
from bot.clock import parse_time

NOW = parse_time("2026-06-18T10:00")
PHRASING = "亲亲，查到了{apart}：少了{item}共{count}件。这边退您{amount}元，{due} 前操作。您看可以吗？"
OTHER = "亲亲，对不起，少了{item}。"
DRAFT = "亲亲，查到了：少了中筒袜共1件。这边退您52.67元，6月19日 10:00 前操作。您看可以吗？"
SENT = "亲亲，查到了：是仓库漏装了中筒袜共1件，实在抱歉。6月19日 10:00 前退您52.67元，可以吗？"
BLANKS = "亲亲，查到了{apart}：是仓库漏装了{item}共{count}件，实在抱歉。{due} 前退您{amount}元，可以吗？"


@pytest.fixture
def topics(tmp_path: Path) -> Topics:
    written = {
        "scripts/missing_item.yml": {"responses": {"utter_short": [{"text": OTHER}, {"text": PHRASING}]}},
        "scripts/quality.yml": {"responses": {"utter_quality_ladder": [{"text": "亲亲，{offer}。"}]}},
        "scripts/small_talk.yml": {"responses": {"utter_greet": [{"text": "亲亲在的~"}]}},
        "nlu/missing_item.yml": {"nlu": [{"intent": "少件", "examples": "- 少了一双\n"}]},
        "nlu/quality.yml": {"nlu": [{"intent": "质量问题", "examples": "- 漏水\n"}]},
        "nlu/small_talk.yml": {"nlu": [{"intent": i, "examples": "- 在\n"} for i in ("打招呼", "感谢")]},
    }
    for path, content in written.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return Topics(tmp_path)


def draft(text: str = DRAFT, script: str | None = "utter_short") -> Drafted:
    return Drafted("buyer-lin", 3, text, NOW, intent="少件", script=script)


def proposed(topics: Topics, sent: str, said: str = "少了一双袜子", other: str | None = None) -> list[Proposal]:
    return proposals(draft(), sent, said, "agent-1", NOW, topics, other)


def test_a_new_wording_comes_back_with_its_blanks(topics: Topics) -> None:
    [found] = proposed(topics, SENT)
    assert (found.kind, found.name, found.before, found.after) == ("script", "utter_short", PHRASING, BLANKS)


@pytest.mark.parametrize(
    "sent",
    [
        DRAFT,
        SENT.replace("52.67", "60"),
        SENT.replace("中筒袜", "袜子"),
        SENT.replace("共1件", ""),
        SENT.replace("实在抱歉", "再送您5元"),
        SENT.replace("实在抱歉", "电话13800138000"),
        SENT.replace("实在抱歉", "{抱歉}"),
        SENT.replace("查到了：", "看过了，"),
    ],
)
def test_without_every_blank_or_with_new_figures_nothing_is_proposed(topics: Topics, sent: str) -> None:
    assert proposed(topics, sent) == []


def test_a_draft_that_no_phrasing_gives_proposes_nothing(topics: Topics) -> None:
    assert proposals(draft("亲亲在的~"), "在的呢", "在吗", "agent-1", NOW, topics) == []
    assert proposals(draft(script=None), SENT, "在吗", "agent-1", NOW, topics) == []


def test_another_script_teaches_the_intent_that_was_meant(topics: Topics) -> None:
    said = "杯子\n漏水，打我电话13800138000"
    [found] = proposed(topics, "亲亲，给您换新的。", said, "utter_quality_ladder")
    assert (found.kind, found.name, found.before) == ("line", "质量问题", "少件")
    assert found.after == "杯子 漏水，打我电话138****8000"


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("漏水", "utter_quality_ladder"),
        ("  ", "utter_quality_ladder"),
        ("少了俩", "utter_missing_item_again"),
        ("在不在", "utter_greet"),
        ("在不在", "utter_made_up"),
    ],
)
def test_what_is_known_or_unsure_teaches_nothing(topics: Topics, said: str, other: str) -> None:
    assert proposed(topics, SENT, said, other) == []


def test_accepted_ones_come_out_as_files_of_their_topics(topics: Topics) -> None:
    accepted = [
        *proposed(topics, SENT),
        *proposed(topics, SENT, "壶底在滴水", "utter_quality_ladder"),
        *proposed(topics, SENT, "盖子裂了", "utter_quality_ladder"),
        Proposal("script", "utter_gone", "旧", "新", "agent-1", NOW),
    ]
    files = as_files(accepted, topics)
    assert set(files) == {"data/scripts/missing_item.yml", "data/nlu/quality.yml"}
    said = yaml.safe_load(files["data/scripts/missing_item.yml"])["responses"]["utter_short"]
    assert said == [{"text": OTHER}, {"text": BLANKS}]
    [learnt] = yaml.safe_load(files["data/nlu/quality.yml"])["nlu"]
    assert learnt == {"intent": "质量问题", "examples": "- 壶底在滴水\n- 盖子裂了\n"}


def test_the_shipped_files_are_found_by_their_names() -> None:
    shipped = Topics()
    assert shipped.topic_of_script("utter_missing_item_short") == "missing_item"
    assert shipped.intent_of("utter_missing_item_short") == "少件"
    assert shipped.topic_of_intent("少件") == "missing_item"
    assert shipped.phrasings("utter_missing_item_short")
