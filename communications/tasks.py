"""What the worker does by itself: nothing but calling an action with an id."""

from celery import shared_task
from django.utils import timezone

from families import context, outbox

from .actions import digests, records


@shared_task
def queue_due_digests() -> None:
    """Beat calls this every minute: write down the digests that are due."""
    now = timezone.now()
    digests.write_down_due_digests(now=now)
    digests.try_again_after_outage(now=now)


@shared_task
def send_digest(job_id: str) -> None:
    """Send one digest, once."""
    with outbox.claim(job_id) as job:
        if job is not None:
            digests.send_digest(job.subject_id)


@shared_task
def build_record(job_id: str) -> None:
    """Put together one adult's copy of a child's record."""
    with outbox.claim(job_id) as job:
        if job:
            last = job.attempts >= outbox.MOST_ATTEMPTS
            with context.acting_as(outbox.actor_of(job), setting_id=job.setting_id) as person:
                records.build_record(job.subject_id, actor=person, is_last_try=last)


@shared_task
def remove_record(job_id: str) -> None:
    """Remove a copy after its week."""
    with outbox.claim(job_id) as job:
        if job:
            records.remove_record(job.subject_id)
