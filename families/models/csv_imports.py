from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Model
from .places import Setting


class CsvImport(Model):
    """A spreadsheet that a manager brings in: what stands in it, and what became of it.

    The rows stay here until they are imported or thrown away. A file that nobody came back to for
    30 days is on no list any more; it is thrown away when the next file is brought in.
    """

    class Kind(models.TextChoices):
        ROOMS = "rooms", _("Rooms")
        STAFF = "staff", _("Staff")
        CHILDREN = "children", _("Children")
        FAMILIES = "families", _("Parents and carers")

    class State(models.TextChoices):
        MATCHING = "matching", _("Columns not matched yet")
        READY = "ready", _("Waiting for your yes")
        RUNNING = "running", _("Being imported")
        DONE = "done", _("Imported")
        FAILED = "failed", _("Not imported")
        DISCARDED = "discarded", _("Thrown away")

    OPEN = (State.MATCHING, State.READY, State.FAILED)

    class DateOrder(models.TextChoices):
        DAY_FIRST = "dmy", _("day first")
        MONTH_FIRST = "mdy", _("month first")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.MATCHING)
    headers = models.JSONField(default=list)
    # Each row as [its number in the spreadsheet, [cell, cell, …]].
    rows = models.JSONField(default=list)
    # For each column the field it goes into, or "" to leave it out.
    matching = models.JSONField(default=list)
    date_order = models.CharField(max_length=3, choices=DateOrder.choices, blank=True)
    # How many were new, changed and the same, and how many letters wait.
    outcome = models.JSONField(default=dict, blank=True)
    round = models.PositiveSmallIntegerField(default=0)  # how often it was started
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["setting", "-created_at"], name="csv_import_newest")]
        constraints = [
            models.CheckConstraint(
                name="csv_import_keeps_no_rows_when_over",
                condition=~models.Q(state__in=["done", "discarded"]) | models.Q(rows=[]),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        """Whether its rows are still here and nobody works on them."""
        return self.state in self.OPEN
