"""Who speaks in this terminal, and how fast verdicts come."""

from datetime import date

import msgspec
import pytest

from bot.aftersales.assess import deciding
from bot.cli.bench import verdict_speed
from bot.cli.parser import Failed
from bot.cli.peer import rule_engine_decides
from bot.cli.talk import greeting
from bot.service import Service, policies
from bot.settings import Settings
from tests.cli.conftest import Cli
from tests.policy.shipped import shipped_policies, tried


def test_the_greeting_says_who_speaks_and_lists_their_orders(demo_cli: Cli, service: Service) -> None:
    first, *rest = greeting(service).splitlines()
    assert "林小满（buyer-lin）" in first
    assert sum("订单号 2617" in line for line in rest) == 7


def test_an_unknown_buyer_is_told_which_exist(demo_cli: Cli, service: Service) -> None:
    service.settings = msgspec.structs.replace(service.settings, demo_buyer="nobody")
    with pytest.raises(Failed, match="BUYER=buyer-chen  陈建国"):
        greeting(service)
    assert demo_cli("shell", BUYER="nobody").code == 1


def test_an_empty_shop_says_how_to_get_orders(service: Service) -> None:
    assert "python -m bot demo" in greeting(service)


def test_verdicts_are_counted_over_every_demo_line(settings: Settings) -> None:
    speed = verdict_speed(settings, policies(settings), rounds=1, round_s=0.01)
    assert speed.claims > 500
    assert speed.verdicts_per_s > 0


def test_the_peer_of_the_bench_is_asked_the_same_and_answers_the_same() -> None:
    in_force = shipped_policies().on(date(2026, 11, 22))
    theirs = rule_engine_decides(in_force)
    assert theirs is not None
    for case in tried()[::10]:
        situation = case.situation
        ours = deciding(situation, in_force).clause.clause
        assert theirs(situation.issue, situation.facts) == ours, case.case.name
