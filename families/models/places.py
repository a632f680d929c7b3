import secrets
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Value
from django.utils.translation import gettext_lazy as _

from .base import Dated, Model, ends_after_it_starts


def letterbox_address() -> str:
    return secrets.token_urlsafe(12)


class Setting(Model):
    """A nursery, pre-school or childminder: the tenant. `settings` is only ever Django's."""

    name = models.CharField(_("name"), max_length=120)
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    registration_number = models.CharField(_("registration number"), max_length=40, blank=True)
    # The address of the anonymous letterbox: known to the families, not guessable by others.
    letterbox_address = models.CharField(max_length=40, unique=True, default=letterbox_address)
    # Care fields that this setting does not wish to log, as a list of CareEntry kinds.
    hidden_care_kinds = models.JSONField(default=list, blank=True)
    # The code of the framework pack it works with (`learning_journals/frameworks/`). What was
    # written before keeps the pack it was written with.
    framework = models.CharField(max_length=20, default="eyfs", db_default="eyfs")
    # Where to turn outside the nursery. What is so everywhere in England stands here (domain.md 2.5
    # and 2.8); a setting elsewhere writes its own.
    emergency_number = models.CharField(_("in danger now"), max_length=30, default="999")
    helpline_name = models.CharField(
        _("helpline about children"), max_length=80, blank=True, default="NSPCC"
    )
    helpline_phone = models.CharField(
        _("its phone"), max_length=30, blank=True, default="0808 800 5000"
    )
    # The officer of the local authority for worries about people who work with children.
    authority_name = models.CharField(_("officer of the council"), max_length=120, blank=True)
    authority_phone = models.CharField(_("their phone"), max_length=30, blank=True)
    regulator_name = models.CharField(_("regulator"), max_length=80, blank=True, default="Ofsted")
    regulator_phone = models.CharField(
        _("phone of the regulator"), max_length=30, blank=True, default="0300 123 1231"
    )
    regulator_address = models.CharField(
        _("address of the regulator"),
        max_length=200,
        blank=True,
        default="Piccadilly Gate, Store Street, Manchester M1 2WD",
    )
    # The first day on which it is no nursery any more: its letterbox takes nothing, no stamps are
    # given (docs/decisions/0040). Empty while it stays open.
    closed_on = models.DateField(_("first day on which the nursery is closed"), null=True)

    def __str__(self) -> str:
        return self.name

    def is_closed(self, day: date) -> bool:
        """Whether it has closed, on this day."""
        return self.closed_on is not None and self.closed_on <= day


def open_on(day: date) -> models.Q:
    """Of what hangs on a setting: only where that has not closed."""
    return models.Q(setting__closed_on=None) | models.Q(setting__closed_on__gt=day)


class Colour(models.TextChoices):
    """The four soft room colours of the design tokens; never the only sign of a room."""

    SAGE = "sage", _("sage")
    CLAY = "clay", _("clay")
    SKY = "sky", _("sky")
    PLUM = "plum", _("plum")


class Room(Model):
    """A group within a setting, by age."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=60)
    colour = models.CharField(max_length=10, choices=Colour.choices, default=Colour.SAGE)
    youngest_months = models.PositiveSmallIntegerField(default=0)
    oldest_months = models.PositiveSmallIntegerField(default=60)
    places = models.PositiveSmallIntegerField(default=12)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["setting", "name"], name="room_name_once_per_setting")
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    PRACTITIONER = "practitioner", _("Practitioner")
    ROOM_LEADER = "room_leader", _("Room leader")
    DEPUTY = "deputy", _("Deputy manager")
    MANAGER = "manager", _("Manager")
    OFFICE = "office", _("Office")
    COOK = "cook", _("Cook")
    # Above the manager, and not of the staff: reads what families address to them and how the
    # nursery is led, and nothing of a child or a family (docs/decisions/0041).
    COMMITTEE = "committee", _("Owner or committee")


LEAD_ROLES = (Role.MANAGER, Role.DEPUTY)
CARE_ROLES = (Role.PRACTITIONER, Role.ROOM_LEADER, Role.DEPUTY, Role.MANAGER)


class Membership(Dated, Model):
    """A person's post in a setting, with its days."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    job_title = models.CharField(_("job title"), max_length=80, blank=True)
    works_on = models.CharField(_("working days"), max_length=80, blank=True)
    is_safeguarding_lead = models.BooleanField(default=False)
    is_senco = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["user", "setting"], name="membership_user_setting")]
        constraints = [
            ends_after_it_starts("membership_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["setting", "user"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_membership_per_person",
            ),
            models.CheckConstraint(
                name="committee_has_no_part_in_care",
                condition=~models.Q(role=Role.COMMITTEE)
                | models.Q(is_safeguarding_lead=False, is_senco=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.pk}"


class RoomAssignment(Dated, Model):
    """The days on which a member of staff belongs to a room."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="room_assignments"
    )
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="assignments")

    class Meta:
        constraints = [ends_after_it_starts("room_assignment_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"assignment {self.pk}"


class Term(Model):
    """A term of this setting. Dates are data: they differ by place and year."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="terms")
    name = models.CharField(_("name"), max_length=60)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(fields=["setting", "starts_on"], name="term_once_per_setting"),
            # Reports, visits and reminders ask for the term of a day: there is one at most.
            ExclusionConstraint(
                name="one_term_a_day_per_setting",
                expressions=[
                    (F("setting"), RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name
