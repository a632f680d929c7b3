import uuid
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from .base import Dated, Model, ends_after_it_starts
from .places import Room, Setting


class Child(Dated, Model):
    """A child on the roll of a setting, from the first day to the last."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="children")
    full_name = models.CharField(_("full name"), max_length=120)
    known_as = models.CharField(_("name we use"), max_length=60)
    pronunciation = models.CharField(_("how to say it"), max_length=120, blank=True)
    # Unknown before the birth; then `expected_on` says for when the baby is expected.
    date_of_birth = models.DateField(_("date of birth"), null=True, blank=True)
    expected_on = models.DateField(_("expected"), null=True, blank=True)
    home_languages = models.JSONField(_("home languages"), default=list, blank=True)
    allergies = models.CharField(_("allergies"), max_length=200, blank=True)
    diet = models.CharField(_("food"), max_length=200, blank=True)
    care_note = models.CharField(_("good to know"), max_length=300, blank=True)
    # Under this key stands what the family allows: it says nothing about the child to those who
    # must know what may be shown, but not of whom (`ConsentInForce`).
    consent_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # What another product calls this child, so that its lists can be brought in again.
    reference = models.CharField(_("number in the other system"), max_length=60, blank=True)
    portrait = models.CharField(max_length=120, blank=True)

    room_now: Room | None = None  # no column: lists of children fill it in

    class Meta:
        verbose_name_plural = "children"
        indexes = [models.Index(fields=["setting", "known_as"], name="child_setting_name")]
        constraints = [
            ends_after_it_starts("child_leaves_after_starting"),
            models.CheckConstraint(
                name="child_is_born_or_expected",
                condition=Q(date_of_birth__isnull=False) | Q(expected_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["setting", "reference"],
                condition=~Q(reference=""),
                name="child_reference_once_per_setting",
            ),
        ]

    def __str__(self) -> str:
        return self.known_as

    @property
    def is_expected(self) -> bool:
        """Not born yet, or nobody has told us the day."""
        return self.date_of_birth is None

    def age_in_months(self, day: date) -> int | None:
        """Whole months on `day`, as practitioners count; None for a child who is expected."""
        born = self.date_of_birth
        if born is None:
            return None
        return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)


def days_held() -> Func:
    """The row's days as a range, both ends included."""
    return Func(
        F("started_on"),
        F("ended_on"),
        Value("[]"),
        function="daterange",
        output_field=DateRangeField(),
    )


class RoomPlace(Dated, Model):
    """The days on which a child belongs to a room; never two rooms on one day."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="room_places")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="places_taken")

    class Meta:
        indexes = [models.Index(fields=["room", "started_on"], name="room_place_room_from")]
        constraints = [
            ends_after_it_starts("room_place_ends_after_it_starts"),
            ExclusionConstraint(
                name="one_room_a_day_per_child",
                expressions=[
                    (F("child"), RangeOperators.EQUAL),
                    (days_held(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This child has another room on some of these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"place {self.pk}"


class Family(Model):
    """One household: its adults and children are the links that name it. A child may have two."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="families")
    name = models.CharField(_("name"), max_length=120)
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    what_matters = models.TextField(_("what matters to us"), blank=True)

    class Meta:
        verbose_name_plural = "families"

    def __str__(self) -> str:
        return self.name


class ParentCarer(Dated, Model):
    """The dated link between one adult and one child, with what this adult may see and receive."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="parent_carers")
    user = models.ForeignKey(
        "families.User", on_delete=models.PROTECT, related_name="parent_carers"
    )
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="parent_carers")
    relationship = models.CharField(_("who they are to the child"), max_length=80)
    has_parental_responsibility = models.BooleanField(_("parental responsibility"), default=False)
    lives_with_child = models.BooleanField(_("lives with the child"), default=True)
    sees_journal = models.BooleanField(_("learning journal"), default=True)
    sees_daily_notes = models.BooleanField(_("daily notes"), default=True)
    sees_photos = models.BooleanField(_("photographs"), default=True)
    sees_reports = models.BooleanField(_("reports"), default=True)
    can_message = models.BooleanField(_("messages"), default=True)
    receives_updates = models.BooleanField(_("e-mail updates"), default=True)
    may_collect = models.BooleanField(_("may collect"), default=True)
    confirmed_by = models.ForeignKey(
        "families.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Other rights are another link, but on its first day: since when these hold, if they changed.
    rights_since = models.DateTimeField(null=True, blank=True, editable=False)

    # no columns: the page of a child fills them in for the manager
    earlier: list["ParentCarer"] = []
    planned: list["ParentCarer"] = []
    may_be_seen_as: bool = False

    class Meta:
        indexes = [models.Index(fields=["user", "child"], name="parent_carer_user_child")]
        constraints = [
            ends_after_it_starts("parent_carer_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["child", "user"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_link_per_adult_and_child",
            ),
            # A link that was ended at once on its first day keeps the day before as its only one,
            # whatever held then (`end_link`).
            ExclusionConstraint(
                name="one_link_a_day_per_adult_and_child",
                expressions=[
                    (F("child"), RangeOperators.EQUAL),
                    (F("user"), RangeOperators.EQUAL),
                    (days_held(), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(ended_on__isnull=True) | ~models.Q(ended_on=F("started_on")),
                violation_error_message=_("They have another link on some of these days."),
            ),
        ]

    def __str__(self) -> str:
        return self.relationship

    @property
    def arranges_collection(self) -> bool:
        """Whether this adult names others who collect: may collect, and decides for the child or
        lives with them. Whoever may not collect can send nobody either."""
        decides_or_lives = self.has_parental_responsibility or self.lives_with_child
        return self.may_collect and decides_or_lives


# What an invitation may grant, in the words of the form.
RIGHTS = (
    "has_parental_responsibility",
    "lives_with_child",
    "sees_journal",
    "sees_daily_notes",
    "sees_photos",
    "sees_reports",
    "can_message",
    "receives_updates",
    "may_collect",
)
