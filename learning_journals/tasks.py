"""Work of the worker: each task claims one promise and does one action: reports in the name of who
asked for them, photographs in nobody's (`families/row_security/` opens just the promised row).
"""

import time

from celery import shared_task

from families import context, outbox

from .actions import photos, reports
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


@shared_task(time_limit=SWEEP_SECONDS, soft_time_limit=SWEEP_SECONDS - 10)
def clear_lost_files() -> None:
    """Beat calls this every hour: remove files that no photo knows, from some of the folders."""
    turn = int(time.time() // 3600) % HOURS_FOR_ALL_FOLDERS
    photos.clear_lost_files(folders=EVERY_FOLDER[turn::HOURS_FOR_ALL_FOLDERS])
