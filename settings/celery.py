"""The Celery application and what beat rings, and when.

Postgres is the truth and Redis is only a bell (`families/outbox.py`): a task that was lost is rung
again by the sweeper, so nothing here needs results, retries or long visibility times.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.production")

app = Celery("footbridge")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "ring again for work that is waiting": {
        "task": "families.tasks.sweep_outbox",
        "schedule": 5.0,
        # Rings that nobody heard while all workers were away are not made up for.
        "options": {"expires": 60},
    },
    "remove files of photographs that no row knows": {
        "task": "learning_journals.tasks.clear_lost_files",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "count for the planners what families named": {
        "task": "families.tasks.count_for_planners",
        "schedule": crontab(hour="3", minute="10"),
        "options": {"expires": 3600},
    },
    "open and destroy what signs stamps, and count who holds any": {
        "task": "families.tasks.keep_stamp_keys",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "release the words of the day at the set hour": {
        "task": "learning_journals.tasks.release_due_days",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "empty the letterboxes whose hour has come": {
        "task": "feedback.tasks.empty_boxes",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "write letterboxes anew, so that a write tells nothing": {
        "task": "feedback.tasks.go_round_soon",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "write down the digests that are due": {
        "task": "communications.tasks.queue_due_digests",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
}
