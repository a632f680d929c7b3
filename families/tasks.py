from celery import shared_task
from django.utils import timezone

from . import context, outbox
from .actions import csv_imports, planning, stamps
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


@shared_task
def keep_stamp_keys() -> None:
    """Beat calls this every few minutes: open the keys of terms that have begun, destroy those of
    terms that are over, and tell the letterbox how many hold stamps."""
    today = timezone.localdate()
    stamps.open_stamp_keys(today)
    stamps.destroy_stamp_keys(today)
    stamps.tell_letterbox(today)


@shared_task
def run_csv_import(job_id: str) -> None:
    """Import a file in the name of the manager who said yes to it."""
    with outbox.claim(job_id) as job:
        if job:
            with context.acting_as(outbox.actor_of(job), setting_id=job.setting_id) as person:
                csv_imports.run_import(job.subject_id, actor=person, attempt=job.attempts)
