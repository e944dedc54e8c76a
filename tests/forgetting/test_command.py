"""``python -m bot forget``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from bot.cli.main import main
from bot.store import ensure_schema, open_engine
from tests.forgetting.lives import THEN, WORDS, World, days_ago, of, sizes


class Said(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.out)


Cli = Callable[..., Said]


@pytest.fixture
def shop(tmp_path: Path) -> World:
    engine = open_engine(f"sqlite:///{tmp_path / 'shop.db'}")
    ensure_schema(engine)
    world = World(engine, f"sqlite:///{tmp_path / 'talks.db'}", tmp_path / "var")
    world.lives("buyer-sun")
    return world


@pytest.fixture
def cli(tmp_path: Path, shop: World, capsys: pytest.CaptureFixture[str]) -> Cli:
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(f"tracker_store: {{type: SQL, dialect: sqlite, db: {tmp_path / 'talks.db'}}}\n")
    environ = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'shop.db'}",
        "CLOCK": "2026-06-18T12:00",
        "VAR": str(tmp_path / "var"),
        "ENDPOINTS": str(endpoints),
    }

    def run(*argv: str, **more: str) -> Said:
        capsys.readouterr()
        return Said(main(["forget", *argv], {**environ, **more}), *capsys.readouterr())

    return run


def test_first_it_only_tells(cli: Cli, shop: World) -> None:
    shop.lives("buyer-lin")
    before = shop.everything()

    said = cli("buyer-lin")

    assert said.code == 0
    assert said.out.splitlines() == [
        "买家 buyer-lin 的数据：",
        "会删掉：",
        "  聊天消息 2",
        "  照片和视频的记录 1",
        "  聊到哪一步的记录 1",
        "  客服备注 1",
        "  机器人拟的稿 1",
        "  会话和评价 1",
        "  转人工记录 1",
        "  照片和视频的文件 2",
        "  机器人自己记的对话 2",
        "  还没进数据库的转人工 1",
        "会留下，换成化名，买家的原话去掉：",
        "  订单 1",
        "  售后单 1",
        "  决定里的附言 1",
        "  操作记录 4",
        "还什么都没删。确定要删，加 --yes 再运行一遍；删了找不回来。",
    ]
    assert shop.everything() == before


def test_with_yes_it_is_done_and_again_there_is_nobody(cli: Cli, shop: World) -> None:
    shop.lives("buyer-lin")
    sun = of(shop.everything(), "buyer-sun")

    said = cli("buyer-lin", "--yes")

    assert said.code == 0
    assert "已删掉：\n  聊天消息 2\n" in said.out
    assert "erased-" not in said.out
    assert sizes(of(shop.everything(), "buyer-lin")) == {}
    assert of(shop.everything(), "buyer-sun") == sun
    again = cli("buyer-lin", "--yes")
    assert (again.code, again.out) == (1, "")
    assert "没有买家“buyer-lin”的数据" in again.err


def test_for_a_program(cli: Cli, shop: World) -> None:
    told, done = cli("buyer-sun", "--json").json, cli("buyer-sun", "--json", "--yes").json

    assert (told.pop("done"), done.pop("done")) == (False, True)
    assert {**told, "erased": sizes(told["erased"])} == {**done, "erased": sizes(done["erased"])}
    assert told["buyer_id"] == "buyer-sun"
    assert told["standing"] == {"cases": [], "handovers": 0}


def test_what_is_open_is_named(cli: Cli, shop: World) -> None:
    shop.lives("buyer-lin", open_case=True, waiting=True)

    looked, refused = cli("buyer-lin"), cli("buyer-lin", "--yes")

    assert (looked.code, refused.code) == (0, 1)
    for said in (looked.out, refused.err):
        assert "售后单 SH2606180002、转人工 1 个" in said
        assert "--open-too" in said
    assert cli("buyer-lin", "--yes", "--open-too").code == 0
    assert sizes(of(shop.everything(), "buyer-lin")) == {}


def test_a_pseudonym_is_nobody(cli: Cli) -> None:
    said = cli("erased-0123456789ab", "--yes")

    assert said.code == 1
    assert "化名" in said.err


def test_looking_makes_no_database(cli: Cli, tmp_path: Path) -> None:
    said = cli("buyer-lin", DATABASE_URL=f"sqlite:///{tmp_path / 'none.db'}")

    assert said.code == 1
    assert not (tmp_path / "none.db").exists()


def test_what_is_old_goes(cli: Cli, shop: World) -> None:
    assert cli("--old").out == "没有过了保存期的。\n"
    shop.said("buyer-lin", days_ago(400))

    looked, done = cli("--old"), cli("--old", "--yes", "--json").json

    assert "会删掉：\n  会话和评价 1\n" in looked.out
    assert "还什么都没删" in looked.out
    assert (done["done"], done["days"]["talks"]) == (True, 365)
    assert sizes(done["erased"]) == {"conversations": 1, "notes": 1, "drafts": 1, "messages": 2, "talks": 1}
    assert cli("--old", "--yes").out == "没有过了保存期的。\n"


def test_times_that_cannot_be_used_are_told(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "retention.yml").write_text("talks: 1\n")

    said = cli("--old", SHOP_POLICIES=str(tmp_path))

    assert said.code == 1
    assert "retention.yml" in said.err
    assert "python -m bot check" in said.err


@pytest.mark.parametrize("content", ["tracker_store: {type: redis}\n", "tracker_store: ["])
def test_where_rasas_talks_are_out_of_reach_nothing_is_begun(
    cli: Cli, shop: World, tmp_path: Path, content: str
) -> None:
    (tmp_path / "endpoints.yml").write_text(content)
    before = shop.everything()

    said = cli("buyer-sun", "--yes")

    assert said.code == 1
    assert "tracker_store" in said.err
    assert shop.everything() == before


@pytest.mark.parametrize("argv", [(), ("buyer-sun", "--old"), ("--old", "--open-too")])
def test_wrong_usage_is_told(cli: Cli, argv: tuple[str, ...]) -> None:
    assert cli(*argv).code == 2


def test_the_log_of_the_desk_tells_it(shop: World, cli: Cli) -> None:
    cli("buyer-sun", "--yes")

    [row] = [each for each in shop.everything()["audit"] if "'forgotten'" in each]
    assert "'command line'" in row
    assert "buyer-sun" not in row
    assert WORDS not in row
    assert THEN.isoformat()[:4] in row
