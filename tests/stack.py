"""The whole of Footbridge as real processes, for tests in a browser and tests that kill things.

A database of its own on the test server, a Valkey of its own, web, worker and beat as they run in
production, and an SMTP sink that keeps every mail it accepted.
"""

import contextlib
import email
import email.policy
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from settings import embedded
from settings.database_roles import LETTERBOX, WEB, WORKER, ensure_roles

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 60


def wait_until(
    answer: Callable[[], Any], *, seconds: float = PATIENCE_SECONDS, what: str = ""
) -> Any:
    """Ask again and again until the answer is truthy, and return it; fails after `seconds`."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := answer():
            return found
        time.sleep(0.1)
    raise AssertionError(f"Waited {seconds} s in vain{f' for {what}' if what else ''}")


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Roles belong to the whole server: two that begin at once would trip over each other."""
    lock = Path(tempfile.gettempdir()) / f"footbridge-roles-{os.getuid()}.lock"
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Stack:
    """Real servers and processes under one folder; use as a context manager."""

    def __init__(self, var_dir: Path, *, name: str) -> None:
        """`name` is the database's name; it is made anew."""
        self.var_dir = var_dir
        self.port = embedded.free_port()
        self.mail_port = embedded.free_port()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        server = urlsplit(os.environ["DATABASE_URL"])
        self.server_url = urlunsplit(server)
        self.database_url = urlunsplit(server._replace(path=f"/{name}"))
        self.database = name
        var_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
        self.redis_url = embedded.ensure_valkey(var_dir)

    # --- beginning and end ------------------------------------------------------------------------

    def __enter__(self) -> "Stack":
        self._new_database()
        with _one_at_a_time():
            ensure_roles(self.database_url)
        self.manage("migrate", "--verbosity", "0")
        self.manage("collectstatic", "--noinput", "--verbosity", "0")
        return self

    def __exit__(self, *problem: object) -> None:
        for name in list(self.processes):
            self.stop(name)
        # Only this folder's Valkey: the database server is the whole suite's.
        process = embedded.valkey_process(self.var_dir)
        if process is not None:
            process.kill()
        with psycopg.connect(self.server_url, autocommit=True) as connection:
            # A connection that was told to end still counts until it has, and is another role's.
            wait_until(lambda: not self.end_connections(connection), what="connections to end")
            self._drop_database(connection)

    def _new_database(self) -> None:
        with psycopg.connect(self.server_url, autocommit=True) as connection:
            self._drop_database(connection)
            name = sql.Identifier(self.database)
            connection.execute(sql.SQL("CREATE DATABASE {}").format(name))

    def _drop_database(self, connection: psycopg.Connection) -> None:
        name = sql.Identifier(self.database)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))

    def end_connections(self, connection: psycopg.Connection) -> int:
        """End every connection to the database, those of killed processes among them; how many
        were still there."""
        found = 0
        for role in (None, WEB, WORKER, LETTERBOX):  # each may end its own connections only
            if role:
                connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
            found += connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND usename = current_user AND pid <> pg_backend_pid()",
                [self.database],
            ).rowcount
            connection.execute("RESET ROLE")
        return found

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "settings.dev",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "VAR_DIR": str(self.var_dir),
            "PORT": str(self.port),
            "SITE_URL": self.address,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "PYTHONUNBUFFERED": "1",
        }

    # --- processes --------------------------------------------------------------------------------

    def manage(self, *command: str) -> str:
        """Run a management command as the owner and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={**self.environment, "DATABASE_ROLE": "owner"},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commands(self) -> dict[str, tuple[str, list[str]]]:
        """What can be started: a name, the database role, and the command."""
        celery = [sys.executable, "-m", "celery", "--quiet", "--app", "settings"]
        worker = [
            *(*celery, "worker", "--concurrency", "2", "--prefetch-multiplier", "1"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "INFO"),
        ]
        beat = [*celery, "beat", "--loglevel", "INFO", "--schedule"]
        return {
            "web": ("web", [sys.executable, "-m", "gunicorn", "-c", "settings/gunicorn.conf.py"]),
            "worker": ("worker", [*worker, "--hostname", "one@%h"]),
            "second_worker": ("worker", [*worker, "--hostname", "two@%h"]),
            "beat": ("worker", [*beat, str(self.var_dir / "beat")]),
            "second_beat": ("worker", [*beat, str(self.var_dir / "second-beat")]),
            "mail": ("web", self.mail_command("aiosmtpd.handlers.Mailbox")),
        }

    def mail_command(self, handler: str) -> list[str]:
        """An SMTP server that hands what it is sent to a class which keeps it in a Maildir."""
        return [
            *(sys.executable, "-m", "aiosmtpd", "--nosetuid"),
            *("--listen", f"127.0.0.1:{self.mail_port}"),
            *("--class", handler, str(self.var_dir / "mail")),
        ]

    def start(self, *names: str) -> None:
        """Start web, worker, beat or mail (see `commands`), each a process group of its own."""
        commands = self.commands()
        for name in names:
            role, command = commands[name]
            with (self.var_dir / f"{name}.log").open("ab") as log:
                self.processes[name] = subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env={**self.environment, "DATABASE_ROLE": role},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        if "web" in names:
            wait_until(lambda: self.answers("/health/live"), what="the web server")

    def call(self, task: str) -> None:
        """Ring for a task at once, as beat does when its time has come."""
        subprocess.run(
            [sys.executable, "-m", "celery", "--quiet", "--app", "settings", "call", task],
            cwd=ROOT,
            env={**self.environment, "DATABASE_ROLE": "worker"},
            capture_output=True,
            timeout=60,
            check=True,
        )

    def kill(self, name: str) -> None:
        """kill -9 of a process and of its children: no chance to say goodbye."""
        process = self.processes.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self, name: str) -> None:
        """Ask a process to end, and make sure that it has."""
        self.processes[name].terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.processes[name].wait(15)
        self.kill(name)

    def log(self, name: str) -> str:
        return (self.var_dir / f"{name}.log").read_text(errors="replace")

    # --- looking ----------------------------------------------------------------------------------

    def answers(self, path: str) -> int:
        """The status of a page, or 0 if nobody answers."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database as the owner over all rows."""
        with self.connection() as connection:
            return connection.execute(question, values).fetchall()

    @contextlib.contextmanager
    def connection(self) -> Iterator[psycopg.Connection]:
        """A connection of the owner who may see and change every row; commits at the end."""
        with psycopg.connect(self.database_url) as connection:
            connection.execute("SELECT set_config('app.purpose', 'maintenance', false)")
            yield connection

    def mails(self) -> list[EmailMessage]:
        """Every mail that was accepted, the oldest first."""
        folder = self.var_dir / "mail" / "new"
        files = sorted(folder.glob("*"), key=lambda file: file.stat().st_mtime_ns)
        return [
            email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            for file in files
        ]
