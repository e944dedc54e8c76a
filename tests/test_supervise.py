"""The servers start together, say what stands in their way, and end together."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import ports, supervise
from bot.settings import Settings, Window
from tests.web.doors import until

STAYS = "exec sleep 600"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody else listens already."""
    with socket.socket() as listener:
        listener.bind((supervise.HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free() -> int:
    return ports.free_ports(1)[0]


def settings(var: Path, rasa_port: int, action_port: int, web_port: int = 5180) -> Settings:
    return Settings(
        database_url="sqlite://",
        shop_policies=var,
        clock=None,
        demo_buyer="b1",
        rasa_port=rasa_port,
        action_port=action_port,
        window=Window(port=web_port),
        var=var,
    )


@pytest.mark.parametrize("variable", ["RASA_PORT", "ACTION_PORT", "WEB_PORT"])
def test_a_taken_port_is_named_with_its_variable_and_nothing_starts(variable, taken, free, tmp_path, capsys):
    ports = {"rasa_port": free, "action_port": free, "web_port": free, variable.lower(): taken}
    trace = tmp_path / "started"

    code = supervise.run(settings(tmp_path, **ports), processes={"rasa": f"touch {trace}"})

    said = capsys.readouterr().out
    assert code == 1
    assert str(taken) in said
    assert f"{variable}=" in said
    assert not trace.exists()


@pytest.mark.parametrize("code", [0, 3])
def test_a_process_that_ends_takes_the_rest_down_and_is_named_last(code, capsys):
    processes = {"rasa": STAYS, "actions": f"{sys.executable} -c 'import sys; sys.exit({code})'"}

    result = supervise.keep_together(processes, os.environ, ["http://127.0.0.1:9/"], ready=lambda: None)

    last = capsys.readouterr().out.splitlines()[-1]
    assert result == 1
    assert "actions" in last
    assert f" {code}" in last


def test_when_all_answer_it_says_so_and_ctrl_c_ends_all(free, capsys):
    processes = {"rasa": STAYS, "actions": f"exec {sys.executable} -m http.server {free} --bind {supervise.HOST}"}

    def ready() -> None:
        print("ready")
        os.kill(os.getpid(), signal.SIGINT)

    result = supervise.keep_together(processes, os.environ, [f"http://{supervise.HOST}:{free}/"], ready)

    said = capsys.readouterr().out
    assert result == 0
    assert "ready" in said
    assert said.splitlines()[-1] == supervise.text("run.stopped")


def test_a_process_that_dies_later_is_started_again_and_the_rest_live_on(free, tmp_path, capsys):
    lives = tmp_path / "lives"
    processes = {
        "rasa": f"exec {sys.executable} -m http.server {free} --bind {supervise.HOST}",
        "web": f"echo $$ >> {lives}; {STAYS}",
    }

    def ready() -> None:
        os.kill(int(until(lambda: pids(lives))[0]), signal.SIGKILL)
        until(lambda: len(pids(lives)) == 2)
        os.kill(os.getpid(), signal.SIGINT)

    result = supervise.keep_together(processes, os.environ, [f"http://{supervise.HOST}:{free}/"], ready)

    assert result == 0
    assert len(set(pids(lives))) == 2
    assert capsys.readouterr().out.count("rasa started") == 1


def test_a_process_that_dies_again_and_again_ends_all_and_is_named_last(free, tmp_path, capsys):
    broken, lives = tmp_path / "broken", tmp_path / "lives"
    processes = {
        "rasa": f"exec {sys.executable} -m http.server {free} --bind {supervise.HOST}",
        "web": f"[ -e {broken} ] && exit 7; echo $$ >> {lives}; {STAYS}",
    }

    def ready() -> None:
        broken.touch()
        os.kill(int(until(lambda: pids(lives))[0]), signal.SIGKILL)

    result = supervise.keep_together(processes, os.environ, [f"http://{supervise.HOST}:{free}/"], ready)

    last = capsys.readouterr().out.splitlines()[-1]
    assert result == 1
    assert "web" in last
    assert " 7" in last


def pids(lives: Path) -> list[str]:
    return lives.read_text(encoding="ascii").split() if lives.exists() else []


def test_servers_that_stay_silent_are_ended_and_the_address_is_named(free, capsys):
    url = f"http://{supervise.HOST}:{free}/"

    result = supervise.keep_together({"rasa": STAYS}, os.environ, [url], ready=lambda: None, patience=0)

    assert result == 1
    assert url in capsys.readouterr().out.splitlines()[-1]


def test_signal_handlers_are_as_before(capsys):
    before = signal.getsignal(signal.SIGINT)
    supervise.keep_together({"rasa": "true"}, os.environ, [], ready=lambda: None)
    assert signal.getsignal(signal.SIGINT) is before


def test_rasa_is_told_where_the_action_server_listens(tmp_path):
    file = ports.endpoints(tmp_path, 5099)
    assert "http://127.0.0.1:5099/webhook" in file.read_text(encoding="utf-8")


def test_every_process_of_the_procfile_listens_on_this_machine_only():
    processes = supervise.procfile()
    assert set(processes) == {"actions", "rasa", "web"}
    assert all("127.0.0.1" in command for name, command in processes.items() if name != "web")
    assert supervise.HOST == "127.0.0.1"


def test_the_shell_takes_ports_of_its_own(taken, tmp_path):
    chosen = ports.shell_ports(settings(tmp_path, rasa_port=taken, action_port=taken), environ={})
    assert len({taken, *chosen.values()}) == 3


def test_the_shell_keeps_a_port_that_was_asked_for(taken, free, tmp_path, capsys):
    code = supervise.shell(settings(tmp_path, free, taken), "", environ={"ACTION_PORT": str(taken)})
    assert code == 1
    assert "ACTION_PORT=" in capsys.readouterr().out


def test_the_welcome_shows_a_line_that_speaks_to_the_bot(tmp_path):
    said = supervise._welcome(settings(tmp_path, rasa_port=5105, action_port=5155))
    assert "http://127.0.0.1:5105/webhooks/rest/webhook" in said
    assert '"metadata": {"buyer_id": "b1"}' in said
    assert "http://127.0.0.1:5155" in said
    assert "http://127.0.0.1:5180/" in said
