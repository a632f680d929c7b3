"""The job engine: Postgres is the truth, Redis is a bell.

`promise` writes a row in the business transaction and rings after commit. `claim` locks the row for
one worker. `sweep` rings again for whatever is due and unclaimed, so that a wiped Redis
or a killed worker delays work and loses none (measured: `tests/faults/`, trust.md 4).
"""

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from celery import current_app
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from .models import OutboxJob

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 8


class NobodyToActFor(Exception):
    """The promise does not say in whose name, or where, the work is to be done."""


def actor_of(job: OutboxJob) -> uuid.UUID:
    """In whose name the work is done. Raises NobodyToActFor: nothing done is not done."""
    if job.on_behalf_of_id is None:
        raise NobodyToActFor(job.key)
    return job.on_behalf_of_id


def place_of(job: OutboxJob) -> uuid.UUID:
    """The setting where the work is done. Raises NobodyToActFor."""
    if job.setting_id is None:
        raise NobodyToActFor(job.key)
    return job.setting_id


def promise(
    *,
    task: str,
    subject_id: uuid.UUID,
    key: str,
    setting_id: uuid.UUID | None,
    actor_id: uuid.UUID | None = None,
    due_at: datetime | None = None,
) -> None:
    """Promise that `task` (a Celery name) runs once for `subject_id`, after this commit.

    `key` says which work this is: the same promise made twice is one row. `actor_id` is the person
    in whose name it is done (`job.on_behalf_of_id`, for `context.acting_as`), if it is anybody's.
    """
    job = OutboxJob(
        key=key,
        task=task,
        subject_id=subject_id,
        setting_id=setting_id,
        on_behalf_of_id=actor_id,
        due_at=due_at or timezone.now(),
    )
    OutboxJob.objects.bulk_create([job], ignore_conflicts=True)
    if due_at is None:
        transaction.on_commit(lambda: ring(task, job.pk))


def promise_all(jobs: list[OutboxJob]) -> None:
    """Promise many things at once: one statement, and one bell each after the commit.

    If Redis is away it is asked once and not once for each of ten thousand jobs.
    """
    OutboxJob.objects.bulk_create(jobs, ignore_conflicts=True)

    def ring_all() -> None:
        all(ring(job.task, job.pk) for job in jobs)

    transaction.on_commit(ring_all)


def ring(task: str, job_id: uuid.UUID) -> bool:
    """Ring the bell. If Redis is away nothing is lost: the sweeper rings again. Says if it rang."""
    try:
        current_app.send_task(task, args=[str(job_id)])
    except Exception as problem:  # whatever the broker's client raises today
        log.warning("The bell is silent for job %s: %s", job_id, type(problem).__name__)
        return False
    return True


@contextmanager
def claim(job_id: str) -> Iterator[OutboxJob | None]:
    """Lock a job, yield it, and mark it done with the effect, in one transaction.

    Yields None if it is done, not due, or in another worker's hands. A worker that is killed loses
    its connection, and with it the lock and everything half done. An exception undoes the effect
    and writes only its name to the row, with a later due time; after `MOST_ATTEMPTS` the row is
    given up and shown to the manager.
    """
    with transaction.atomic():  # committed by itself, so that work that kills its worker is counted
        if (job := _lock(job_id)) is None:
            log.info("Job %s is done, not due, or in other hands", job_id)
        else:
            job.attempts += 1
            if job.attempts > MOST_ATTEMPTS:
                job.given_up_at = timezone.now()
            job.save(update_fields=["attempts", "given_up_at"])
    if job is None or job.given_up_at:
        yield None
        return
    with transaction.atomic():
        if (job := _lock(job_id)) is None:
            yield None
            return
        try:
            with transaction.atomic():
                yield job
        except Exception as problem:
            log.warning("Job %s failed (attempt %s)", job_id, job.attempts, exc_info=True)
            job.due_at = timezone.now() + timedelta(seconds=min(600, 5 * 2**job.attempts))
            job.last_error = type(problem).__name__[:200]
        else:
            job.done_at = timezone.now()
        job.save(update_fields=["due_at", "last_error", "done_at"])


def _waiting() -> QuerySet[OutboxJob]:
    """Jobs that are due, not done and locked by nobody; locks the ones that are read."""
    return OutboxJob.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        done_at__isnull=True, given_up_at__isnull=True, due_at__lte=timezone.now()
    )


def _lock(job_id: str) -> OutboxJob | None:
    return _waiting().filter(pk=job_id).first()


def sweep(*, most: int = 500) -> int:
    """Ring again for work that is due and in nobody's hands; returns how many bells were rung.

    Only while fewer than `most` bells are waiting to be heard: the rings of a large batch are not
    doubled as long as they are still in Redis. If Redis is away it is asked once, as above.
    """
    room = most - _bells_waiting()
    if room <= 0:
        return 0
    with transaction.atomic():
        waiting = list(_waiting().order_by("due_at").values_list("task", "pk")[:room])
    rung = 0
    for task, job_id in waiting:
        if not ring(task, job_id):
            break
        rung += 1
    return rung


def _bells_waiting() -> int:
    """How many bells no worker has heard yet; none if Redis is away."""
    try:
        with current_app.connection_for_write() as broker:
            return int(broker.default_channel.client.llen(current_app.conf.task_default_queue))
    except Exception as problem:  # whatever the broker's client raises today
        log.warning("The bells could not be counted: %s", type(problem).__name__)
        return 0
