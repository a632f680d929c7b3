"""Databases and server processes of a run, and what they cost in processor time.

Each measured server has a database of its own on the same PostgreSQL, so that the backends that
work for it are known by the name of their database.
"""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg
from psycopg import sql

from settings import embedded
from settings.database_roles import ensure_roles

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 60


class Databases:
    """New databases beside the one of DATABASE_URL, which is left alone; dropped at the end."""

    def __init__(self) -> None:
        self.server = urlsplit(os.environ["DATABASE_URL"])
        self.made: list[str] = []

    def url(self, name: str) -> str:
        return urlunsplit(self.server._replace(path=f"/{self.full_name(name)}"))

    def full_name(self, name: str) -> str:
        return f"{self.server.path.lstrip('/')}_bench_{name}"

    def connect(self, name: str = "", *, autocommit: bool = True) -> psycopg.Connection:
        """As the owner; without a name to the database of DATABASE_URL."""
        url = self.url(name) if name else urlunsplit(self.server)
        return psycopg.connect(url, autocommit=autocommit)

    def create(self, name: str, *, copy_of: str = "") -> None:
        """A database that is empty, or a copy of another one to which nobody is connected."""
        full = sql.Identifier(self.full_name(name))
        template = sql.Identifier(self.full_name(copy_of) if copy_of else "template1")
        with self.connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(full))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(full, template))
        self.made.append(name)
        ensure_roles(self.url(name))

    def without_rules(self, name: str) -> None:
        """Switch row-level security off in a copy."""
        tables = "SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity"
        with self.connect(name) as connection:
            for (table,) in connection.execute(tables).fetchall():
                connection.execute(
                    f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY"
                )

    def bytes_of(self, name: str) -> int:
        """How large a database is on disk."""
        with self.connect() as connection:
            row = connection.execute("SELECT pg_database_size(%s)", [self.full_name(name)])
            return int(row.fetchone()[0])

    def drop_all(self) -> None:
        """Remove what this run made. Autovacuum may be in a large one, and only a superuser could
        send it away: then it is tried again for two minutes, and left there."""
        with self.connect() as connection:
            for name in self.made:
                full = sql.Identifier(self.full_name(name))
                drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(full)
                for _try in range(24):
                    try:
                        connection.execute(drop)
                        break
                    except psycopg.errors.InsufficientPrivilege:
                        time.sleep(5)


def manage(settings: str, database_url: str, *command: str) -> None:
    """Run Python as the owner of a database; says what it said if it fails."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(settings, database_url) | {"DATABASE_ROLE": "owner"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def environment(settings: str, database_url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": database_url,
        "DATABASE_ROLE": "web",
        "PYTHONUNBUFFERED": "1",
    }


class Server:
    """The web processes as in production (settings/gunicorn.conf.py), with one database."""

    def __init__(
        self, databases: Databases, name: str, *, settings: str, app: str = "settings.wsgi"
    ) -> None:
        self.databases, self.name, self.settings, self.app = databases, name, settings, app
        self.port = embedded.free_port()
        self.log = Path(os.environ["VAR_DIR"]) / f"{name}.log"
        self.counts_postgres = True

    def __enter__(self) -> "Server":
        own = environment(self.settings, self.databases.url(self.name))
        own |= {"PORT": str(self.port), "SITE_URL": f"http://127.0.0.1:{self.port}"}
        command = [sys.executable, "-m", "gunicorn", "--config", "settings/gunicorn.conf.py"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, self.app],
                cwd=ROOT,
                env=own | {"BIND": f"127.0.0.1:{self.port}"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                self.__exit__()
                sys.exit(f"The server “{self.name}” did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.1)
        return self

    def __exit__(self, *_problem: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/live", timeout=5)
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def cpu(self) -> dict[int, float]:
        """Seconds of processor time so far, by process: the server's tree and its backends."""
        own = psutil.Process(self.process.pid)
        numbers = [own.pid, *(child.pid for child in own.children(recursive=True))]
        return {number: seconds_of(number) for number in numbers + self._backends()}

    def _backends(self) -> list[int]:
        """The backends of this server's database, if PostgreSQL runs on this machine."""
        question = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND usename IS NOT NULL"
        with self.databases.connect() as connection:
            rows = connection.execute(question, [self.databases.full_name(self.name)]).fetchall()
        found = [number for (number,) in rows if is_postgres(number)]
        self.counts_postgres &= len(found) == len(rows)
        return found


def is_postgres(number: int) -> bool:
    """Whether this process number is a PostgreSQL of this machine."""
    try:
        return "postgres" in psutil.Process(number).name()
    except psutil.Error:
        return False


def seconds_of(number: int) -> float:
    """Processor time of one process. Linux counts it in nanoseconds for each thread; elsewhere we
    take what there is, in hundredths of a second."""
    try:
        threads = Path(f"/proc/{number}/task").iterdir()
        return sum(int((each / "schedstat").read_text().split()[0]) for each in threads) / 1e9
    except (OSError, ValueError, IndexError):
        pass
    try:
        times = psutil.Process(number).cpu_times()
        return float(times.user + times.system)
    except psutil.Error:
        return 0.0


def spent(before: dict[int, float], after: dict[int, float]) -> float:
    """Seconds between two looks; a process that was not there before began at nothing."""
    return sum(seconds - before.get(number, 0.0) for number, seconds in after.items())
