"""What a court has ordered about one adult and one child, for the manager's eyes alone."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Dated, Model, ends_after_it_starts
from .children import Child
from .places import Setting


class CourtOrderNote(Dated, Model):
    """A note about an order, read by manager and deputy and in no export, page of the room or line
    of the trail. Rooms see only the consequence: the rights of the link."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="court_orders")
    adult = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("what the order says"))
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)
    written_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            ends_after_it_starts("court_order_ends_after_it_starts"),
            models.CheckConstraint(
                name="a_court_order_is_looked_at_after_it_starts",
                condition=Q(review_on__isnull=True) | Q(review_on__gte=models.F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"court order {self.pk}"
