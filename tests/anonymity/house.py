"""A whole house of its own, server and all, so that every trace in it is of its letterbox."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
from celery import Celery
from psycopg import sql

from feedback.sealed_box import Box
from settings import embedded
from settings.embedded import postgres_process
from settings.postgres_home import is_alive, postgres_home
from tests.stack import Stack, wait_until

from .naive import MAKE

BOX = "feedback_sealedbox"

EMPTY = "feedback.tasks.empty_boxes"
ROUND = "feedback.tasks.write_boxes_anew"
STAMP_KEYS = "families.tasks.keep_stamp_keys"
# The thief reads what the server itself would not show: dead rows and the write-ahead log.
TOOLS = ("pageinspect", "pg_walinspect")


class AnonymityHouse(Stack):
    """Postgres, Valkey, web and worker in one folder, with everything a thief could carry off."""

    def __init__(self, var_dir: Path, *, name: str = "footbridge_anonymity") -> None:
        url = embedded.ensure_postgres(var_dir)
        os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or url  # the stack reads it
        super().__init__(var_dir, name=name)
        self.server_url = url
        self.database_url = url.rpartition("/")[0] + f"/{name}"
        self.settings = "tests.anonymity.settings"
        self.bells = Celery("bells", broker=self.redis_url, set_as_current=False)
        self.home = postgres_home(var_dir.resolve())

    def __enter__(self) -> "AnonymityHouse":
        (self.var_dir / "tmp").mkdir(exist_ok=True)
        (self.var_dir / "tmp").chmod(0o1777)
        super().__enter__()
        with self.thief(autocommit=True) as thief:
            for tool in TOOLS:
                thief.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(tool)))
        with self.connection() as owner:
            owner.execute(MAKE)
        self.manage(
            "shell", "-v0", "-c", "from tests.anonymity.people import make_people; make_people()"
        )
        return self

    def __exit__(self, *problem: object) -> None:
        self.bells.close()
        super().__exit__(*problem)
        if server := postgres_process(self.var_dir):
            server.send_signal(signal.SIGINT)
            wait_until(lambda: not is_alive(server), what="PostgreSQL to stop")
        shutil.rmtree(self.home.root, ignore_errors=True)  # it may lie outside our folder

    @property
    def environment(self) -> dict[str, str]:
        return {
            **super().environment,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "TMPDIR": str(self.var_dir / "tmp"),
        }

    def serve(self, *, naive: bool = False) -> None:
        """Web and worker as they run in production; `naive` adds the page that means well."""
        for name in list(self.processes):
            self.stop(name)
        self.settings = f"tests.anonymity.{'naive_' if naive else ''}settings"
        self.start("web", "worker")

    @contextlib.contextmanager
    def thief(self, *, autocommit: bool = False) -> Iterator[psycopg.Connection]:
        """A superuser: more than any role of ours may."""
        memory = json.loads((self.var_dir / "postgres.json").read_text())
        with psycopg.connect(
            host="127.0.0.1",
            port=memory["port"],
            user=embedded.ADMIN,
            password=memory["admin_password"],
            dbname=self.database,
            autocommit=autocommit,
        ) as connection:
            yield connection

    def ring(self, task: str) -> None:
        self.bells.send_task(task)

    # --- the term and the hour --------------------------------------------------------------------

    def begin_term(self) -> None:
        """The term that ran ends yesterday, the next one begins, and the worker opens its keys."""
        with self.connection() as owner:
            # Before all others: moving all of them would meet a day that one of them still has.
            owner.execute(
                "UPDATE families_term SET starts_on = long_ago, ends_on = long_ago + 90"
                " FROM (SELECT min(starts_on) - 200 AS long_ago FROM families_term) AS others"
                " WHERE ends_on >= current_date"
            )
            owner.execute(
                "INSERT INTO families_term (id, setting_id, name, starts_on, ends_on)"
                " SELECT gen_random_uuid(), id, 'Term', current_date - 5, current_date + 90"
                " FROM families_setting"
            )
        self.ring(STAMP_KEYS)
        open_keys = (
            "SELECT 1 FROM families_stampkey k JOIN families_term t ON t.id = k.term_id"
            " WHERE t.ends_on > current_date"
        )
        wait_until(lambda: len(self.ask(open_keys)) == 2, what="the keys of the term")

    def count_holders(self, number: int) -> None:
        """The worker tells the letterbox how many hold stamps."""
        self.ring(STAMP_KEYS)
        wait_until(
            lambda: self.ask(
                "SELECT 1 FROM families_stampkey WHERE holders >= %s AND sealed IS NOT NULL", number
            ),
            what="the number of people",
        )

    def let_hour_come(self) -> None:
        """Every box was last emptied two weeks ago."""
        with self.connection() as owner:
            owner.execute("UPDATE feedback_letterbox SET emptied_on = emptied_on - 14")

    def empty(self) -> None:
        """The real emptying, by the worker's own task; only the day was set back."""
        before = "SELECT id FROM feedback_letterbox WHERE emptied_on < current_date - 8"
        assert len(self.ask(before)) == 2, "no hour was set back"
        self.ring(EMPTY)
        wait_until(lambda: not self.ask(before), what="the emptying")

    def sealed(self) -> bytes:
        """The box of Marmalade Hill as it is stored."""
        ((sealed,),) = self.ask(
            f"SELECT b.sealed FROM {BOX} b JOIN families_setting s ON s.id = b.setting_id"
            " WHERE s.name LIKE 'Marmalade%%'"
        )
        return bytes(sealed)

    def inside(self) -> Box:
        """What lies in it: whoever has LETTERBOX_KEY can look, and the tests have it."""
        ((of,),) = self.ask("SELECT id FROM families_setting WHERE name LIKE 'Marmalade%%'")
        return Box.opened(self.sealed(), of=of)

    @contextlib.contextmanager
    def database_away(self) -> Iterator[None]:
        """No connection is left and none is let in."""
        name = sql.Identifier(self.database)
        with psycopg.connect(self.server_url, autocommit=True) as server:
            server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
            self.end_connections(server)
            try:
                yield
            finally:
                server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))

    @contextlib.contextmanager
    def held_up(self) -> Iterator[None]:
        """Who writes to a box waits: the stamp is checked, and nothing is stored yet."""
        with self.connection() as owner:
            owner.execute(f"LOCK TABLE {BOX} IN SHARE MODE")
            yield

    def waits(self) -> bool:
        """Whether somebody waits for the box."""
        return bool(
            self.ask(f"SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '{BOX}'::regclass")
        )

    def letterbox(self, setting: str = "Marmalade%") -> str:
        ((address,),) = self.ask(
            "SELECT letterbox_address FROM families_setting WHERE name LIKE %s", setting
        )
        return f"/letterbox/{address}/"

    def program(self, name: str) -> str:
        return str(self.home.program(name))

    def dump(self, *options: str) -> str:
        """What pg_dump makes of the database: the backup that is stolen."""
        memory = json.loads((self.var_dir / "postgres.json").read_text())
        done = subprocess.run(
            [self.program("pg_dump"), "-h", "127.0.0.1", "-p", str(memory["port"]),
             "-U", embedded.ADMIN, *options, self.database],
            env={**os.environ, "PGPASSWORD": memory["admin_password"]},
            capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        return done.stdout

    def restore(self, backup: str) -> None:
        """Throw the database away and make it anew from what `dump` gave."""
        for name in list(self.processes):
            self.stop(name)
        with psycopg.connect(self.server_url, autocommit=True) as server:
            wait_until(lambda: not self.end_connections(server), what="connections to end")
        memory = json.loads((self.var_dir / "postgres.json").read_text())
        done = subprocess.run(
            [self.program("psql"), "-h", "127.0.0.1", "-p", str(memory["port"]),
             "-U", embedded.ADMIN, "-v", "ON_ERROR_STOP=1", "-q", "postgres"],
            env={**os.environ, "PGPASSWORD": memory["admin_password"]},
            input=backup, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2_000:]
