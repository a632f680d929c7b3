"""Goals with two owners: one home and the setting, each with one next action."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Model
from .children import Child, Family
from .places import Membership, Setting


class FamilyGoal(Model):
    """What one home and the setting try together for a child. What it says stands in its versions,
    what became of it in yeses, steps and reviews: nothing of it is ever written over."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="goals")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="goals")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # The next day on which both look back; versions and reviews say which it was before.
    review_on = models.DateField(_("when we look back together"))
    # The day on which the second side closed it.
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["child", "family"], name="goal_child_family")]

    def __str__(self) -> str:
        return f"goal {self.pk}"


class GoalVersion(Model):
    """One wording of a goal. A change is a new version, which nobody has agreed to but its side."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey(FamilyGoal, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    by_home = models.BooleanField()
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    written_on = models.DateField()
    hope = models.TextField(_("what we hope"))
    what_we_saw = models.TextField(_("what we saw"), blank=True)
    # A side may leave its next thing open until it says yes.
    home_action = models.TextField(_("next at home"), blank=True)
    home_owner = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    setting_action = models.TextField(_("next at nursery"), blank=True)
    setting_owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField(_("when we look back together"))

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "number"], name="goal_version_once"),
            models.CheckConstraint(
                name="goal_is_reviewed_after_it_is_written",
                condition=models.Q(review_on__gte=models.F("written_on")),
                violation_error_message=_("This day is over. Choose one that comes."),
            ),
            models.CheckConstraint(
                name="goal_says_what_we_hope",
                condition=~models.Q(hope=""),
            ),
        ]

    def __str__(self) -> str:
        return f"goal version {self.pk}"

    def next_on_side(self, *, home: bool) -> str:
        """What the home (or the setting) does next; empty while it has not said."""
        return self.home_action if home else self.setting_action


class GoalYes(Model):
    """One side's yes to one version: that we agree to it, or that it may be closed."""

    class Kind(models.TextChoices):
        AGREED = "agreed", _("we agree")
        CLOSED = "closed", _("we can close it")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(GoalVersion, on_delete=models.CASCADE, related_name="yeses")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by_home = models.BooleanField()
    person = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    thanks = models.TextField(_("thank you"), blank=True)

    class Meta:
        verbose_name_plural = "goal yeses"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "by_home"], name="one_yes_for_each_side"
            ),
        ]

    def __str__(self) -> str:
        return f"yes {self.pk}"


class GoalStep(Model):
    """A small step of a goal, by either side; dated when it is done."""

    class Place(models.TextChoices):
        HOME = "home", _("at home")
        SETTING = "setting", _("at nursery")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey(FamilyGoal, on_delete=models.CASCADE, related_name="steps")
    words = models.TextField(_("small step"))
    by_home = models.BooleanField()
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    done_on = models.DateField(null=True, blank=True)
    done_where = models.CharField(max_length=10, choices=Place.choices, blank=True)

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="goal_step_is_done_on_a_day_at_a_place",
                condition=models.Q(done_on__isnull=True, done_where="")
                | (models.Q(done_on__isnull=False) & ~models.Q(done_where="")),
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"


class GoalReview(Model):
    """How far we have come, in the words of one side, and when both look back again."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey(FamilyGoal, on_delete=models.CASCADE, related_name="reviews")
    words = models.TextField(_("how far we have come"))
    by_home = models.BooleanField()
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    next_review_on = models.DateField(_("when we look back again"))

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"review {self.pk}"
