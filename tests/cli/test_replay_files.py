"""Files of talks as they may come, and those that cannot be used."""

from pathlib import Path

import pytest

from bot.clock import parse_time
from bot.replaying.files import read_talks
from bot.replaying.talks import Turn
from bot.settings import ROOT
from tests.cli.conftest import Cli
from tests.cli.test_replay import COAT, file


def test_our_own_talks_can_be_read() -> None:
    talks = read_talks([ROOT / "tests" / "conversations"])
    assert len(talks) > 100
    assert len({talk.key for talk in talks}) == len(talks)


def test_a_folder_is_read_at_any_depth_and_like_names_are_told_apart(tmp_path: Path) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        file(folder, "talks/coat.yml", COAT)
    file(tmp_path, "notes.txt", "no talk")
    assert [talk.key for talk in read_talks([tmp_path])] == ["talks/coat", "talks/coat (2)"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "content",
    [
        '会话ID\t角色\t内容\t买家ID\n1\t买家\t少了"一个\tb\n\n1\t客服\t\t\n1\t顾客\t还在吗\t\n',
        '内容,role,buyer_id,talk\n"少了""一个",buyer,b,1\n,agent,,1\n还在吗,Buyer,,1\n',
    ],
)
def test_chats_as_shops_export_them(tmp_path: Path, content: str, encoding: str) -> None:
    path = file(tmp_path, "chats.tsv" if "\t" in content else "chats.csv", content, encoding)
    [talk] = read_talks([path])
    assert (talk.key, talk.buyer, talk.turns) == ("chats/1", "b", (Turn('少了"一个'), Turn("还在吗")))


def test_a_talk_with_all_it_may_say(tmp_path: Path) -> None:
    turn = '{buyer: 在吗, at: "2026-06-19T10:00", device: phone, message_id: m-1, server: away, anything: else}'
    [talk] = read_talks([file(tmp_path, "talks/all.yml", f"talk:\n- {turn}\n")])
    assert talk.turns == (Turn("在吗", "m-1", "phone", parse_time("2026-06-19T10:00"), away=True),)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", "会话,说的\n1,在吗\n", ["第 1 行", "内容、", "会话、说的"]),
        ("a.csv", "内容\n在吗\n", ["第 1 行", "会话、"]),
        ("a.csv", "会话,内容,消息\n1,在吗,在吗\n", ["内容、消息", "只留一列"]),
        ("a.csv", "会话,内容\n1,在吗\n\n1,\n,人呢\n", ["2 处", "第 4 行「内容」", "第 5 行「会话」"]),
        ("a.csv", "会话,内容\n1,在吗,人呢\n", ["第 2 行", "2 格", "3 格", "引号"]),
        ("a.csv", '会话,内容\n1,"在吗\n', ["不是完整的 CSV"]),
        ("a.csv", "会话,内容\n", ["没有聊天"]),
        ("a.csv", "", ["没有聊天"]),
        ("a.tsv", "会话\t买家\t内容\n1\tb\t在吗\n1\tc\t人呢\n", ["第 3 行「买家」", "“c”", "“b”"]),
        ("a.tsv", "会话\t角色\t内容\n1\t小美\t在吗\n", ["小美", "roles"]),
        ("a.yml", "talk: [", ["1:8", "YAML"]),
        ("a.yml", "turns: []\n", ["talk"]),
        ("a.yml", "talk: []\n", ["一句话也没有"]),
        ("a.yml", "talk: [{buyer: 5}]\n", ["$.talk[0].buyer"]),
        ("a.yml", "clock: noon\ntalk: [{buyer: 在吗}]\n", ["clock", "“noon”", "2026-06-18T10:00"]),
        ("a.yml", "talk: [{buyer: 在吗, at: later}]\n", ["talk 1 at", "“later”"]),
        ("a.xlsx", "", ["不认得", "CSV UTF-8"]),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_place_and_remedy(
    cli: Cli, tmp_path: Path, name: str, content: str, told: list[str]
) -> None:
    path = file(tmp_path, name, content)
    said = cli("replay", str(path))
    assert (said.code, said.out) == (1, "")
    assert [part for part in (str(path), *told) if part not in said.err] == []


def test_files_that_are_not_there_or_not_text(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xff\xff\x00")
    for name, told in (("none.csv", "没有文件"), ("empty", "没有对话文件"), ("bytes.csv", "另存为 UTF-8")):
        said = cli("replay", str(tmp_path / name))
        assert (said.code, told in said.err) == (1, True), said.err


def test_more_mistakes_than_can_be_read_are_counted(cli: Cli, tmp_path: Path) -> None:
    said = cli("replay", str(file(tmp_path, "a.csv", "会话,内容\n" + "1,\n" * 30)))
    assert "有 30 处要改" in said.err
    assert "还有 10 处" in said.err
