"""A worker is killed in the middle, Redis is wiped: nothing is lost, and nothing is done twice
outside of SMTP's own gap (trust.md 4)."""

from collections import Counter
from pathlib import Path

from pypdf import PdfReader

from tests.stack import Stack, wait_until

CATCH_UP_SECONDS = 60
DUE = "communications.tasks.queue_due_digests"


def _flush(stack: Stack) -> None:
    import redis

    redis.Redis.from_url(stack.redis_url).flushall()


def _digests(stack: Stack) -> dict[str, int]:
    return dict(stack.ask("SELECT status, count(*) FROM communications_digest GROUP BY status"))


def test_a_batch_of_digests_survives_killed_workers_and_a_wiped_redis(stack: Stack) -> None:
    stack.start("mail", "worker", "beat")
    stack.call(DUE)
    wait_until(lambda: len(stack.mails()) >= 5, what="the first mails")
    for _ in range(3):
        seen = len(stack.mails())
        stack.kill("worker")
        _flush(stack)
        stack.start("worker")
        wait_until(
            lambda seen=seen: len(stack.mails()) > seen or not _digests(stack).get("due"),
            what="the batch to go on",
        )
    wait_until(
        lambda: not _digests(stack).get("due"), seconds=CATCH_UP_SECONDS, what="the last digest"
    )

    expected = Counter(
        {
            message_id: 1
            for (message_id,) in stack.ask(
                "SELECT message_id FROM communications_digest WHERE status = 'sent'"
            )
        }
    )
    got = Counter(mail["Message-ID"] for mail in stack.mails())
    assert len(expected) >= 60
    assert set(got) == set(expected), "a digest is missing, or one came that was never written"
    repeats = got - expected
    assert sum(repeats.values()) <= 3 * 2, "more repeats than workers killed with a mail in hand"
    ((waiting,),) = stack.ask(
        "SELECT count(*) FROM families_outboxjob WHERE done_at IS NULL OR given_up_at IS NOT NULL"
    )
    assert waiting == 0


def test_two_beats_and_two_workers_send_each_digest_once(stack: Stack) -> None:
    stack.start("mail", "worker", "second_worker", "beat")
    stack.processes["first_beat"] = stack.processes.pop("beat")
    stack.start("beat")
    for _ in range(3):
        stack.call(DUE)
    wait_until(lambda: _digests(stack).get("sent", 0) >= 60, what="all digests")
    wait_until(lambda: not _digests(stack).get("due"), what="the last digest")
    counts = Counter(mail["Message-ID"] for mail in stack.mails())
    assert set(counts.values()) == {1}
    assert len(counts) == _digests(stack)["sent"]


def _print_reports(stack: Stack) -> None:
    stack.manage(
        "shell", "-v0", "-c", "from tests.faults.reports import print_reports; print_reports()"
    )


def test_a_batch_of_reports_survives_killed_workers_and_a_wiped_redis(stack: Stack) -> None:
    _print_reports(stack)
    stack.start("worker", "beat")
    for already in (1, 4, 7):
        wait_until(
            lambda already=already: _ready(stack) >= already, seconds=120, what="some reports"
        )
        stack.kill("worker")
        _flush(stack)
        stack.start("worker")
    wait_until(
        lambda: stack.ask("SELECT status FROM learning_journals_reportrun WHERE file_name <> ''"),
        seconds=150,
        what="the room's book",
    )
    rows = stack.ask(
        "SELECT p.status, p.file_name, p.pages FROM learning_journals_progressreport p"
        " JOIN learning_journals_reportrun r ON r.id = p.run_id WHERE r.file_name <> ''"
    )
    assert len(rows) >= 8
    for status, file_name, pages in rows:
        assert status == "ready"
        assert len(PdfReader(stack.var_dir / "media" / file_name).pages) == pages
    ((book, pages),) = stack.ask(
        "SELECT file_name, pages FROM learning_journals_reportrun WHERE file_name <> ''"
    )
    assert len(PdfReader(stack.var_dir / "media" / book).pages) == pages
    assert _files_half_written(stack.var_dir / "media") == []


def _ready(stack: Stack) -> int:
    ((ready,),) = stack.ask(
        "SELECT count(*) FROM learning_journals_progressreport"
        " WHERE status = 'ready' AND file_name <> ''"
    )
    return int(ready)


def _files_half_written(media: Path) -> list[str]:
    """PDFs that a reader would find broken; what a killed worker left under another name is not
    one of them, and is never offered to anybody."""
    return [str(file) for file in media.rglob("*.pdf") if b"%%EOF" not in file.read_bytes()[-64:]]
