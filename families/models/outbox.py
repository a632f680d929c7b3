from django.db import models
from django.utils import timezone

from .base import Model


class OutboxJob(Model):
    """Work that was promised in a business transaction. Postgres is the truth, Redis only a bell.

    `key` is unique: the same work cannot be promised twice. A worker holds a lock on the row while
    it works; if it dies, Postgres drops the lock and the sweeper rings again. `on_behalf_of` is who
    asked for it: the worker then sees what that person may see on that day, and no more.
    """

    setting = models.ForeignKey("families.Setting", null=True, on_delete=models.CASCADE)
    key = models.CharField(max_length=200, unique=True)
    task = models.CharField(max_length=100)
    subject_id = models.UUIDField()
    on_behalf_of = models.ForeignKey(
        "families.User", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    due_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="outbox_waiting",
                condition=models.Q(done_at__isnull=True, given_up_at__isnull=True),
            ),
            # A page that says how far its work is, and the worker's permission for a promised photo
            # (`row_security/`), look for the jobs of one row.
            models.Index(fields=["subject_id"], name="outbox_subject"),
        ]

    def __str__(self) -> str:
        return self.key
