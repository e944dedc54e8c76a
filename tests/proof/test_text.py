"""The short text: whole sentences, the most telling first, never more than fits."""

from pathlib import Path

import msgspec
import pytest

from bot.orders import Order
from bot.proof import Material, as_text
from bot.proof.brief import sentences
from bot.proof.masking import mask_for
from tests.proof.makers import PRIVATE, at


def test_it_begins_with_what_it_is_about_and_what_the_weights_say(shirt: Material) -> None:
    said = as_text(shirt)
    assert said.startswith("售后单SH2606180001，订单2617100108002529，商品“纯棉重磅圆领短袖T恤男女同款”")
    assert "应重930克，出库称重750克，快递称重754克，少了180克，与少1件（每件180克）相符。" in said
    assert "依据平台规则“外箱完好、重量对不上：确实少发，补发或退少的部分”（2025-10-01起施行）。" in said
    assert "按时办了1个，超时1个" in said
    assert [each for each in PRIVATE if each in said] == []


@pytest.mark.parametrize("most", [0, 20, 80, 150, 300, 500])
def test_it_is_made_of_whole_sentences(shirt: Material, most: int) -> None:
    said, whole = as_text(shirt, most), list(sentences(shirt, mask_for(shirt)))
    assert len(said) <= most
    for each in whole:
        said = said.replace(each, "", 1)
    assert said == ""


def test_a_decision_too_long_for_the_box_is_left_out_and_the_rest_stays(shirt: Material) -> None:
    long = msgspec.structs.replace(shirt.decisions[0], words="核对过了，" * 200)
    said = as_text(msgspec.structs.replace(shirt, decisions=(long, *shirt.decisions[1:])))
    assert "核对过了" not in said
    assert "买家发来2张照片、1段视频" in said


def test_equal_weights_say_that_all_was_sent(shirt: Material) -> None:
    weighing = {**shirt.case.draft.verdict["weighing"], "finding": "equal", "packed_g": 928, "courier_g": 0}
    said = as_text(_with_verdict(shirt, weighing=weighing))
    assert "出库称重928克，快递称重没有记录" in said
    assert "称重显示足数发出" in said


def test_a_verdict_of_an_older_shape_costs_only_what_stands_in_it(shirt: Material) -> None:
    said = as_text(_with_verdict(shirt, outcome="unheard of"))
    assert "称重" not in said.replace("核对称重后", "")
    assert "店铺的处理是：已同意，部分退款52.67元，运费店铺出。" in said


def test_without_evidence_and_with_a_late_buyer_both_are_said(shirt: Material, tmp_path: Path) -> None:
    back = msgspec.structs.replace(shirt.case.clocks[-1], due_at=at("19T18:00"))
    case = msgspec.structs.replace(shirt.case, clocks=(back,))
    said = as_text(msgspec.structs.replace(shirt, case=case, evidence=(), talk=()))
    assert "到2026-06-20 09:30为止，买家没有发来照片或视频。" in said
    assert "买家应在2026-06-19 18:00前完成“寄回商品”，到现在没有办。" in said


def test_an_order_without_the_line_is_told_all_the_same(shirt: Material) -> None:
    order: Order = msgspec.structs.replace(shirt.order, lines=())
    assert as_text(msgspec.structs.replace(shirt, order=order)).startswith("售后单SH2606180001")


def _with_verdict(material: Material, **changed: object) -> Material:
    draft = material.case.draft
    draft = msgspec.structs.replace(draft, verdict={**draft.verdict, **changed})
    return msgspec.structs.replace(material, case=msgspec.structs.replace(material.case, draft=draft))
