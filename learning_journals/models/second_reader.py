"""A second person reads an observation before families do: whether the setting wants that, and what
was given back to its writer (domain.md S72)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

from .observations import Observation

GIVEN_BACK_LIMIT = 500


class SecondReaderRule(Model):
    """Whether observations are read by a second person, as the manager chose. Without a row they
    are not; an earlier choice stays written down."""

    class How(models.TextChoices):
        NOBODY = "nobody", _("No: whoever writes it shares it")
        ALL = "all", _("Yes, all of them")
        NOT_OF_READERS = (
            "not_of_readers",
            _("Yes, but room leaders, deputy and manager share their own at once"),
        )

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    how = models.CharField(max_length=14, choices=How.choices)
    chosen_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["setting"],
                condition=Q(replaced_at__isnull=True),
                name="one_second_reader_rule_per_setting",
            )
        ]

    def __str__(self) -> str:
        return f"second reader rule {self.pk}"


class GivenBack(Model):
    """What a second reader said when she gave an observation back. Between the two of them and the
    room: no family reads it. Written once, never changed."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    observation = models.ForeignKey(
        Observation, on_delete=models.CASCADE, related_name="given_back"
    )
    by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("what is still missing?"), max_length=GIVEN_BACK_LIMIT)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "given back"
        indexes = [models.Index(fields=["observation", "-at"], name="given_back_at")]
        constraints = [models.CheckConstraint(name="given_back_with_words", condition=~Q(words=""))]

    def __str__(self) -> str:
        return f"given back {self.pk}"
