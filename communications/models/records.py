from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

KEPT_FOR = timedelta(days=7)  # long enough to fetch it, too short to lie about


class RecordPack(Model):
    """One adult's copy of a child's record: everything that this very adult may see, as one file.

    Made by a worker in the adult's name, at most once a day; fetched by nobody else; removed after
    a week. The row stays and says that there was one. It holds as long as the `link` whose rights
    it was made with, and its photographs as long as the families of everybody in them allow them.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", _("Being put together")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be put together")
        REMOVED = "removed", _("Removed again")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="+")
    # A change of rights is another link (`ParentCarer`). Null in rows of the time before.
    link = models.ForeignKey(
        "families.ParentCarer", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    asked_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    day = models.DateField()
    # Which observations are in it.
    entries = ArrayField(models.UUIDField(), default=list, db_default=[], blank=True)
    # Under which keys (`Child.consent_key`) somebody is in its photographs: in all of them, and
    # beside this child in the nursery's.
    photos_show = ArrayField(models.UUIDField(), default=list, blank=True)
    photos_beside = ArrayField(models.UUIDField(), default=list, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    file_name = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Counts the tries of a day: one that failed is promised anew, under a new key.
    round = models.PositiveSmallIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["asked_by", "-asked_at"], name="record_pack_asked")]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "child", "link", "day"], name="one_record_pack_a_day"
            ),
            models.CheckConstraint(
                name="ready_record_has_a_file",
                condition=~models.Q(status="ready") | ~models.Q(file_name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"record pack {self.pk}"
