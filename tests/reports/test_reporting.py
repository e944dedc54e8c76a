"""Two days of a shop counted by hand, on both databases: 10 and 11 June, as known at noon of the 12th."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.reports.model import Count, Day, Report
from bot.reports.reporting import report
from bot.reports.store import ReportStore
from tests.reports.happening import Happening, at, brief

TENTH, ELEVENTH, NOON = date(2026, 6, 10), date(2026, 6, 11), at(12)
LAST_SECOND, MIDNIGHT = at(10, 23, 59, 59), at(11, 0)


def two_days(store: ReportStore) -> Report:
    return report(store, TENTH, ELEVENTH, NOON, 180)


def test_a_shop_in_which_nothing_happened(store: ReportStore) -> None:
    made = two_days(store)

    assert made.days == [Day(TENTH, {}, 0, 0), Day(ELEVENTH, {}, 0, 0)]
    assert (made.talks, made.clocks_kept, made.clocks_broken, made.rated) == (0, 0, 0, 0)
    shares = (made.solved_alone, made.first_reply_s, made.first_reply_p90_s, made.replies_in_time, made.stars)
    assert shares == (None,) * 5
    assert made.by_goods == made.by_cause == made.money == made.drafts == made.drafts_by_intent == []


def test_issues_by_goods_by_cause_and_by_day(store: ReportStore, shop: Happening) -> None:
    shop.order("A1", "lin", "棉T恤", "袜子")
    shop.order("B1", "sun", "棉T恤")
    shop.case("lin", "A1", "少件", LAST_SECOND)
    shop.case("lin", "A1", "质量问题", MIDNIGHT, line_no=2)
    shop.case("sun", "B1", "少件", at(11, 9), standing="review")
    shop.case("sun", "B1", "质量问题", at(12, 0))  # the day after
    shop.case("sun", "B1", "发错货", at(9, 23, 59, 59))  # the day before
    shop.case("gone", "C1", "少件", at(11, 10))  # its order is not known here

    made = two_days(store)

    assert [day.issues for day in made.days] == [{"少件": 1}, {"质量问题": 1, "少件": 2}]
    assert made.by_cause == [Count("少件", 3), Count("质量问题", 1)]
    assert made.by_goods == [Count("棉T恤", 2), Count("袜子", 1)]


def test_an_issue_counts_once_whether_a_talk_or_a_case_tells_of_it(store: ReportStore, shop: Happening) -> None:
    shop.order("A1", "lin", "棉T恤")
    shop.order("B1", "sun", "袜子")
    shop.handed("lin", at(10, 9), brief("少件", "A1", 1))  # first in a talk, then as a case
    shop.case("lin", "A1", "少件", at(11, 9))
    shop.handed("lin", at(11, 10), brief("少件"))  # again, of no order in particular
    shop.handed("lin", at(11, 11), brief("少件", "A1", 1, case_no="SH1"))  # its case
    shop.handed("sun", at(11, 12), brief("质量问题", "B1", 1, item="袜子"))  # has no case
    shop.handed("sun", at(11, 13), brief("退款进度", "B1", 1))  # a question is no problem
    shop.handed("he", at(11, 14), brief("描述不符"))  # of what, nobody knows
    shop.handed(None, at(11, 15))

    made = two_days(store)

    assert [day.issues for day in made.days] == [{"少件": 1}, {"质量问题": 1, "描述不符": 1}]
    assert made.by_goods == [Count("棉T恤", 1), Count("袜子", 1)]


def test_talks_and_those_solved_alone(store: ReportStore, shop: Happening) -> None:
    for buyer, when in (("lin", at(10, 8)), ("lin", LAST_SECOND), ("lin", MIDNIGHT), ("sun", at(11, 9))):
        shop.said(buyer, when)
    shop.said("he", at(10, 9))
    shop.said("zhou", at(11, 23, 59, 59))
    shop.said("early", at(9, 23, 59, 59))
    shop.said("late", at(12, 0))
    shop.said("quiet", at(10, 10), author="bot")
    shop.handed("lin", MIDNIGHT)
    shop.handed("lin", at(11, 9))
    shop.handed("sun", at(12, 0))  # after the two days
    shop.handed("elsewhere", at(10, 9))  # not in the window

    made = two_days(store)

    assert made.days == [Day(TENTH, {}, 2, 0), Day(ELEVENTH, {}, 3, 1)]
    assert (made.talks, made.solved_alone) == (4, 0.75)


def test_first_replies(store: ReportStore, shop: Happening) -> None:
    for seconds in (10, 180, 40, 181):
        shop.handed("lin", at(10, 9), replied_at=at(10, 9) + timedelta(seconds=seconds), status="closed")
    shop.handed("lin", at(10, 10), task=True, replied_at=at(11, 10))  # left at night: nobody was there
    shop.handed("lin", at(12, 0), replied_at=at(12, 1))  # after the two days

    made = two_days(store)

    assert (made.first_reply_s, made.first_reply_p90_s, made.replies_in_time) == (110, 181, 0.75)


def test_a_reply_that_never_came_is_late_unless_it_is_not_owed(store: ReportStore, shop: Happening) -> None:
    begun = at(11, 23, 58)
    shop.handed("lin", begun, replied_at=at(11, 23, 59))
    shop.handed("sun", begun)
    shop.handed("he", begun, closed_at=at(11, 23, 59), status="closed")  # over before the three minutes were

    assert two_days(store).replies_in_time == 0.5
    assert report(store, TENTH, ELEVENTH, at(12, 0, 1), 180).replies_in_time == 1, "three minutes are not over yet"


@pytest.mark.parametrize(("count", "median", "p90"), [(1, 1, 1), (2, 1.5, 2), (9, 5, 9), (10, 5.5, 9), (11, 6, 10)])
def test_percentiles_of_few(store: ReportStore, shop: Happening, count: int, median: float, p90: float) -> None:
    for seconds in range(count, 0, -1):
        shop.handed("lin", at(10), replied_at=at(10, 12, 0, seconds), status="closed")

    made = two_days(store)

    assert (made.first_reply_s, made.first_reply_p90_s) == (median, p90)


def test_clocks_of_the_shop(store: ReportStore, shop: Happening) -> None:
    case = shop.case("lin", "A1", "少件", at(1))
    shop.clock(case, due=LAST_SECOND, met=LAST_SECOND)  # kept, on the second
    shop.clock(case, due=at(11, 23, 59, 59), met=at(9))  # kept
    shop.clock(case, due=at(10), met=at(10, 12, 0, 1))  # broken
    shop.clock(case, due=at(11))  # broken: not met by now
    shop.clock(case, due=at(11), who="buyer")
    shop.clock(case, due=at(12, 0), met=at(9))  # the day after
    shop.clock(case, due=at(9, 23, 59, 59))  # the day before

    made = two_days(store)
    early = report(store, TENTH, ELEVENTH, at(11), 180)

    assert (made.clocks_kept, made.clocks_broken) == (2, 2)
    assert (early.clocks_kept, early.clocks_broken) == (2, 1), "at the moment it is due it is not broken"


def test_money_by_remedy(store: ReportStore, shop: Happening) -> None:
    shop.case("lin", "A1", "少件", at(10), remedy="refund_only", amount=1990)
    shop.case("lin", "A2", "少件", at(11), remedy="refund_only", amount=10, status="done")
    shop.case("sun", "B1", "少件", at(11), remedy="reship")
    shop.case("sun", "B2", "少件", at(11), remedy="refund_only", amount=500, status="withdrawn")
    shop.case("sun", "B3", "少件", at(11), remedy="refund_only", amount=600, standing="review")
    shop.case("sun", "B4", "少件", at(12, 0), remedy="refund_only", amount=700)

    assert two_days(store).money == [Count("仅退款", 2, 2000), Count("补发", 1)]


def test_drafts_by_outcome_and_by_intent(store: ReportStore, shop: Happening) -> None:
    for outcome, intent in (("sent", "少件"), ("sent", "少件"), ("edited", "少件"), ("ignored", None), (None, "少件")):
        shop.draft(outcome, intent, at(10))
    shop.draft("outdated", "查物流", at(11, 23, 59, 59))
    shop.draft("sent", "查物流", at(12, 0))

    made = two_days(store)

    assert made.drafts == [Count("sent", 2), Count("edited", 1), Count("ignored", 1), Count("outdated", 1)]
    assert made.drafts_by_intent == [Count("少件", 3, 2), Count("查物流", 1, 0), Count("没认出来", 1, 0)]


def test_stars(store: ReportStore, shop: Happening) -> None:
    for buyer, stars, when in (("lin", 5, at(10, 0)), ("sun", 4, at(11, 23, 59, 59)), ("he", 1, at(12, 0))):
        shop.rated(buyer, stars, when)

    made = two_days(store)

    assert (made.stars, made.rated) == (4.5, 2)


def test_days_that_come_in_the_wrong_order(store: ReportStore) -> None:
    with pytest.raises(ValueError, match="2026-06-10"):
        report(store, ELEVENTH, TENTH, NOON, 180)


def test_a_busy_month_takes_no_more_questions_than_an_empty_one(
    engine: Engine, store: ReportStore, shop: Happening
) -> None:
    asked: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    two_days(store)
    empty = len(asked)
    for number in range(20):
        shop.order(f"A{number}", f"b{number}", "棉T恤")
        shop.case(f"b{number}", f"A{number}", "少件", at(10))
        shop.handed(f"b{number}", at(10), brief("质量问题", f"A{number}", 1))
        shop.said(f"b{number}", at(10))
    asked.clear()

    assert two_days(store).by_goods == [Count("棉T恤", 40)]
    assert len(asked) == empty
