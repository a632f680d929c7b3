"""What the worker does by itself: nothing but calling an action with an id."""

from celery import shared_task
from django.utils import timezone

from families import outbox

from .actions import digests


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
