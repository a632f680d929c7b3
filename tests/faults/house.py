"""A running house whose parts can be killed, wiped, filled up and taken away."""

import contextlib
import resource
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import psutil
import psycopg
import redis
from celery import Celery
from psycopg import sql

from settings import embedded
from tests.stack import Stack, wait_until

DUE = "communications.tasks.queue_due_digests"
SWEEP = "families.tasks.sweep_outbox"


class House(Stack):
    """The stack, and what can happen to it."""

    def __init__(self, var_dir: Path, *, name: str) -> None:
        super().__init__(var_dir, name=name)
        self.bells = Celery("bells", broker=self.redis_url, set_as_current=False)

    def commands(self) -> dict[str, tuple[str, list[str]]]:
        commands = super().commands()
        role, worker = commands["worker"]
        return {
            **commands,
            "slow_mail": ("web", self.mail_command("tests.faults.slow_mail.SlowMailbox")),
            "worker_with_slow_disk": (role, [*worker, "--include", "tests.faults.slow_disk"]),
            "slow_importer": (role, [*worker, "--include", "tests.faults.slow_import"]),
        }

    def rest(self) -> None:
        """Nothing runs, nobody has been written to and nothing is promised: ready for a test."""
        self.kill_all()
        self.open_database()
        self.start_valkey()
        self.wipe_valkey()
        shutil.rmtree(self.var_dir / "mail", ignore_errors=True)
        for begun in [*self.var_dir.glob("*beat*"), *self.var_dir.glob("*worker*.log")]:
            begun.unlink()
        with self.connection() as connection:
            for table in (
                "communications_digest",
                "families_outboxjob",
                "learning_journals_progressreport",
                "learning_journals_reportrun",
                "families_csvimport",
            ):
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))

    def ring(self, task: str, *arguments: str) -> None:
        """Put a bell into the queue, as beat and the web processes do."""
        self.bells.send_task(task, args=arguments)

    # --- killing ----------------------------------------------------------------------------------

    def kill_all(self) -> None:
        for name in list(self.processes):
            self.kill(name)

    def kill_child(self, name: str) -> None:
        """kill -9 of one of the processes in which a worker works; its parent lives on."""
        children = psutil.Process(self.processes[name].pid).children()
        children[0].send_signal(signal.SIGKILL)

    def kill_valkey(self) -> None:
        process = embedded.valkey_process(self.var_dir)
        assert process is not None
        process.kill()
        wait_until(lambda: embedded.valkey_process(self.var_dir) is None, what="Valkey's end")

    def start_valkey(self) -> None:
        assert embedded.ensure_valkey(self.var_dir) == self.redis_url

    def wipe_valkey(self) -> None:
        with redis.Redis.from_url(self.redis_url) as valkey:
            valkey.flushall()

    # --- the database -----------------------------------------------------------------------------

    def close_database(self) -> None:
        """No connection to the database is left, and no new one is let in."""
        with psycopg.connect(self.server_url, autocommit=True) as connection:
            name = sql.Identifier(self.database)
            connection.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
            self.end_connections(connection)

    def open_database(self) -> None:
        with psycopg.connect(self.server_url, autocommit=True) as connection:
            name = sql.Identifier(self.database)
            connection.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))

    # --- the disk ---------------------------------------------------------------------------------

    @contextlib.contextmanager
    def full_disk(self, name: str, *, largest: int) -> Iterator[None]:
        """A process and its children can write no file beyond `largest` bytes: what happens at a
        full disk too, in the middle of a file."""
        processes = psutil.Process(self.processes[name].pid)
        pids = [processes.pid, *(child.pid for child in processes.children(recursive=True))]
        before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids}
        for pid, (_soft, hard) in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest, hard))
        try:
            yield
        finally:
            for pid, limits in before.items():
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)

    def media_files(self) -> list[str]:
        """Everything that is kept, half-written files included."""
        media = self.var_dir / "media"
        return sorted(str(file.relative_to(media)) for file in media.rglob("*") if file.is_file())

    # --- digests ----------------------------------------------------------------------------------

    def digests(self) -> Counter[str]:
        """How many digests are due, sent, empty."""
        return Counter(
            dict(self.ask("SELECT status, count(*) FROM communications_digest GROUP BY status"))
        )

    def promised(self, app: str = "") -> int:
        """How many jobs (of one app) are neither done nor given up."""
        ((number,),) = self.ask(
            "SELECT count(*) FROM families_outboxjob"
            " WHERE done_at IS NULL AND given_up_at IS NULL AND starts_with(task, %s)",
            app,
        )
        return int(number)

    def assert_each_digest_came_once(self, *, repeats: int = 0, at_least: int) -> None:
        """What was sent is what is written down as sent; no more than `repeats` came again, each
        of them with the Message-ID it had before."""
        expected = Counter(
            message_id
            for (message_id,) in self.ask(
                "SELECT message_id FROM communications_digest WHERE status = 'sent'"
            )
        )
        got = Counter(_id_of(mail) for mail in self.mails())
        assert len(expected) >= at_least
        assert set(got) == set(expected), "a digest is missing, or one came that was never written"
        assert (got - expected).total() <= repeats, "more repeats than workers with a mail in hand"
        assert self.digests()["due"] == 0
        assert self.ask("SELECT key FROM families_outboxjob WHERE given_up_at IS NOT NULL") == []
        assert self.promised() == 0


def _id_of(mail: EmailMessage) -> str:
    return str(mail["Message-ID"])
