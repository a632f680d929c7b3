from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model


def _ready_means_a_file(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=~models.Q(status="ready") | ~models.Q(file_name="")
    )


class ReportRun(Model):
    """One press of *Print termly reports*: a room and a term, a report a child and one for all."""

    class Status(models.TextChoices):
        BUILDING = "building", _("Building")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be built")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey("families.Room", on_delete=models.CASCADE, related_name="+")
    term = models.ForeignKey("families.Term", on_delete=models.CASCADE, related_name="+")
    requested_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.BUILDING)
    file_name = models.CharField(max_length=120, blank=True)
    pages = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Counts the tries: a report that could not be built is promised anew, under a new key.
    round = models.PositiveSmallIntegerField(default=1)
    tried_again_at = models.DateTimeField(null=True, blank=True)
    idempotency_key = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["requested_by", "idempotency_key"], name="report_run_once_per_form"
            ),
            _ready_means_a_file("ready_run_has_a_file"),
        ]

    def __str__(self) -> str:
        return f"report run {self.pk}"

    @property
    def round_began_at(self) -> datetime:
        """When it was asked for, the last time."""
        return self.tried_again_at or self.requested_at


class ProgressReport(Model):
    """One child's termly report as a PDF. The file is whole or not there."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be built")

    class Problem(models.TextChoices):
        FONTS = "fonts", _("Letters of a script are missing on the server.")
        STORAGE = "storage", _("There is no room left for files.")
        OTHER = "other", _("Something went wrong on the server.")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(ReportRun, on_delete=models.CASCADE, related_name="reports")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="reports")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    problem = models.CharField(max_length=10, choices=Problem.choices, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    pages = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    # The home whose words stand in it: a home that comes later does not read those.
    from_home = models.ForeignKey(
        "families.Family", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # With photographs of the child in it, the family reads it while those may be shown.
    has_photos = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "child"], name="one_report_per_child_and_run"),
            _ready_means_a_file("ready_report_has_a_file"),
        ]
        indexes = [models.Index(fields=["child", "-finished_at"], name="report_child")]

    def __str__(self) -> str:
        return f"progress report {self.pk}"
