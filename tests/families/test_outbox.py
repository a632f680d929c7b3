"""The job engine: a promise is kept once, whatever happens to the bell or the worker."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from inspect import signature
from unittest.mock import patch

import pytest
from celery import current_app
from django.db import connections, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from families import outbox, tasks
from families.models import OutboxJob
from learning_journals.tasks import build_report, build_report_run
from tests.cast import Cast
from tests.roles import as_worker

TASK = "tests.work"


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The bells that were rung, instead of ringing them."""
    rung: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "families.outbox.current_app.send_task", lambda name, args: rung.append((name, args[0]))
    )
    return rung


def _promise(cast: Cast, key: str = "work:1", **more: object) -> OutboxJob:
    outbox.promise(task=TASK, subject_id=uuid.uuid4(), key=key, setting_id=cast.hill.pk, **more)
    return OutboxJob.objects.get(key=key)


def test_the_bell_rings_after_the_commit_and_not_before(
    cast: Cast, bells: list[tuple[str, str]], django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = _promise(cast)
        assert bells == []
    assert bells == [(TASK, str(job.pk))]


def test_a_promise_that_is_rolled_back_was_never_made(cast: Cast) -> None:
    with transaction.atomic():
        _promise(cast)
        transaction.set_rollback(True)
    assert not OutboxJob.objects.exists()


def test_the_jobs_of_one_row_are_found_without_reading_all_jobs(cast: Cast) -> None:
    """Done ones are kept for a month: hundreds of thousands in a term of reports."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM families_outboxjob WHERE subject_id = %s", [uuid.uuid4()]
        )
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "outbox_subject" in plan


def test_the_same_promise_twice_is_one_job(cast: Cast) -> None:
    _promise(cast)
    _promise(cast)
    assert OutboxJob.objects.count() == 1


def test_a_silent_bell_loses_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OperationalError("nobody there")

    with patch("families.outbox.current_app.send_task", broken):
        with django_capture_on_commit_callbacks(execute=True):
            _promise(cast)
        assert outbox.sweep() == 0
    assert OutboxJob.objects.filter(done_at__isnull=True).count() == 1


def test_the_sweeper_rings_for_what_waits_and_for_nothing_else(
    cast: Cast, bells: list[tuple[str, str]]
) -> None:
    waiting = _promise(cast, "waiting")
    later = _promise(cast, "later", due_at=timezone.now() + timedelta(hours=1))
    done, given_up = _promise(cast, "done"), _promise(cast, "given up")
    OutboxJob.objects.filter(pk=done.pk).update(done_at=timezone.now())
    OutboxJob.objects.filter(pk=given_up.pk).update(given_up_at=timezone.now())
    with as_worker():
        assert outbox.sweep() == 1
    assert bells == [(TASK, str(waiting.pk))]
    assert later.done_at is None


def test_a_silent_bell_is_tried_once_and_not_for_every_job(cast: Cast) -> None:
    """Each try may take a second: five hundred of them would hold the sweeper for minutes."""
    for number in range(5):
        _promise(cast, f"work:{number}")
    tries = []

    def broken(name: str, args: list[str]) -> None:
        tries.append(args)
        raise OperationalError("nobody there")

    with patch("families.outbox.current_app.send_task", broken), as_worker():
        assert outbox.sweep() == 0
    assert len(tries) == 1


def test_a_job_is_done_once(cast: Cast) -> None:
    job, effects = _promise(cast), 0
    for _ in range(2):
        with as_worker(), outbox.claim(str(job.pk)) as claimed:
            effects += claimed is not None
    job.refresh_from_db()
    assert effects == 1
    assert job.done_at is not None


def test_work_that_fails_leaves_no_effect_and_is_tried_again_later(cast: Cast) -> None:
    job = _promise(cast)
    with as_worker(), outbox.claim(str(job.pk)) as claimed:
        assert claimed is not None
        outbox.promise(task=TASK, subject_id=uuid.uuid4(), key="half done", setting_id=cast.hill.pk)
        raise ConnectionRefusedError("a name of a child must not be kept from here")
    job.refresh_from_db()
    assert not OutboxJob.objects.filter(key="half done").exists()
    assert job.done_at is None
    assert job.due_at > timezone.now()
    assert job.last_error == "ConnectionRefusedError"
    assert job.attempts == 1


@pytest.mark.parametrize(
    ("task", "missing"),
    [
        (tasks.send_invitation, "setting"),
        (build_report, "on_behalf_of"),
        (build_report_run, "on_behalf_of"),
    ],
)
def test_a_promise_that_forgot_for_whom_is_not_marked_as_done(
    cast: Cast, task: Callable[[str], None], missing: str
) -> None:
    job = _promise(cast, actor_id=cast.bettina.pk)
    OutboxJob.objects.filter(pk=job.pk).update(**{missing: None})
    with as_worker():
        task(str(job.pk))
    job.refresh_from_db()
    assert (job.done_at, job.last_error) == (None, "NobodyToActFor")


def test_no_job_may_hold_its_transaction_longer_than_the_settings_say() -> None:
    """One truth, in the settings and decision 0003; what beat rings holds no row meanwhile."""
    current_app.loader.import_default_modules()
    tasks_of_ours = [
        task
        for name, task in current_app.tasks.items()
        if name.partition(".")[0] in ("families", "learning_journals", "communications")
    ]
    jobs = [task for task in tasks_of_ours if "job_id" in signature(task.run).parameters]
    assert len(jobs) >= 6
    conf = current_app.conf
    said = {(task.time_limit, task.soft_time_limit) for task in jobs}
    assert said == {(conf.task_time_limit, conf.task_soft_time_limit)}
    assert conf.task_soft_time_limit < conf.task_time_limit == 180


def test_work_that_always_fails_is_given_up_and_stays_to_be_seen(cast: Cast) -> None:
    job = _promise(cast)
    for _ in range(outbox.MOST_ATTEMPTS + 1):
        OutboxJob.objects.filter(pk=job.pk).update(due_at=timezone.now())
        with as_worker(), outbox.claim(str(job.pk)) as claimed:
            if claimed is not None:
                raise ValueError
    job.refresh_from_db()
    assert job.given_up_at is not None
    with as_worker(), outbox.claim(str(job.pk)) as claimed:
        assert claimed is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_hold_the_same_job() -> None:
    from tests.cast import build_cast

    job = _promise(build_cast())
    other = connections["default"].copy(alias="other")
    try:
        with outbox.claim(str(job.pk)) as mine, other.cursor() as cursor:
            assert mine is not None
            cursor.execute(
                "SELECT id FROM families_outboxjob WHERE id = %s FOR UPDATE SKIP LOCKED", [job.pk]
            )
            assert cursor.fetchall() == []
    finally:
        other.close()
