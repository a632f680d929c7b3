"""A worker is killed in the middle, Redis is wiped: nothing is lost, and nothing is done twice
outside of SMTP's own gap (trust.md 4)."""

import pytest
from pypdf import PdfReader

from tests.faults.house import DUE, House
from tests.stack import wait_until

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]

CATCH_UP_SECONDS = 60
CHILDREN = 8  # whose reports are asked for
ROWS = 1_000  # of a file that is brought in


def test_a_batch_of_digests_survives_killed_workers_and_a_wiped_redis(house: House) -> None:
    house.start("slow_mail", "worker", "beat")
    house.ring(DUE)
    _wait_for_more_mail(house, than=4)
    house.kill("worker")
    house.wipe_valkey()
    assert house.digests()["due"] > 0, "the batch was over before the first worker was killed"

    house.start("worker")
    _wait_for_more_mail(house)
    house.kill_child("worker")  # only one of its two, as the system does when memory is short
    assert house.digests()["due"] > 0, "the batch was over before the child was killed"

    _wait_for_more_mail(house)
    house.kill("worker")
    house.wipe_valkey()
    assert house.digests()["due"] > 0, "the batch was over before the second worker was killed"

    house.start("worker")
    wait_until(lambda: not house.digests()["due"], seconds=CATCH_UP_SECONDS, what="the last digest")
    # Two workers with two children each, and one child, died with at most one mail in hand.
    house.assert_each_digest_came_once(repeats=2 + 1 + 2, at_least=40)


def _wait_for_more_mail(house: House, *, than: int | None = None) -> None:
    before = len(house.mails()) if than is None else than
    wait_until(lambda: len(house.mails()) > before, what="the batch to go on")


def test_two_beats_two_workers_and_every_bell_rung_twice_send_each_digest_once(
    house: House,
) -> None:
    house.start("slow_mail", "worker", "second_worker", "beat", "second_beat")
    for _ in range(4):
        house.ring(DUE)
    wait_until(lambda: house.promised() >= 40, what="the batch to be written down")
    house.wipe_valkey()
    # Side by side in the queue, so that two workers take the same job at the same moment.
    for task, job in house.ask("SELECT task, id FROM families_outboxjob WHERE done_at IS NULL"):
        house.ring(task, str(job))
        house.ring(task, str(job))
    wait_until(lambda: not house.promised(), what="the last digest")
    house.assert_each_digest_came_once(at_least=40)


def test_a_batch_of_reports_survives_killed_workers_and_a_wiped_redis(house: House) -> None:
    ask = f"from tests.faults.reports import print_reports; print_reports({CHILDREN})"
    house.manage("shell", "-v0", "-c", ask)
    house.start("worker_with_slow_disk", "beat")
    for already in (0, 2, 4):
        _wait_for_half_a_file(house, ready=already)
        if already == 2:
            house.kill_child("worker_with_slow_disk")
        else:
            house.kill("worker_with_slow_disk")
            house.wipe_valkey()
            house.start("worker_with_slow_disk")
        assert _ready(house) < CHILDREN, "the batch was over before a worker was killed"
        assert _broken_pdfs(house) == [], "a file that is not whole stands in the place of one"
    wait_until(
        lambda: house.ask("SELECT 1 FROM learning_journals_reportrun WHERE status = 'ready'"),
        seconds=CATCH_UP_SECONDS,
        what="the room's book",
    )
    rows = house.ask("SELECT status, file_name, pages FROM learning_journals_progressreport")
    assert len(rows) == CHILDREN
    rows += house.ask("SELECT status, file_name, pages FROM learning_journals_reportrun")
    assert len(rows) == CHILDREN + 1
    for status, file_name, pages in rows:
        assert status == "ready"
        assert len(PdfReader(house.var_dir / "media" / file_name).pages) == pages
    kept = {name for name in house.media_files() if name.endswith(".pdf")}
    assert kept == {file_name for _status, file_name, _pages in rows}
    assert house.promised("learning_journals.") == 0


def test_an_import_whose_workers_are_killed_in_the_middle_brings_every_child_in_once(
    house: House,
) -> None:
    ask = f"from tests.faults.imports import import_children; import_children({ROWS})"
    house.manage("shell", "-v0", "-c", ask)
    house.start("slow_importer", "beat")
    _wait_until_half_is_written(house)
    house.kill_child("slow_importer")  # kill -9; the parent makes another child
    assert _imported(house) == (0, 0), "half of a file is in"
    _wait_until_half_is_written(house)
    house.kill("slow_importer")
    house.wipe_valkey()
    assert _imported(house) == (0, 0), "half of a file is in"
    assert house.ask("SELECT state FROM families_csvimport") == [("running",)]
    house.start("slow_importer")
    wait_until(
        lambda: house.ask("SELECT 1 FROM families_csvimport WHERE state <> 'running'"),
        seconds=CATCH_UP_SECONDS,
        what="the end of the import",
    )
    assert house.ask("SELECT state, outcome->>'new' FROM families_csvimport") == [
        ("done", str(ROWS))
    ]
    assert _imported(house) == (ROWS, ROWS)
    assert house.promised("families.") == 0


def _imported(house: House) -> tuple[int, int]:
    """How many children of the file are there, and how many of them have exactly one room."""
    ((children, placed),) = house.ask(
        "SELECT count(*), count(*) FILTER (WHERE places = 1) FROM (SELECT count(p.id) AS places"
        " FROM families_child c LEFT JOIN families_roomplace p ON p.child_id = c.id"
        " WHERE c.full_name LIKE 'Imported %%' GROUP BY c.full_name) of_one_name"
    )
    return int(children), int(placed)


def _wait_until_half_is_written(house: House) -> None:
    """Returns when the children of a file are written, their rooms not, and nothing is kept yet:
    who writes into a table holds a lock on it until the end."""
    wait_until(
        lambda: house.ask(
            "SELECT 1 FROM pg_locks WHERE mode = 'RowExclusiveLock'"
            " AND relation = 'families_child'::regclass"
        ),
        seconds=CATCH_UP_SECONDS,
        what="an import that is half written",
    )


def _wait_for_half_a_file(house: House, *, ready: int) -> None:
    """Returns in the middle of the writing of a report, when so many others are finished."""
    wait_until(
        lambda: _ready(house) >= ready and _half_written(house),
        seconds=CATCH_UP_SECONDS,
        what="a report that is being written",
    )


def _ready(house: House) -> int:
    ((ready,),) = house.ask(
        "SELECT count(*) FROM learning_journals_progressreport"
        " WHERE status = 'ready' AND file_name <> ''"
    )
    return int(ready)


def _half_written(house: House) -> list[str]:
    """Files of reports, under whatever name, that are begun and not finished."""
    return [
        name
        for name in house.media_files()
        if name.startswith("reports/") and not _is_whole_or_gone(house, name)
    ]


def _broken_pdfs(house: House) -> list[str]:
    """Half-written files under the name of a report. What a killed worker left under another name
    is never offered to anybody."""
    return [name for name in _half_written(house) if name.endswith(".pdf")]


def _is_whole_or_gone(house: House, name: str) -> bool:
    try:
        content = (house.var_dir / "media" / name).read_bytes()
    except FileNotFoundError:  # renamed meanwhile
        return True
    return not content or content.rstrip().endswith(b"%%EOF")
