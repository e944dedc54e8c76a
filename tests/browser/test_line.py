"""What a buyer said is neither lost nor said twice, whatever the line, the page or the login does meanwhile."""

from pathlib import Path

from playwright.sync_api import expect

from bot.web.tokens import make_token
from tests.browser.buyer import Buyer
from tests.browser.conftest import Keep, Visit
from tests.browser.stack import Stack

# What is asked, and what only its answer says.
ASKED = {"跑步鞋到哪了": "4630016416087", "运动长裤到哪了": "7770015830081", "瑜伽垫什么时候发货": "62.00元"}
CUT = "网络断开了"
OVER = "登录状态过期了"


def test_a_reload_in_the_middle_keeps_the_talk_going(visit: Visit, keep: Keep, photo: Path) -> None:
    buyer = visit("dark", "buyer-he")
    buyer.say("洗发水少发了一瓶")
    buyer.sends(photo, buyer.checklist.get_by_role("button", name="去拍"))
    expect(buyer.ticked("拍一张照片")).to_be_visible()
    expect(buyer.messages).to_have_count(4)
    keep(buyer, "phone-dark")
    before = buyer.messages.all_inner_texts()

    buyer.reload()
    expect(buyer.messages).to_have_text(before, use_inner_text=True)
    expect(buyer.picture).to_be_visible()
    expect(buyer.ticked("拍一张照片")).to_be_visible()
    buyer.say("箱子没破，我自己签收的")
    buyer.choose("可以，转给专员")
    expect(buyer.chat.get_by_text("您排在第")).to_be_visible()


def test_what_is_typed_without_a_line_is_answered_in_order_and_once(visit: Visit, stack: Stack) -> None:
    buyer = visit("phone", "buyer-sun")
    buyer.witness.excuse("ERR_INTERNET_DISCONNECTED")
    buyer.page.context.set_offline(True)
    expect(buyer.chat.get_by_text(CUT)).to_be_visible()
    for words in ASKED:
        buyer.say(words)
    expect(buyer.log.get_by_text("等待发送")).to_have_count(len(ASKED))
    assert stack.client("buyer-sun").all() == []

    buyer.page.context.set_offline(False)
    for answer in ASKED.values():
        buyer.hears(answer)
    expect(buyer.chat.get_by_text(CUT)).to_have_count(0)
    _in_order_and_once(buyer.messages.all_inner_texts())
    _in_order_and_once([text for _, text in stack.client("buyer-sun").texts()])


def _in_order_and_once(told: list[str]) -> None:
    for said in (list(ASKED), list(ASKED.values())):
        places = [[place for place, text in enumerate(told) if words in text] for words in said]
        assert [len(found) for found in places] == [1] * len(said), told
        assert places == sorted(places), told


def test_what_is_typed_without_a_line_outlasts_the_page(visit: Visit) -> None:
    buyer = visit("phone", "buyer-shen")
    buyer.witness.excuse("ERR_INTERNET_DISCONNECTED")
    buyer.page.context.set_offline(True)
    buyer.say("登机箱退款到哪一步了")
    expect(buyer.log.get_by_text("等待发送")).to_be_visible()
    later = buyer.another_tab()
    buyer.page.close()
    later.page.context.set_offline(False)
    later.come()
    later.hears("亲亲")
    expect(later.said("登机箱退款到哪一步了")).to_have_count(1)


def test_two_tabs_of_a_buyer_show_one_talk(visit: Visit, stack: Stack) -> None:
    one = visit("desktop", "buyer-chen")
    other = one.another_tab().come()
    one.say("办公椅到哪了")
    one.hears("亲亲")
    other.hears("亲亲")
    other.say("那我再等等")
    expect(one.said("那我再等等")).to_have_count(1)
    for tab in (one, other):
        expect(tab.messages).to_have_count(4)
    assert one.messages.all_inner_texts() == other.messages.all_inner_texts()
    assert [who for who, _ in stack.client("buyer-chen").texts()] == ["buyer", "bot", "buyer", "bot"]


def test_a_login_that_ran_out_says_so_and_loses_nothing(visit: Visit, stack: Stack) -> None:
    buyer = visit("phone", "buyer-zhao")
    buyer.witness.excuse("401")
    buyer.page.evaluate("window.fresh = qinqin.onExpired; delete qinqin.onExpired")
    _run_out(buyer, stack)
    buyer.say("耳机能退吗")
    expect(buyer.chat.get_by_text(OVER)).to_be_visible()
    expect(buyer.said("耳机能退吗")).to_have_count(1)
    buyer.input.fill("还没写完的话")

    buyer.page.evaluate("qinqin.onExpired = window.fresh")
    buyer.chat.get_by_role("button", name="重试").click()
    buyer.hears("亲亲")
    expect(buyer.chat.get_by_text(OVER)).to_have_count(0)
    expect(buyer.said("耳机能退吗")).to_have_count(1)
    expect(buyer.input).to_have_value("还没写完的话")


def test_a_page_that_gives_new_tokens_never_bothers_its_buyer(visit: Visit, stack: Stack) -> None:
    buyer = visit("desktop", "buyer-xu")
    buyer.witness.excuse("401")
    with buyer.page.expect_request("**/demo/token"):
        _run_out(buyer, stack)
        buyer.say("猕猴桃坏了两个")
    buyer.hears("亲亲")
    expect(buyer.chat.get_by_text(OVER)).to_have_count(0)
    expect(buyer.said("猕猴桃坏了两个")).to_have_count(1)


def _run_out(buyer: Buyer, stack: Stack) -> None:
    buyer.page.evaluate("token => qinqin.token(token)", make_token(buyer.name, stack.secret, seconds=-60))


def test_another_buyer_at_the_same_browser_sees_nothing_of_the_first(visit: Visit, stack: Stack) -> None:
    stack.client("buyer-wu").say("buyer-wu-says", "门牌什么时候刻好")
    buyer = visit("desktop", "buyer-wang")
    buyer.say("大米什么时候到")
    expect(buyer.said("大米什么时候到")).to_have_count(1)
    buyer.input.fill("给别人看不得的话")
    buyer.chat.get_by_role("button", name="收起").click()

    buyer.page.get_by_label("演示买家").select_option("buyer-wu")
    buyer.open()
    expect(buyer.said("门牌什么时候刻好")).to_have_count(1)
    expect(buyer.said("大米什么时候到")).to_have_count(0)
    expect(buyer.input).to_have_value("")
