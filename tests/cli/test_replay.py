"""Talks from files held again: transcripts, and what has changed since."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from bot.cli.main import parser
from bot.cli.parser import Setup
from bot.cli.replay import replayed
from bot.nlu.talker import BadScripts, Talker, UnfitModel
from bot.service import Service
from bot.settings import ROOT, Settings
from bot.store import metadata, reading
from tests.cli.conftest import Cli, Said
from tests.editing import edited
from tests.talking import Bot

Replay = Callable[..., Said]
COAT = """\
name: 防晒衣不要了
buyer: buyer-lin
clock: 2026-06-18T10:00
talk:
- {buyer: 防晒衣不想要了, bot: utter_no_longer_wanted_not_shipped, says: [119.00元]}
- {buyer: 可以}
cases: []
"""
SOCKS = """\
会话,买家,角色,内容
s-7,buyer-lin,买家,"袜子少了一双，照片拍了 箱子没坏 我自己签收的"
s-8,buyer-wang,买家,转人工
s-7,buyer-lin,客服,"亲亲，马上给您看"
s-7,buyer-lin,买家,可以
"""


@pytest.fixture
def shop(settings: Settings, tmp_path: Path) -> Settings:
    """Settings on a copy of the scripts, the policies and the demo shop, to change."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("nlu", "guides", "peers"))
    return msgspec.structs.replace(settings, data=data, shop_policies=data / "policies" / "shop")


@pytest.fixture
def replay(shop: Settings, bot: Bot, capsys: pytest.CaptureFixture[str]) -> Replay:
    """``replay("talk.yml", "--json")`` runs the command on that shop with the bot that is loaded already."""

    def run(*argv: object) -> Said:
        capsys.readouterr()
        code = replayed(parser().parse_args(["replay", *map(str, argv)]), Setup(shop, {}), bot.afresh)
        return Said(code, *capsys.readouterr())

    return run


@pytest.fixture
def coat(tmp_path: Path) -> Path:
    return file(tmp_path, "talks/coat.yml", COAT)


def file(folder: Path, name: str, content: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode(encoding))
    return path


def everything(service: Service) -> list[object]:
    with reading(service.engine) as connection:
        return [connection.execute(table.select()).fetchall() for table in metadata.sorted_tables]


def test_a_transcript_shows_what_was_typed_said_offered_and_written(replay: Replay, coat: Path) -> None:
    said = replay(coat)
    head, about, *lines = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert head == "=== talks/coat @ 2026-06-18T10:00"
    assert about == "（防晒衣不要了｜买家 buyer-lin）"
    assert [line[:3] for line in lines if line[0] != " "] == ["买家>", "客服>", "买家>", "客服>", "登记>"]
    assert lines[0] == "买家> 防晒衣不想要了"
    assert lines[1].startswith("客服> 亲亲")
    assert "      [可以，就这样办] [不行，不同意] [转人工]" in lines
    assert lines[-1].startswith("登记> SH2606180001｜不想要｜UPF50+冰丝防晒衣女 连帽款｜已同意 仅退款 119.00 元")


def test_the_same_files_give_the_same_bytes_and_nothing_has_changed(replay: Replay, coat: Path, tmp_path: Path) -> None:
    chats = file(tmp_path, "六月.csv", SOCKS)
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    assert "3 段对话的记录写进了" in replay(coat, chats, "--save", first).out
    said = replay(coat, chats, "--save", second, "--against", first)
    assert (said.code, second.read_bytes()) == (0, first.read_bytes())
    assert "变了 0 段，没变 3 段" in said.out
    assert first.read_text(encoding="utf-8").count("SH2606180001｜") == 2


def test_a_changed_script_shows_as_a_difference(replay: Replay, coat: Path, shop: Settings, tmp_path: Path) -> None:
    chats = file(tmp_path, "六月.csv", SOCKS)
    kept = tmp_path / "before.txt"
    replay(coat, chats, "--save", kept)
    scripts = shop.data / "scripts" / "no_longer_wanted.yml"
    scripts.write_text(scripts.read_text(encoding="utf-8").replace("亲亲", "亲亲呀"), encoding="utf-8")

    said = replay(coat, chats, "--against", kept)
    lines = said.out.splitlines()
    assert (said.code, [line for line in lines if line.startswith("===")]) == (1, ["=== talks/coat"])
    assert [line[:8] for line in lines if line[:3] in ("-客服", "+客服")] == ["-客服> 亲亲，", "+客服> 亲亲呀"]
    assert "变了 1 段，没变 2 段" in said.out
    assert replay(coat).out.count("亲亲呀") == 1

    told = replay(coat, "--against", kept, "--json")
    assert (told.code, [each["talk"] for each in told.json["changed"]]) == (1, ["talks/coat"])
    assert sorted(told.json["left_out"]) == ["六月/s-7", "六月/s-8"]


def test_a_changed_rule_shows_as_a_difference(replay: Replay, shop: Settings, tmp_path: Path) -> None:
    chats, kept = file(tmp_path, "六月.csv", SOCKS), tmp_path / "before.txt"
    replay(chats, "--save", kept)
    edited(shop.shop_policies / "settings.yml", "    2025-10-01: []\n", "    2025-10-01: [reship]\n", alone=True)
    said = replay(chats, "--against", kept)
    assert said.code == 1
    assert "\n-登记> SH2606180001｜少件｜中筒精梳棉运动袜（一双装）｜已同意 补发" in said.out
    assert "\n+登记> SH2606180001｜少件｜中筒精梳棉运动袜（一双装）｜专员核实中 补发" in said.out
    assert "\n+人工> " in said.out


def test_without_a_clock_a_talk_is_held_when_the_kept_one_was(replay: Replay, tmp_path: Path) -> None:
    chats, kept = file(tmp_path, "六月.csv", SOCKS), tmp_path / "before.txt"
    replay(chats, "--save", kept, "--clock", "2026-07-01T09:30")
    assert "=== 六月/s-7 @ 2026-07-01T09:30" in kept.read_text(encoding="utf-8")
    assert replay(chats, "--against", kept).code == 0
    assert "=== 六月/s-7 @ 2026-06-18T12:00" in replay(chats).out
    assert replay(chats, "--against", kept, "--clock", "2026-07-02T09:30").code == 1


def test_what_happens_around_a_message_is_told(replay: Replay, tmp_path: Path) -> None:
    typed = ["", "转人工, message_id: m-1", "转人工, message_id: m-1", "人呢, server: away"]
    typed += ['人呢, device: phone, at: "2026-06-19T09:00"']
    turns = "".join(f"- {{buyer: {each or 'null'}}}\n" for each in typed).replace("null", '"第一行\\n第二行\\a\\u202E"')
    path = file(tmp_path, "talks/odd.yml", f'talk:\n{turns}clock: "2026-06-18T23:00"\n')
    lines = replay(path).out.splitlines()
    assert lines[1:4] == ["（没有写明买家）", "买家> 第一行", r"      第二行\x07\u202e"]
    for told in ("（消息编号 m-1）", "（动作服务断开）", "（换了一台设备）", "（时间到了 2026-06-19T09:00，重新启动）"):
        assert told in lines
    again = [place for place, line in enumerate(lines) if line == "（消息编号 m-1）"]
    assert lines[again[0] + 2] == lines[again[1] + 2]
    assert any(line.startswith("人工> ") for line in lines)


def test_for_a_program(replay: Replay, coat: Path) -> None:
    [talk] = replay(coat, "--json").json["talks"]
    assert (talk["talk"], talk["buyer"], talk["clock"]) == ("talks/coat", "buyer-lin", "2026-06-18T10:00:00+08:00")
    assert [turn["bot"][0]["reply"] for turn in talk["turns"]] == [
        "utter_no_longer_wanted_not_shipped",
        "utter_case_granted",
    ]
    assert [(each["kind"], each["amount"]) for each in talk["written"]] == [("case", 11900)]


def test_the_shops_own_orders_are_only_read(
    replay: Replay, demo_cli: Cli, service: Service, coat: Path, tmp_path: Path
) -> None:
    before = everything(service)
    assert "登记> SH2606180001" in replay(coat, "--own").out
    assert everything(service) == before
    order = service.shop.orders.find("2617100408859116")
    assert order is not None
    service.shop.orders.save([msgspec.structs.replace(order, buyer_id="buyer-new")], "shop")
    assert "SH2606180001" not in replay(coat, "--own").out
    nobodys = file(tmp_path, "chat.tsv", "talk\ttext\n1\t防晒衣不想要了\n1\t可以\n")
    assert "登记> SH2606180001" in replay(nobodys, "--own", "--buyer", "buyer-new").out
    assert "1 段对话的买家在这里没有订单（如 chat/1）" in replay(nobodys, "--own").err


def test_without_a_database_there_are_no_orders_of_ones_own(cli: Cli, coat: Path, tmp_path: Path) -> None:
    said = cli("replay", coat.as_posix(), "--own")
    assert (said.code, "先导入" in said.err) == (1, True)
    assert [path for path in tmp_path.iterdir() if path.suffix == ".db"] == []


def test_transcripts_that_cannot_be_compared_or_kept(cli: Cli, coat: Path, tmp_path: Path) -> None:
    other = file(tmp_path, "other.txt", "=== others/talk @ 2026-06-18T10:00\n买家> 在吗\n")
    told = {other: "没有这次要说的任何一段对话（如 talks/coat）", coat: "--save", tmp_path / "none.txt": "打不开"}
    for path, wrong in told.items():
        said = cli("replay", str(coat), "--against", str(path))
        assert (said.code, wrong in said.err) == (1, True), said.err
    assert "没有这个文件夹" in cli("replay", str(coat), "--save", str(tmp_path / "nowhere" / "a.txt")).err
    assert cli("replay", str(coat), "--clock", "noon").code == 2


def test_a_broken_script_is_named(replay: Replay, coat: Path, shop: Settings) -> None:
    (shop.data / "scripts" / "broken.yml").write_text("responses: [\n", encoding="utf-8")
    with pytest.raises(BadScripts, match=r"broken\.yml"):
        replay(coat)


def test_a_model_that_cannot_be_loaded_is_told_from_one_that_is_not_there(tmp_path: Path) -> None:
    model = tmp_path / "model.tar.gz"
    with pytest.raises(FileNotFoundError):
        Talker(model)
    model.write_bytes(b"no model")
    with pytest.raises(UnfitModel):
        Talker(model)


def test_the_talks_in_the_docs_are_what_the_bot_says_today(replay: Replay) -> None:
    shown = ROOT / "tests" / "conversations" / "shown"
    said = replay(shown, "--clock", "2026-06-18T10:00", "--against", ROOT / "docs" / "transcripts.txt")
    assert said.code == 0, said.out
