"""What a family must know the same day: an accident, an incident, an injury on arrival.

Signed when it is saved and never changed afterwards: what comes later is an addendum. The names of
colleagues are written into the row, because families read it after somebody has left as well.
"""

from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

NOTICE_LIMIT = 2_000


class BodyRegion(models.TextChoices):
    """Where on the body, as the child itself would say left and right."""

    FOREHEAD = "forehead", _("Forehead")
    FACE = "face", _("Eyes, nose or cheeks")
    MOUTH = "mouth", _("Mouth, teeth or chin")
    EAR_RIGHT = "ear_right", _("Right ear or temple")
    EAR_LEFT = "ear_left", _("Left ear or temple")
    NECK = "neck", _("Neck")
    CHEST = "chest", _("Chest")
    TUMMY = "tummy", _("Tummy")
    NAPPY_AREA = "nappy_area", _("Nappy area")
    ARM_RIGHT = "arm_right", _("Right arm")
    ARM_LEFT = "arm_left", _("Left arm")
    HAND_RIGHT = "hand_right", _("Right hand")
    HAND_LEFT = "hand_left", _("Left hand")
    LEG_RIGHT = "leg_right", _("Right leg")
    LEG_LEFT = "leg_left", _("Left leg")
    KNEE_RIGHT = "knee_right", _("Right knee")
    KNEE_LEFT = "knee_left", _("Left knee")
    FOOT_RIGHT = "foot_right", _("Right foot")
    FOOT_LEFT = "foot_left", _("Left foot")
    HEAD_BACK = "head_back", _("Back of the head")
    NECK_BACK = "neck_back", _("Back of the neck")
    BACK_UPPER = "back_upper", _("Upper back")
    BACK_LOWER = "back_lower", _("Lower back")
    BOTTOM = "bottom", _("Bottom")
    ARM_RIGHT_BACK = "arm_right_back", _("Right arm, from behind")
    ARM_LEFT_BACK = "arm_left_back", _("Left arm, from behind")
    LEG_RIGHT_BACK = "leg_right_back", _("Right leg, from behind")
    LEG_LEFT_BACK = "leg_left_back", _("Left leg, from behind")


_FIRST_BEHIND = BodyRegion.values.index(BodyRegion.HEAD_BACK)
FRONT, BACK = BodyRegion.values[:_FIRST_BEHIND], BodyRegion.values[_FIRST_BEHIND:]
# A bump here is told together with what to look out for afterwards.
HEAD: list[Any] = [
    BodyRegion.FOREHEAD,
    BodyRegion.FACE,
    BodyRegion.MOUTH,
    BodyRegion.EAR_RIGHT,
    BodyRegion.EAR_LEFT,
    BodyRegion.HEAD_BACK,
]


def _colleague() -> Any:
    """A member of the staff, as a column that may be empty."""
    return models.ForeignKey(
        "families.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class Notice(Model):
    """An accident, an incident or an injury on arrival, as it was signed."""

    class Kind(models.TextChoices):
        ACCIDENT = "accident", _("Accident")
        INCIDENT = "incident", _("Incident")
        ARRIVAL_INJURY = "arrival_injury", _("Injury on arrival")

    class Told(models.TextChoices):
        AT_THE_DOOR = "door", _("at the door")
        BY_PHONE = "phone", _("by phone")
        BY_MESSAGE = "message", _("by message")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    day = models.DateField(_("day"))
    at = models.TimeField(_("time"))
    place = models.CharField(_("place"), max_length=120)
    words = models.TextField(_("what happened"), max_length=NOTICE_LIMIT)
    marks = ArrayField(
        models.CharField(max_length=24, choices=BodyRegion.choices), default=list, blank=True
    )
    injury = models.TextField(_("what can be seen"), max_length=NOTICE_LIMIT, blank=True)
    first_aid = models.TextField(_("first aid"), max_length=NOTICE_LIMIT, blank=True)
    first_aid_by = _colleague()
    first_aid_by_name = models.CharField(max_length=120, blank=True)
    witness = _colleague()
    witness_name = models.CharField(max_length=120, blank=True)
    head_advice_given = models.BooleanField(default=False)
    # Who told the family, how, and when on that day. Told later: an addendum.
    told_by = _colleague()
    told_by_name = models.CharField(max_length=120, blank=True)
    told_how = models.CharField(max_length=10, choices=Told.choices, blank=True)
    told_at = models.TimeField(null=True, blank=True)
    signed_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    signed_by_name = models.CharField(max_length=120)
    signed_at = models.DateTimeField(default=timezone.now)
    form_key = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["child", "-day", "-at"], name="notice_child_day"),
            models.Index(fields=["setting", "-day"], name="notice_setting_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["signed_by", "form_key"], name="notice_once_per_form"),
            models.CheckConstraint(
                name="notice_says_what_and_where",
                condition=models.Q(words__regex=r"\S", place__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="notice_first_aid_has_a_name",
                condition=models.Q(first_aid="", first_aid_by_name="")
                | (~models.Q(first_aid="") & ~models.Q(first_aid_by_name="")),
            ),
            models.CheckConstraint(
                name="notice_told_by_how_and_when",
                condition=models.Q(told_by_name="", told_how="", told_at__isnull=True)
                | (
                    ~models.Q(told_by_name="")
                    & ~models.Q(told_how="")
                    & models.Q(told_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="notice_head_advice_for_a_head",
                condition=models.Q(head_advice_given=False)
                | models.Q(marks__overlap=[str(each) for each in HEAD]),
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"

    @property
    def moment(self) -> datetime:
        """When it happened, by the setting's clock."""
        return timezone.make_aware(datetime.combine(self.day, self.at))

    @property
    def told_moment(self) -> datetime | None:
        """When the family was told, if they were when this was signed."""
        return (
            timezone.make_aware(datetime.combine(self.day, self.told_at)) if self.told_at else None
        )

    @property
    def is_about_the_head(self) -> bool:
        """Whether the head is marked."""
        return bool(set(self.marks) & {str(each) for each in HEAD})


class NoticeAddendum(Model):
    """What somebody added to a notice afterwards, or the manager's line when she looked at it."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="addenda")
    is_review = models.BooleanField(default=False)
    words = models.TextField(max_length=NOTICE_LIMIT)
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    form_key = models.UUIDField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["notice", "at"], name="notice_addenda")]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "form_key"], name="notice_addendum_once_per_form"
            ),
            models.CheckConstraint(
                name="notice_addendum_has_words", condition=models.Q(words__regex=r"\S")
            ),
        ]

    def __str__(self) -> str:
        return f"addendum {self.pk}"


class Acknowledgement(Model):
    """“I have read this” of a notice or a dose of medicine, by one adult and once. It belongs to
    their home: the other home of the child does not learn of it."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey("families.Family", on_delete=models.CASCADE, related_name="+")
    notice = models.ForeignKey(
        Notice, null=True, blank=True, on_delete=models.CASCADE, related_name="acknowledgements"
    )
    dose = models.ForeignKey(
        "learning_journals.MedicineGiven",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="acknowledgements",
    )
    person = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    comment = models.TextField(_("your words"), max_length=NOTICE_LIMIT, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "person"], name="notice_read_once_by_each_adult"
            ),
            models.UniqueConstraint(fields=["dose", "person"], name="dose_read_once_by_each_adult"),
            models.CheckConstraint(
                name="a_notice_or_a_dose_is_read",
                condition=models.Q(notice__isnull=False, dose__isnull=True)
                | models.Q(notice__isnull=True, dose__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"acknowledgement {self.pk}"
