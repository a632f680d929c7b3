"""What we are working on: at most three open next steps a child (product J6, domain.md S45)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

from .observations import Observation

MOST_OPEN = 3


class NextStep(Model):
    """Something the adults help a child with now, at nursery and at home.

    Written once and never over: it is closed, with the day and who did it, and another is begun.
    An open one sits in one of three places, each of which is taken once: so the database too knows
    that there are at most three.
    """

    class Outcome(models.TextChoices):
        SEEN = "seen", _("We saw it")
        NOT_NOW = "not_now", _("Not now")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="next_steps")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(_("what we help with"), max_length=300)
    why = models.CharField(_("why"), max_length=500)
    at_home = models.CharField(_("what it looks like at home"), max_length=500)
    # The observation whose next step it was, if it was one.
    begun_from = models.ForeignKey(
        Observation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    begun_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    begun_on = models.DateField(default=timezone.localdate)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "families.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    seen_in = models.ForeignKey(
        Observation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closing_words = models.CharField(_("a word about it"), max_length=300, blank=True)

    class Meta:
        ordering = ["begun_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "place"],
                condition=models.Q(closed_on__isnull=True),
                name="next_step_in_one_of_three_places",
            ),
            models.CheckConstraint(
                name="three_next_steps_at_most",
                condition=models.Q(place__gte=1, place__lte=MOST_OPEN),
            ),
            models.CheckConstraint(
                name="next_step_is_closed_whole",
                condition=models.Q(
                    closed_on__isnull=True,
                    closed_by__isnull=True,
                    outcome="",
                    seen_in__isnull=True,
                    closing_words="",
                )
                | models.Q(closed_on__isnull=False, closed_by__isnull=False, outcome="not_now")
                & models.Q(seen_in__isnull=True)
                | models.Q(
                    closed_on__isnull=False,
                    closed_by__isnull=False,
                    outcome="seen",
                    seen_in__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="next_step_ends_after_it_begins",
                condition=models.Q(closed_on__isnull=True)
                | models.Q(closed_on__gte=models.F("begun_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"next step {self.pk}"
