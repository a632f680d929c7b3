"""Who takes a child home: people a home has named, its password, and who it is on a day."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Dated, Model, ends_after_it_starts
from .children import Child, Family
from .places import Setting

YOUNGEST_COLLECTOR = 16  # domain.md 2.8: collectors are normally 16 or 18 and over


class AuthorisedCollector(Dated, Model):
    """Somebody without an account whom one home allows to take a child home, from a day to a day.

    `ended_at` is the minute in which the home took this back: from then on it holds no more,
    whatever the days say. Nothing else is ever changed; somebody with a new number is written down
    anew.
    """

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="collectors")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="collectors")
    full_name = models.CharField(_("full name"), max_length=120)
    relationship = models.CharField(_("who they are to the child"), max_length=80)
    phone = models.CharField(_("phone"), max_length=30)
    portrait = models.CharField(max_length=120, blank=True)
    added_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["child", "family"], name="collector_child_home")]
        constraints = [ends_after_it_starts("collector_ends_after_they_start")]

    def __str__(self) -> str:
        return self.full_name


class CollectionPassword(Model):
    """The word that one home and the nursery agreed on, until the home takes another.

    Kept as it is said, because staff must compare it with what they hear at the door; it is needed
    and never enough alone. Once replaced, the word itself is gone and its days stay
    (docs/decisions/0012).
    """

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="passwords")
    word = models.CharField(_("collection password"), max_length=40, blank=True)
    set_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family"],
                condition=Q(ended_at__isnull=True),
                name="one_collection_password_per_home",
            ),
            models.CheckConstraint(
                name="an_old_collection_password_is_forgotten",
                condition=Q(ended_at__isnull=True) & ~Q(word="")
                | Q(ended_at__isnull=False, word=""),
            ),
        ]

    def __str__(self) -> str:
        return f"collection password {self.pk}"


class CollectionChoice(Model):
    """Who collects a child on one day, as one home told us: an adult of that home, or somebody it
    has allowed. Another choice of the same home takes its place; both stay written down."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="collection_choices")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    adult = models.ForeignKey(
        "families.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    collector = models.ForeignKey(
        AuthorisedCollector,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="choices",
    )
    told_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "family", "day"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_collector_a_day_per_home",
            ),
            models.CheckConstraint(
                name="either_an_adult_or_a_collector",
                condition=Q(adult__isnull=False, collector__isnull=True)
                | Q(adult__isnull=True, collector__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"choice {self.pk}"


class CollectorCheck(Model):
    """A member of staff made sure of somebody: met them (`choice` is empty), or rang the home back
    about one day. Written once, never changed."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    collector = models.ForeignKey(
        AuthorisedCollector, on_delete=models.CASCADE, related_name="checks"
    )
    choice = models.ForeignKey(
        CollectionChoice, null=True, blank=True, on_delete=models.CASCADE, related_name="checks"
    )
    by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("collector"),
                condition=Q(choice__isnull=True),
                name="a_collector_is_met_once",
            ),
            models.UniqueConstraint(
                F("choice"), condition=Q(choice__isnull=False), name="a_choice_is_rung_back_once"
            ),
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"
