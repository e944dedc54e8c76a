"""Forbidden words are found in what bots and people type, and what only looks like them is let pass."""

import pytest

from bot.talk.forbidden import Forbidden, Group, bad_patterns, read_forbidden, stretches

SHIPPED = read_forbidden()


def titles(said: str) -> set[str]:
    """The names of the groups that a text offends against."""
    return {
        name for name, group in SHIPPED.groups.items() for found in stretches(said, SHIPPED) if found.group == group
    }


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("我们保证您满意", "absolute"),
        ("明天肯定能处理好", "absolute"),
        ("百分百正品", "absolute"),
        ("给您最低价", "absolute"),
        ("质量问题包到底", "absolute"),
        ("我尽快给您处理", "vague"),
        ("马上给您退", "vague"),
        ("马上给您退款", "vague"),
        ("稍后有人联系您", "vague"),
        ("这两天就给您退", "vague"),
        ("请耐心等待", "vague"),
        ("我马上请专员过来", "vague"),
        ("退款1-3个工作日到账", "arrival"),
        ("24小时内到账", "arrival"),
        ("明天就能送到", "arrival"),
        ("您加我微信", "off_platform"),
        ("加 一 下 Ｖ Ｘ", "off_platform"),
        ("加QQ聊", "off_platform"),
        ("我们私下沟通", "off_platform"),
        ("把您电话留一下，留个手机号", "off_platform"),
        ("线下转账给您", "off_payment"),
        ("扫这个二维码付款，扫码就行", "off_payment"),
        ("把支付宝账号发来", "off_payment"),
        ("报一下验证码", "off_payment"),
        ("好评返现5元", "paid_review"),
        ("给个五星好评", "paid_review"),
        ("您把差评删了，删除差评就补您", "paid_review"),
        ("我们是平台客服", "posing"),
        ("这里是快手官方", "posing"),
        ("平台已判您责任", "posing"),
        ("平台已经判了", "posing"),
        ("您自己不小心弄坏的", "blame"),
        ("怎么不早说", "blame"),
        ("这是您的问题", "blame"),
        ("谁让您拆开的", "blame"),
        ("特价商品不退不换", "unfair"),
        ("请您不要投诉", "unfair"),
    ],
)
def test_forbidden_words_are_found(said: str, group: str) -> None:
    assert group in titles(said)


@pytest.mark.parametrize(
    "said",
    [
        "好的，我马上登记",
        "马上给您登记退款，最晚 6月20日 10:00 前操作",
        "我不能替平台保证结果",
        "不敢跟您打包票",
        "最晚明天 10:00 前回复您，最近一次物流记录是昨天",
        "先拍张照片，最好把面单也拍进去",
        "不舒服请尽早就医",
        "请在 6月28日 前尽快寄出",
        "到账时间以支付渠道为准",
        "退款原路退回微信支付账户",
        "千万别给陌生人转账，也别报验证码",
        "您可以找平台官方客服介入",
        "平台介入以后由平台判定",
        "这不是您的问题，是我们配错了",
        "是您本人签收，还是家人代收",
        "投诉是您的权利，我不拦您",
        "您没拿到肯定着急",
        "这样不一定能拦住",
        "没拆封的，拆封后影响再次销售的不支持七天无理由",
        "可以撤销售后",
        "不用给好评，您满意就好",
    ],
)
def test_what_is_no_such_word_is_let_pass(said: str) -> None:
    assert titles(said) == set()


def test_where_it_stands_is_told_in_the_text_as_typed() -> None:
    said = "亲亲，您加 我 ＶＸ 吧"
    [found] = stretches(said, SHIPPED)
    assert said[found.start : found.end] == found.words == "加 我 ＶＸ"


def test_of_overlapping_matches_of_a_group_the_longest_is_told() -> None:
    group = Group("试", "为了试", "不说", patterns=("退款", "马上退款"), allowed=("不会马上退款",))
    forbidden = Forbidden({"trial": group})
    assert [found.words for found in stretches("马上退款，退款", forbidden)] == ["马上退款", "退款"]
    assert stretches("不会马上退款", forbidden) == ()


def test_patterns_that_cannot_be_used_are_named() -> None:
    forbidden = Forbidden({"trial": Group("试", "为了试", "不说", patterns=("好", "(", "好?"))})
    assert [key for key, _ in bad_patterns(forbidden)] == ["groups.trial.patterns[1]", "groups.trial.patterns[2]"]
