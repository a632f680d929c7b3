"""Coming here: from the offer of a place, also before a child is born, to feeling at home.

What a home writes (a wish, an answer to the offer of a visit) names that home and stays with it;
what is about the child (steps of the nursery, settling-in visits) is for every home that may write
to us about the child.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .base import Model
from .children import Child, Family
from .places import Membership, Setting

WISH_LIMIT = 1_000  # letters
NOTES_LIMIT = 2_000
SIGNS_LIMIT = 500

HOME, NURSERY = "home", "nursery"


class Side(models.TextChoices):
    """Who of the two does or says something."""

    HOME = HOME, _("the family")
    NURSERY = NURSERY, _("the nursery")


class Stage(models.TextChoices):
    OFFER = "offer", _("A place for you")
    WELCOME = "welcome", _("Hello")
    PAPERS = "papers", _("What we need to know")
    HOME_VISIT = "home_visit", _("A visit at home, if you like")
    SETTLING = "settling", _("Settling-in visits")
    FIRST_DAY = "first_day", _("The first day")
    FIRST_WEEK = "first_week", _("The end of the first week")
    SIX_WEEKS = "six_weeks", _("After six weeks")


@dataclass(frozen=True)
class Step:
    """One thing to do on the way, for one of the two sides. `days` count from the first day."""

    code: str
    stage: Stage
    side: str
    words: str | Promise
    days: int
    goes_to: str = ""  # the page on which it is done, by the name of its address

    def due_on(self, first_day: date) -> date:
        """The day until which it is good to have done it."""
        return first_day + timedelta(days=self.days)


# The way as data (domain.md 2.13): two to six visits over one to four weeks, a talk after six.
STEPS: tuple[Step, ...] = (
    Step("take_place", Stage.OFFER, HOME, _("Tell us that you would like the place"), -56),
    Step(
        *(
            "key_person",
            Stage.OFFER,
            NURSERY,
            _("Choose a key person who fits the visit days"),
            -49,
        ),
        goes_to="families:key_person_edit",
    ),
    Step("hello", Stage.WELCOME, NURSERY, _("Say hello to the family, in their language"), -45),
    Step(
        *("would_help", Stage.WELCOME, HOME, _("Tell us what would help you most"), -42),
        goes_to="families:wish_create",
    ),
    Step("answer_wish", Stage.WELCOME, NURSERY, _("Answer what would help: who, by when"), -38),
    Step(
        *("permissions", Stage.PAPERS, HOME, _("Say what we may do: photographs, outings"), -28),
        goes_to="families:consent_list",
    ),
    Step(
        *("about_me", Stage.PAPERS, HOME, _("Fill in All About Me, as far as you like"), -24),
        goes_to="families:about_me",
    ),
    Step("read_about_me", Stage.PAPERS, NURSERY, _("Read All About Me and tell the room"), -20),
    Step("offer_visit", Stage.HOME_VISIT, NURSERY, _("Offer a visit at home"), -21),
    Step("answer_visit", Stage.HOME_VISIT, HOME, _("Say yes or no to a visit, as you like"), -18),
    Step("plan_settling", Stage.SETTLING, NURSERY, _("Plan the settling-in visits together"), -14),
    Step("first_visit", Stage.SETTLING, HOME, _("Come to the first visit together"), -10),
    Step("ready_peg", Stage.FIRST_DAY, NURSERY, _("Have a peg and a photograph ready"), -1),
    Step("first_day", Stage.FIRST_DAY, HOME, _("Bring what comforts: toy, blanket, scent"), 0),
    Step("first_week", Stage.FIRST_WEEK, NURSERY, _("Ring the family: how was the week?"), 4),
    Step("how_is_it", Stage.FIRST_WEEK, HOME, _("Tell us how the first week was at home"), 6),
    Step("six_weeks", Stage.SIX_WEEKS, NURSERY, _("Talk for half an hour: what did we learn?"), 42),
)
STEP = {step.code: step for step in STEPS}


class Joining(Model):
    """One child on the way to us, from the offer of a place until it feels at home here."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.OneToOneField(Child, on_delete=models.CASCADE, related_name="joining")
    offered_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    # By signs of the child and not by a date (domain.md 2.13).
    settled_on = models.DateField(null=True, blank=True)
    settled_signs = models.CharField(max_length=SIGNS_LIMIT, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="settled_by_signs",
                condition=Q(settled_on__isnull=True, settled_signs="")
                | (Q(settled_on__isnull=False) & ~Q(settled_signs="")),
            )
        ]

    def __str__(self) -> str:
        return f"joining {self.pk}"


class JoiningStep(Model):
    """A step that has been done, by whom and when. `code` is one of STEPS.

    A step of a home belongs to that home: with two homes each has its own.
    """

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="joining_steps")
    family = models.ForeignKey(
        Family, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    code = models.CharField(max_length=20)
    done_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "family", "code"],
                name="joining_step_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"joining step {self.code}"


class HelpWish(Model):
    """What would help one home most, in its words, and what we will do about it: who, by when."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="help_wishes")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("what would help you most?"), max_length=WISH_LIMIT)
    at = models.DateTimeField(default=timezone.now)
    we_will = models.TextField(_("what we will do"), max_length=WISH_LIMIT, blank=True)
    owner = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by_day = models.DateField(_("by when"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["child", "-at"], name="help_wish_child")]
        constraints = [
            models.CheckConstraint(
                name="an_answer_says_what_who_and_when",
                condition=Q(answered_at__isnull=True)
                | (Q(owner__isnull=False, by_day__isnull=False) & ~Q(we_will="")),
            )
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"


class HomeVisit(Model):
    """A visit at home: offered with its purpose, who comes and when; a no needs no reason."""

    class Status(models.TextChoices):
        OFFERED = "offered", _("Offered")
        ACCEPTED = "accepted", _("Agreed")
        OTHER_TIME = "other_time", _("Another time asked for")
        DECLINED = "declined", _("No visit, and that is fine")
        TAKEN_BACK = "taken_back", _("Taken back")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="home_visits")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="+")
    purpose = models.TextField(_("what it is for"), max_length=SIGNS_LIMIT)
    visitor = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    second_visitor = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    times = ArrayField(models.DateTimeField(), size=3)
    offered_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OFFERED)
    takes_place_at = models.DateTimeField(null=True, blank=True)
    asked_for_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("a word to us"), max_length=SIGNS_LIMIT, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Which side said that it does not take place, and why. A home never has to say why.
    taken_back_by = models.CharField(max_length=8, choices=Side.choices, blank=True)
    taken_back_words = models.TextField(_("why not"), max_length=SIGNS_LIMIT, blank=True)
    notes = models.TextField(_("what we saw and heard"), max_length=NOTES_LIMIT, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["child", "-offered_at"], name="home_visit_child")]
        constraints = [
            models.CheckConstraint(
                name="an_agreed_visit_has_its_time",
                condition=~Q(status="accepted") | Q(takes_place_at__isnull=False),
            ),
            models.CheckConstraint(
                name="another_time_is_named",
                condition=~Q(status="other_time") | Q(asked_for_at__isnull=False),
            ),
            models.CheckConstraint(
                name="two_visitors_are_two_people",
                condition=Q(second_visitor__isnull=True) | ~Q(second_visitor=F("visitor")),
            ),
        ]

    def __str__(self) -> str:
        return f"home visit {self.pk}"


class HomeVisitSafetyNote(Model):
    """What colleagues should know before they go: never the family's to read."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    visit = models.ForeignKey(HomeVisit, on_delete=models.CASCADE, related_name="safety_notes")
    words = models.TextField(_("for colleagues only"), max_length=SIGNS_LIMIT)
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["visit", "at"], name="home_visit_safety")]

    def __str__(self) -> str:
        return f"safety note {self.pk}"


class SettlingVisit(Model):
    """One visit before or after the first day; proposed by one side and agreed by the other."""

    class Kind(models.TextChoices):
        TOGETHER = "together", _("Together with a parent or carer")
        SHORT = "short", _("A short stay without")
        HALF_DAY = "half_day", _("Half a day without")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed")
        CANCELLED = "cancelled", _("Called off")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="settling_visits")
    # The home that proposed it; empty for the nursery. Every home sees the day, none who proposed.
    family = models.ForeignKey(
        Family, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TOGETHER)
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("from"))
    proposed_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    outcome = models.CharField(_("how it was"), max_length=SIGNS_LIMIT, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["child", "day"], name="settling_visit_child")]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "day", "starts_at"],
                condition=~Q(status="cancelled"),
                name="one_settling_visit_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"settling visit {self.pk}"
