from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Dated, Model, ends_after_it_starts
from .children import Child, days_held
from .places import Membership, Setting


def _one_a_day(name: str, *, is_backup: bool, said: object) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[
            (models.F("child"), RangeOperators.EQUAL),
            (days_held(), RangeOperators.OVERLAPS),
        ],
        condition=models.Q(is_backup=is_backup),
        violation_error_message=said,
    )


class KeyPersonAssignment(Dated, Model):
    """The named practitioner for a child and family, or the back-up; never overwritten."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="key_persons")
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="key_children"
    )
    is_backup = models.BooleanField(_("back-up key person"), default=False)
    reason = models.CharField(_("why this changed"), max_length=200, blank=True)

    class Meta:
        constraints = [
            ends_after_it_starts("key_person_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(ended_on__isnull=True, is_backup=False),
                name="one_open_key_person_per_child",
                violation_error_message=_("This child has a key person already."),
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(ended_on__isnull=True, is_backup=True),
                name="one_open_backup_per_child",
                violation_error_message=_("This child has a back-up key person already."),
            ),
            _one_a_day(
                "one_key_person_a_day_per_child",
                is_backup=False,
                said=_("This child has another key person on some of these days."),
            ),
            _one_a_day(
                "one_backup_a_day_per_child",
                is_backup=True,
                said=_("This child has another back-up key person on some of these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"key person {self.pk}"


class Cover(Dated, Model):
    """The days on which a colleague has a key child in their care while the key person is away.

    A dated stand-in (glossary); one row for each child of an absence. The family reads who it is,
    until when and `reason`; what the colleague should know is a `HandoverNote`, and staff only.
    """

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="covers")
    away = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="covered_by", verbose_name=_("away")
    )
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="covers")
    ended_on = models.DateField(_("last day"))
    reason = models.CharField(_("why, in words for families"), max_length=120, blank=True)

    class Meta:
        constraints = [
            ends_after_it_starts("cover_ends_after_it_starts"),
            models.CheckConstraint(
                name="nobody_covers_for_themselves",
                condition=~models.Q(membership=models.F("away")),
                violation_error_message=_("Nobody can cover for themselves."),
            ),
            ExclusionConstraint(
                name="one_cover_a_day_per_child",
                expressions=[
                    (models.F("child"), RangeOperators.EQUAL),
                    (days_held(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Somebody else covers for this child on these days."),
            ),
        ]
        indexes = [models.Index(fields=["membership", "ended_on"], name="cover_membership_ends")]

    def __str__(self) -> str:
        return f"cover {self.pk}"


class HandoverNote(Model):
    """What the covering colleague should know about the child; staff only, families never."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    cover = models.OneToOneField(Cover, on_delete=models.CASCADE, related_name="note")
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("for your colleague"), max_length=1000)

    def __str__(self) -> str:
        return f"hand-over note {self.pk}"


class KeyPersonHello(Model):
    """A few words of a new key person to this family; both their homes read the same ones."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    assignment = models.OneToOneField(
        KeyPersonAssignment, on_delete=models.CASCADE, related_name="hello"
    )
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("hello"), max_length=600)
    written_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"hello {self.pk}"


class HelloSeen(Model):
    """That one adult has read a hello ("Thank you, seen"); each adult for themselves."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    hello = models.ForeignKey(KeyPersonHello, on_delete=models.CASCADE, related_name="seen")
    user = models.ForeignKey("families.User", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hello", "user"], name="hello_seen_once_per_adult")
        ]

    def __str__(self) -> str:
        return f"seen {self.pk}"
