"""The embedded servers: twice in a row, after a crash, side by side, from a path with a space."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from settings import embedded
from settings.database_roles import BACKUP, LETTERBOX, WEB, WORKER, ensure_roles, role_url
from settings.postgres_home import ELSEWHERE

pytestmark = pytest.mark.xdist_group("embedded")


@pytest.fixture
def var_dir(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "a path with a space"
    yield place
    forget(place)


def forget(place: Path) -> None:
    """Stop the servers and remove the data that root's had to keep outside of `place`."""
    embedded.stop_all()
    link = place / "postgres"
    if link.is_symlink() and ELSEWHERE in link.resolve().parents:
        shutil.rmtree(link.resolve().parent)


def ask(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchone()[0]


def test_a_second_start_finds_the_servers_running_and_a_third_finds_their_data(var_dir: Path):
    url, bell = embedded.ensure_postgres(var_dir), embedded.ensure_valkey(var_dir)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'still here' AS words")
    with redis.Redis.from_url(bell) as client:
        client.set("kept", "still here")
    before = embedded.postgres_process(var_dir), embedded.valkey_process(var_dir)

    assert (embedded.ensure_postgres(var_dir), embedded.ensure_valkey(var_dir)) == (url, bell)
    assert (embedded.postgres_process(var_dir), embedded.valkey_process(var_dir)) == before

    embedded.stop_all()
    assert embedded.postgres_process(var_dir) is None
    assert embedded.valkey_process(var_dir) is None

    assert ask(embedded.ensure_postgres(var_dir), "SELECT words FROM kept") == "still here"
    with redis.Redis.from_url(embedded.ensure_valkey(var_dir)) as client:
        assert client.get("kept") == b"still here"


def test_killed_servers_come_back_under_the_same_address(var_dir: Path):
    url, bell = embedded.ensure_postgres(var_dir), embedded.ensure_valkey(var_dir)
    embedded.postgres_process(var_dir).send_signal(signal.SIGKILL)
    embedded.valkey_process(var_dir).send_signal(signal.SIGKILL)

    assert (embedded.ensure_postgres(var_dir), embedded.ensure_valkey(var_dir)) == (url, bell)
    assert ask(url, "SELECT 1") == 1


def test_a_left_over_pid_file_that_names_another_program_does_no_harm(var_dir: Path):
    url = embedded.ensure_postgres(var_dir)
    pid_file = var_dir / "postgres" / "data" / "postmaster.pid"
    left_over = pid_file.read_text().split("\n", 1)[1]
    embedded.stop_all()
    pid_file.write_text(f"{os.getpid()}\n{left_over}")

    assert ask(embedded.ensure_postgres(var_dir), "SELECT 1") == 1
    assert url == embedded.ensure_postgres(var_dir)


def test_two_processes_may_start_at_once_and_the_first_to_leave_stops_nothing(var_dir: Path):
    script = (
        "import sys; from settings import embedded;"
        "print(embedded.ensure_postgres(sys.argv[1]), flush=True); input(); embedded.stop_all()"
    )
    others = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(var_dir)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    urls = {other.stdout.readline().strip() for other in others}
    assert len(urls) == 1

    others[0].communicate("\n")
    assert ask(urls.pop(), "SELECT 1") == 1
    others[1].communicate("\n")
    assert embedded.postgres_process(var_dir) is None


def test_no_secret_is_readable_by_others_or_stands_on_a_command_line(var_dir: Path):
    embedded.ensure_postgres(var_dir)
    embedded.ensure_valkey(var_dir)
    for name in ("postgres.json", "valkey.json", "postgres.log", "valkey.log"):
        assert stat.S_IMODE((var_dir / name).stat().st_mode) == 0o600, name
    for process in (embedded.postgres_process(var_dir), embedded.valkey_process(var_dir)):
        secrets = [
            value
            for name in ("postgres.json", "valkey.json")
            for value in embedded.Memory(var_dir / name).values.values()
            if isinstance(value, str)
        ]
        assert len(secrets) == 3
        assert not any(secret in " ".join(process.cmdline()) for secret in secrets)


def test_postgres_never_runs_as_root_and_opens_nobodys_door_for_that(var_dir: Path):
    closed = var_dir / "closed"
    closed.mkdir(mode=0o700, parents=True)
    url = embedded.ensure_postgres(closed / "var")
    try:
        me = pwd.getpwuid(os.geteuid()).pw_name
        account = embedded.postgres_process(closed / "var").username()
        assert account == ("nobody" if me == "root" else me)
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert ask(url, "SELECT 1") == 1
    finally:
        forget(closed / "var")


def test_the_roles_are_as_weak_as_they_should_be(var_dir: Path):
    url = embedded.ensure_postgres(var_dir)
    ensure_roles(url)
    ensure_roles(url)  # may be run at every start
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE families_secret AS SELECT 1 AS one")
        powers = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname LIKE 'footbridge%%' AND rolname <> %s",
            [embedded.ADMIN],
        ).fetchall()
    assert {name: tuple(rest) for name, *rest in powers} == {
        embedded.OWNER: (False, False, True, True),
        WEB: (False, False, False, False),
        WORKER: (False, False, False, False),
        LETTERBOX: (False, False, False, False),
        BACKUP: (False, True, False, False),
    }
    for role in (WEB, WORKER, LETTERBOX):
        for forbidden in (
            "SELECT one FROM families_secret",
            "CREATE TABLE mine (one int)",
            "CREATE TEMPORARY TABLE mine (one int)",
            f"SET ROLE {embedded.OWNER}",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                ask(role_url(url, role), forbidden)
    assert ask(role_url(url, BACKUP), "SELECT one FROM families_secret") == 1
    plans = {role: ask(role_url(url, role), "SHOW plan_cache_mode") for role in (WEB, WORKER)}
    assert plans == {WEB: "force_generic_plan", WORKER: "auto"}
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(role_url(url, BACKUP), "DELETE FROM families_secret RETURNING one")


def test_nothing_the_letterbox_does_reaches_the_log_of_postgres(var_dir: Path):
    url = embedded.ensure_postgres(var_dir)
    ensure_roles(url)
    canary = "canary-of-the-letterbox"
    with pytest.raises(psycopg.Error):
        ask(role_url(url, LETTERBOX), f"SELECT '{canary}'::int")
    with pytest.raises(psycopg.Error):
        ask(role_url(url, LETTERBOX), f"DO $$ BEGIN RAISE LOG '{canary}'; PERFORM 1/0; END $$")
    assert canary not in (var_dir / "postgres.log").read_text()
