"""Work of the worker: each task claims one promise and does one action: reports in the name of who
asked for them, photographs in nobody's (`families/row_security/` opens just the promised row).
"""

import time

from celery import shared_task
from django.utils import timezone

from families import context, outbox

from .actions import books, photos, release, reports, sounds
from .photos import EVERY_FOLDER

SWEEP_SECONDS = 300  # less than the broker waits before it gives the task to another worker
# One more than a day has, so that every folder has its turn also where all is off at night.
HOURS_FOR_ALL_FOLDERS = 25


@shared_task
def build_report(job_id: str) -> None:
    """One child's termly report."""
    with outbox.claim(job_id) as job:
        if job:
            last = job.attempts >= outbox.MOST_ATTEMPTS
            with context.acting_as(outbox.actor_of(job), setting_id=job.setting_id) as person:
                reports.build_report(job.subject_id, actor=person, is_last_try=last)


@shared_task
def build_report_run(job_id: str) -> None:
    """The book of a room's reports, when all of them are built."""
    with outbox.claim(job_id) as job:
        if job:
            last = job.attempts >= outbox.MOST_ATTEMPTS
            with context.acting_as(outbox.actor_of(job), setting_id=job.setting_id) as person:
                reports.build_report_run(job.subject_id, actor=person, is_last_try=last)


@shared_task
def build_journal_book(job_id: str) -> None:
    """A month of a child's journal, or all of it, for the adult who asked."""
    with outbox.claim(job_id) as job:
        if job:
            last = job.attempts >= outbox.MOST_ATTEMPTS
            with context.acting_as(outbox.actor_of(job), setting_id=job.setting_id) as person:
                books.build_book(job.subject_id, actor=person, is_last_try=last)


@shared_task
def remove_journal_book(job_id: str) -> None:
    """Remove a book after its week."""
    with outbox.claim(job_id) as job:
        if job:
            books.remove_book(job.subject_id)


@shared_task
def make_photo_sizes(job_id: str) -> None:
    """The sizes of one photo, for screens and paper."""
    with outbox.claim(job_id) as job:
        if job:
            photos.make_photo_sizes(job.subject_id)


@shared_task
def clear_photo(job_id: str) -> None:
    """A photo that was taken out of a draft, and not put back within the hour."""
    with outbox.claim(job_id) as job:
        if job:
            photos.clear_photo(job.subject_id)


@shared_task
def make_sound(job_id: str) -> None:
    """A sound of one entry, made ready to be heard."""
    with outbox.claim(job_id) as job:
        if job:
            last = job.attempts >= outbox.MOST_ATTEMPTS
            sounds.make_sound(job.subject_id, is_last_try=last)


@shared_task
def clear_received_sound(job_id: str) -> None:
    """What was received of a sound, a day ago."""
    with outbox.claim(job_id) as job:
        if job:
            sounds.clear_received(job.subject_id)


@shared_task
def release_due_days() -> None:
    """Beat calls this every minute: families read the words of the day from the set hour on."""
    release.release_due(now=timezone.now())


@shared_task(time_limit=SWEEP_SECONDS, soft_time_limit=SWEEP_SECONDS - 10)
def clear_lost_files() -> None:
    """Beat calls this every hour: remove files that no photo and no sound knows, from some of the
    folders."""
    turn = int(time.time() // 3600) % HOURS_FOR_ALL_FOLDERS
    photos.clear_lost_files(folders=EVERY_FOLDER[turn::HOURS_FOR_ALL_FOLDERS])
    sounds.clear_lost_sounds(folders=EVERY_FOLDER[turn::HOURS_FOR_ALL_FOLDERS])
