"""What `make` does on a machine where something is missing."""

import runpy
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def machine() -> dict:
    return runpy.run_path(str(ROOT / "settings" / "machine.py"))


NEEDED = {
    "there": (lambda what: True, ""),
    "missing-one": (lambda what: False, ""),
    "missing-two": (lambda what: False, ""),
}


def test_where_it_may_not_install_it_stops_with_one_line_that_names_the_packages(
    machine: dict, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(SystemExit) as stop:
        machine["install_system_packages"](NEEDED)
    line = str(stop.value)
    assert line.endswith(": missing-one missing-two")
    assert "\n" not in line


@pytest.mark.parametrize(("user", "prefix"), [(0, []), (1000, ["sudo", "-n"])])
def test_where_it_may_it_asks_the_system_for_what_is_missing_only(
    machine: dict, monkeypatch: pytest.MonkeyPatch, user: int, prefix: list[str]
):
    asked: list[list[str]] = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("os.geteuid", lambda: user)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", run)
    with pytest.raises(SystemExit):
        machine["install_system_packages"](NEEDED)
    install = asked[-1]
    assert install[: len(prefix) + 1] == [*prefix, "apt-get"]
    assert install[-2:] == ["missing-one", "missing-two"]
    assert "update" in asked[-2]


def test_a_changed_list_of_packages_is_noticed(
    machine: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    pins = tmp_path / "requirements" / "base.txt"
    pins.parent.mkdir()
    pins.write_text("one==1")
    before = machine["fingerprint"]("base")
    assert machine["fingerprint"]("base") == before
    pins.write_text("one==2")
    assert machine["fingerprint"]("base") != before
