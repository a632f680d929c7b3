from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

BOOK_KEPT_FOR = timedelta(days=7)  # long enough to print it, too short to lie about


class JournalBook(Model):
    """A month of a child's journal, or all of it, as a PDF with photographs, for one adult.

    Made by a worker in the adult's name, fetched by nobody else, removed after a week; the row
    stays and says that there was one. It holds as long as the `link` whose rights it was made
    with, as long as none of its entries is taken back, and its photographs as long as the families
    of everybody in them allow them.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be made")
        REMOVED = "removed", _("Removed again")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="+")
    # A change of rights is another link (`ParentCarer`).
    link = models.ForeignKey("families.ParentCarer", on_delete=models.RESTRICT, related_name="+")
    asked_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    day = models.DateField()
    month = models.DateField(_("which month"), null=True, blank=True)  # its first day; null for all
    # Which observations are in it.
    entries = ArrayField(models.UUIDField(), default=list, db_default=[], blank=True)
    # Under which keys (`Child.consent_key`) somebody is in its photographs: in all of them, and
    # beside this child in the nursery's.
    photos_show = ArrayField(models.UUIDField(), default=list, blank=True)
    photos_beside = ArrayField(models.UUIDField(), default=list, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    file_name = models.CharField(max_length=120, blank=True)
    pages = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Counts the tries of a day: one that failed is promised anew, under a new key.
    round = models.PositiveSmallIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["asked_by", "-asked_at"], name="journal_book_asked")]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "child", "link", "day", "month"],
                nulls_distinct=False,
                name="one_book_of_a_month_a_day",
            ),
            models.CheckConstraint(
                name="ready_book_has_a_file",
                condition=~models.Q(status="ready") | ~models.Q(file_name=""),
            ),
            models.CheckConstraint(
                name="month_of_a_book_is_its_first_day",
                condition=models.Q(month__isnull=True) | models.Q(month__day=1),
            ),
        ]

    def __str__(self) -> str:
        return f"journal book {self.pk}"
