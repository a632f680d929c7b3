from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import Model
from .children import Family
from .places import Setting


class HardTime(Model):
    """A hard time at home, told to a few people for a while.

    Read by the home it is about and by exactly those whom it names, and by nobody after its last
    day. While it holds, we ask this home for nothing that can wait.
    """

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="hard_times")
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("what you want us to know"))
    started_on = models.DateField()
    ends_on = models.DateField(_("until"))
    taken_back_on = models.DateField(null=True, blank=True)
    # Ids of the staff who read it; nobody joins later.
    readers = ArrayField(models.UUIDField())

    class Meta:
        indexes = [models.Index(fields=["family", "ends_on"], name="hard_time_of_home")]
        constraints = [
            models.CheckConstraint(
                name="hard_time_has_an_end",
                condition=models.Q(ends_on__gte=models.F("started_on")),
            ),
            models.CheckConstraint(name="hard_time_has_readers", condition=~models.Q(readers=[])),
        ]

    def __str__(self) -> str:
        return f"hard time {self.pk}"
