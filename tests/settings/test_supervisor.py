"""The processes behind `make run`: restarted when they fall, stopped when they should."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from settings.supervisor import RESTARTS, Child, Supervisor


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]):
    before = {number: signal.getsignal(number) for number in (2, 15, 1)}
    supervisor = Supervisor(tmp_path / "run.json", said.append)
    yield supervisor
    supervisor.stop()
    for number, handler in before.items():
        signal.signal(number, handler)


def child(tmp_path: Path, name: str, code: str) -> Child:
    return Child(name, [sys.executable, "-c", code], dict(os.environ), tmp_path / f"{name}.log")


SLEEPS = "import time; time.sleep(600)"


def test_a_child_that_was_killed_is_started_again_and_a_signal_ends_the_watch(
    tmp_path: Path, supervisor: Supervisor, said: list[str]
):
    web = child(tmp_path, "web", SLEEPS)
    supervisor.start(web)
    first = web.process.pid
    os.kill(first, signal.SIGKILL)
    threading.Timer(2.5, os.kill, [os.getpid(), signal.SIGTERM]).start()

    assert supervisor.look_after(lambda: None) is True
    assert web.process.pid != first
    assert psutil.pid_exists(web.process.pid)
    assert said == [f"The web stopped by itself; starting it again ({web.log})"]

    supervisor.stop()
    assert not psutil.pid_exists(web.process.pid)


def test_a_child_that_keeps_falling_is_given_up_with_its_last_words(
    tmp_path: Path, supervisor: Supervisor, said: list[str]
):
    worker = child(tmp_path, "worker", "raise SystemExit('no luck today')")
    worker.ended_at = [time.monotonic()] * RESTARTS
    supervisor.start(worker)
    worker.process.wait()

    assert supervisor.look_after(lambda: None) is False
    assert said == [f"The worker keeps stopping. no luck today ({worker.log})"]


def test_stopping_ends_the_grandchildren_and_the_stubborn(
    tmp_path: Path, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("settings.supervisor.PATIENCE_SECONDS", 1)
    deaf = (
        "import signal, subprocess, sys, time; signal.signal(15, signal.SIG_IGN);"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']).pid,"
        " flush=True); time.sleep(600)"
    )
    web = child(tmp_path, "web", deaf)
    supervisor.start(web)
    while not web.log.read_text().strip():
        time.sleep(0.05)
    grandchild = int(web.log.read_text())

    supervisor.stop()
    assert not psutil.pid_exists(web.process.pid)
    time.sleep(0.2)
    gone = not psutil.pid_exists(grandchild)
    assert gone or psutil.Process(grandchild).status() == psutil.STATUS_ZOMBIE


def test_what_a_killed_supervisor_left_behind_is_ended_at_the_next_start(
    tmp_path: Path, supervisor: Supervisor, said: list[str]
):
    web = child(tmp_path, "web", SLEEPS)
    supervisor.start(web)
    stranger = child(tmp_path, "stranger", SLEEPS)
    stranger.start()
    try:
        # The stranger has a number from the notes, but was started at another time.
        notes = supervisor.notes.read_text().rstrip("]")
        supervisor.notes.write_text(f"{notes}], [{stranger.process.pid}, 12.5]]")
        Supervisor(supervisor.notes, said.append).stop_left_overs()

        assert web.process.wait(5) == -signal.SIGKILL
        assert stranger.process.poll() is None
    finally:
        stranger.stop()
