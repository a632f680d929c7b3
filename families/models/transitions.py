"""Plans for a change: another room, school, something new at home.

The steps are common to everyone who brings the child up. What a home writes about what comforts and
what worries it is that home's own page and lines, which another home of the child never sees.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Model
from .children import Child, Family
from .local_services import LocalService
from .places import Room, Setting

LINE_LIMIT = 300
PAGE_LIMIT = 1_500


class TransitionPlan(Model):
    """What changes for a child, on which day, and who will be there."""

    class Kind(models.TextChoices):
        ROOM = "room", _("Another room")
        SCHOOL = "school", _("Going to school")
        HOME = "home", _("Something new at home")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="plans")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # A change at home is that home's own and nobody else's; other plans are for every home.
    family = models.ForeignKey(
        Family, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    about = models.CharField(_("what changes"), max_length=LINE_LIMIT)
    day = models.DateField(_("when"))
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    people = models.CharField(_("who will be there"), max_length=LINE_LIMIT, blank=True)
    # A card of help nearby for every home of the plan, put there by the nursery.
    card = models.ForeignKey(
        LocalService, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    begun_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    # Signed for the nursery: every worry has its answer, and we will do what stands here.
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["child", "-day"], name="plan_child")]
        constraints = [
            models.CheckConstraint(
                name="a_change_at_home_has_its_home",
                condition=Q(kind="home", family__isnull=False)
                | (~Q(kind="home") & Q(family__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_room_plan_names_the_room",
                condition=Q(kind="room", room__isnull=False)
                | (~Q(kind="room") & Q(room__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class PlanStep(Model):
    """One dated step of a plan, written by either side and read by all sides."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(TransitionPlan, on_delete=models.CASCADE, related_name="steps")
    # As the plan's: the steps of a change at home are that home's own.
    family = models.ForeignKey(
        Family, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField(_("when"))
    words = models.CharField(_("what we do"), max_length=LINE_LIMIT)
    whom = models.CharField(_("who"), max_length=120, blank=True)
    added_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["day", "id"]
        indexes = [models.Index(fields=["plan", "day"], name="plan_step_day")]

    def __str__(self) -> str:
        return f"plan step {self.pk}"


class PlanPage(Model):
    """One home's page of a plan: what comforts, written with the nursery; and its signature."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(TransitionPlan, on_delete=models.CASCADE, related_name="pages")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="+")
    comforts = models.TextField(_("what comforts"), max_length=PAGE_LIMIT, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "family"], name="one_page_a_home_and_plan")
        ]

    def __str__(self) -> str:
        return f"plan page {self.pk}"


class PlanWorry(Model):
    """One line of the box "our worries" of one home. Each must get an answer."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(TransitionPlan, on_delete=models.CASCADE, related_name="worries")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(_("what worries you?"), max_length=LINE_LIMIT)
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("our answer"), max_length=PAGE_LIMIT, blank=True)
    # A card that goes with the answer, for this home alone: what a home needs is its own business.
    card = models.ForeignKey(
        LocalService, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_answer_has_words",
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
            )
        ]

    def __str__(self) -> str:
        return f"worry {self.pk}"
