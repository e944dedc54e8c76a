"""Buyer and agent at once, each in a browser of their own: from the robot to a person and back."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.agent import Agent
from tests.browser.conftest import Employ, Keep, Visit
from tests.browser.stack import Stack

CALLED = re.compile("已经登记|转人工|人工客服|排上队|客服")


def test_a_person_takes_over_answers_and_gives_the_talk_back(visit: Visit, employ: Employ, keep: Keep) -> None:
    agent = employ("xiaoya")
    buyer = visit("phone", "buyer-zhao")
    buyer.say("收到的东西有问题，我要找人工")
    expect(buyer.chat.get_by_text("您排在第")).to_be_visible()
    by_bot = buyer.log.get_by_role("article", name=re.compile("^小亲"))
    answers = by_bot.count()
    expect(agent.rows.filter(has_text="buyer-zhao")).to_be_visible()

    agent.take("buyer-zhao")
    expect(buyer.log.get_by_text("客服小雅来接待您了")).to_be_visible()
    buyer.say("运费谁出")
    agent.sees("运费谁出")
    expect(agent.draft).to_be_visible()
    keep(agent, "talk")
    agent.does("照发")
    said = buyer.log.get_by_role("article", name=re.compile("小雅"))
    expect(said).to_have_count(1)
    expect(by_bot).to_have_count(answers)
    keep(buyer, "phone-person")

    agent.says("亲亲，我在核对您的订单，请稍等一下下")
    expect(said).to_have_count(2)
    agent.does("交还机器人")
    agent.page.get_by_role("dialog").get_by_role("button", name=re.compile("交 ?还")).click()
    expect(buyer.log.get_by_text("机器人小助手先接着")).to_be_visible()
    buyer.say("退款要几天到账")
    expect(by_bot).to_have_count(answers + 1)


def test_both_type_at_the_same_moment_and_nothing_is_lost(visit: Visit, employ: Employ, stack: Stack) -> None:
    buyer, agent = visit("desktop", "buyer-chen"), employ("xiaoya")
    buyer.say("转人工")
    expect(agent.rows.filter(has_text="buyer-chen")).to_be_visible()
    agent.take("buyer-chen")
    answers = [who for who, _ in stack.client("buyer-chen").texts()].count("bot")
    for number in range(4):
        buyer.input.fill(f"我说第{number}句")
        agent.input.fill(f"亲亲，我回第{number}句")
        buyer.input.press("Enter")
        agent.input.press("Enter")
    for number in range(4):
        expect(buyer.log.get_by_text(f"我回第{number}句")).to_be_visible()
        agent.sees(f"我说第{number}句")
    talk = stack.client("buyer-chen").texts()
    for author, words in (("buyer", "我说第{}句"), ("agent", "亲亲，我回第{}句")):
        theirs = [text for who, text in talk if who == author]
        assert theirs[-4:] == [words.format(number) for number in range(4)]
    assert [who for who, _ in talk].count("bot") == answers


def test_an_agent_who_leaves_leaves_a_talk_that_a_lead_takes(visit: Visit, employ: Employ) -> None:
    buyer, agent = visit("phone", "buyer-xu"), employ("xiaoya")
    buyer.say("转人工")
    expect(agent.rows.filter(has_text="buyer-xu")).to_be_visible()
    agent.take("buyer-xu")
    expect(buyer.log.get_by_text("客服小雅来接待您了")).to_be_visible()
    agent.page.close()

    buyer.say("人呢")
    lead = employ("ajie")
    lead.look("同事")
    lead.open("buyer-xu")
    lead.sees("人呢")
    lead.does("接过来")
    lead.page.get_by_role("dialog").get_by_role("button", name="接过来").click()
    expect(buyer.log.get_by_text("客服阿杰来接待您了")).to_be_visible()
    lead.says("亲亲，我是阿杰，来接着帮您看")
    expect(buyer.log.get_by_text("我是阿杰")).to_be_visible()


def test_a_promise_nobody_has_made_is_held_back(visit: Visit, employ: Employ, keep: Keep) -> None:
    buyer, agent = visit("phone", "buyer-shen"), employ("xiaoya")
    buyer.say("转人工")
    expect(agent.rows.filter(has_text="buyer-shen")).to_be_visible()
    agent.take("buyer-shen")
    agent.input.fill("亲亲，这就给您退 500 元")
    expect(agent.cautions).to_be_visible()
    keep(agent, "caution")
    agent.input.press("Enter")
    agent.does("仍要发送")
    agent.page.get_by_label("为什么还要这么说").fill("店主电话里同意了")
    agent.does("带原因发送")
    expect(buyer.log.get_by_text("这就给您退 500 元")).to_be_visible()


def test_evidence_is_judged_and_a_remedy_granted_with_a_way_back(
    visit: Visit, employ: Employ, keep: Keep, photo: Path
) -> None:
    buyer, lead = visit("phone", "buyer-wang"), employ("ajie")
    buyer.say("鸡蛋少了3个")
    buyer.sends(photo, buyer.checklist.get_by_role("button", name="去拍").first)
    buyer.say("箱子没坏，放驿站的")
    buyer.choose("可以，转给专员")
    expect(lead.rows.filter(has_text="buyer-wang")).to_be_visible()
    lead.take("buyer-wang")
    case = lead.page.get_by_role("region", name=re.compile("^SH260618"))
    case.get_by_role("button", name=re.compile("^成 ?立$")).click()
    expect(case.get_by_text("凭证成立")).to_be_visible()
    keep(lead, "case")
    for undone in (True, False):
        case.get_by_role("radio", name=re.compile("^仅退款")).check()
        case.get_by_label("金额").fill("6.60")
        case.get_by_role("button", name="办这个").click()
        case.get_by_role("button", name=re.compile("^确认")).click()
        if undone:
            told = lead.page.locator(".UndoBar").get_by_text("已批").locator("..")
            told.get_by_role("button", name=re.compile("撤销")).click()
            expect(lead.page.get_by_text("撤回来了")).to_be_visible()
    expect(buyer.log.get_by_text(re.compile("有结果了：仅退款6.60 元"))).to_be_visible()
    expect(case.get_by_text("已生效")).to_have_count(2)
    expect(buyer.log.get_by_text("有结果了")).to_have_count(1)


WAITING = [
    ("buyer-du", "质量问题", "包带第二天就断了，你们看看照片", 2),
    ("buyer-gao", "少件", "说好的赠品挂件没有", 1),
    ("buyer-ma", "物流异常", "三天没动了，还发不发", 9),
    ("buyer-luo", "发错货", "要的米色发成黑色，明天要用，急", 41),
    ("buyer-song", "描述不符", "和直播间说的不是一个材质吧", 0),
    ("buyer-tan", "少件", "就收到一个包，肩带呢", 1),
    ("buyer-yu", "少件", "少了肩带和说明书", 1),
]


def test_the_queue_tells_whose_clock_breaks_first_and_what_gathers(
    employ: Employ, keep: Keep, stack: Stack, axe: Callable[[Agent], list[str]]
) -> None:
    stack.waiting(WAITING)
    agent = employ("ajie")
    expect(agent.rows.filter(has_text="buyer-luo")).to_be_visible()
    shown = [text for text in agent.rows.all_inner_texts() if any(buyer in text for buyer, *_ in WAITING)]
    assert "buyer-luo" in shown[0]
    assert "buyer-ma" in shown[1]
    expect(agent.page.get_by_text(re.compile("手工编织帆布包.*位买家反映少件"))).to_be_visible()
    agent.open("buyer-luo")
    keep(agent, "queue")
    assert axe(agent) == []


def test_reports_show_what_happened(employ: Employ, keep: Keep, axe: Callable[[Agent], list[str]]) -> None:
    owner = employ("laoban")
    owner.page.get_by_role("link", name="报表").click()
    expect(owner.page.get_by_role("heading", name="报表")).to_be_visible()
    expect(owner.page.locator("canvas, svg").first).to_be_visible()
    keep(owner, "reports")
    assert axe(owner) == []
