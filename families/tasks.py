from celery import shared_task
from django.utils import timezone

from . import outbox
from .actions import planning
from .actions.invitations import deliver_invitation
from .actions.safeguarding import tell_lead


@shared_task
def sweep_outbox() -> None:
    """Beat calls this every few seconds: ring again for work that is waiting."""
    outbox.sweep()


@shared_task
def send_invitation(job_id: str) -> None:
    """Send the letter of an invitation; after a failure the sweeper rings again, ever later."""
    with outbox.claim(job_id) as job:
        if job:  # without a sender it is the first manager's, or the action refuses
            deliver_invitation(
                job.subject_id, sender_id=job.on_behalf_of_id, setting_id=outbox.place_of(job)
            )


@shared_task
def tell_safeguarding_lead(job_id: str) -> None:
    """Tell a safeguarding lead by mail that something waits, without a word of it."""
    with outbox.claim(job_id) as job:
        if job:
            tell_lead(job.subject_id, setting_id=outbox.place_of(job))


@shared_task
def count_for_planners() -> None:
    """Beat calls this at night: what families named, in fives."""
    planning.count_what_families_named(timezone.localdate())
