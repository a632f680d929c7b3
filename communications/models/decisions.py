from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

MOST_OPTIONS = 5
OPTION_FIELDS = tuple(f"option_{number}" for number in range(1, MOST_OPTIONS + 1))
OPTION_LIMIT, ANSWER_LIMIT = 120, 600


def _no_two_alike() -> Q:
    """Options that are there differ, and stand without a gap between them."""
    rule = Q(option_1__regex=r"\S", option_2__regex=r"\S")
    for place, name in enumerate(OPTION_FIELDS):
        for other in OPTION_FIELDS[:place]:
            rule &= Q(**{name: ""}) | ~Q(**{name: F(other)})
    for name, before in zip(OPTION_FIELDS[3:], OPTION_FIELDS[2:], strict=False):
        rule &= Q(**{name: ""}) | ~Q(**{before: ""})
    return rule


class Decision(Model):
    """A question to all families, with two to five options, open until a day.

    It is written first and asked later (`asked_at`). Once it is asked nobody changes it any more:
    nobody should find that they have said yes to other words.
    """

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    question = models.CharField(_("question"), max_length=160)
    why = models.TextField(_("why we ask"))
    fixed = models.TextField(_("what cannot be chosen"), blank=True)
    option_1 = models.CharField(max_length=OPTION_LIMIT)
    option_2 = models.CharField(max_length=OPTION_LIMIT)
    option_3 = models.CharField(max_length=OPTION_LIMIT, blank=True)
    option_4 = models.CharField(max_length=OPTION_LIMIT, blank=True)
    option_5 = models.CharField(max_length=OPTION_LIMIT, blank=True)
    open_until = models.DateField(_("open until"))  # the last day
    written_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["setting", "open_until"], name="decision_open_until")]
        constraints = [
            models.CheckConstraint(name="decision_offers_a_choice", condition=_no_two_alike()),
            models.CheckConstraint(
                name="decision_has_words",
                condition=Q(question__regex=r"\S", why__regex=r"\S"),
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"

    @property
    def options(self) -> list[str]:
        """The options in their order; the first one is number 1."""
        return [words for name in OPTION_FIELDS if (words := getattr(self, name))]


class DecisionAnswer(Model):
    """Which option one adult would take, and why. Theirs to change until the question is closed;
    staff read it, and all families only if the writer says so (`shows_all`). The name is copied,
    because other families know nobody's row."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="answers")
    user = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    family = models.ForeignKey("families.Family", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    option = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    shows_all = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "user"], name="one_decision_answer_each"),
            models.CheckConstraint(
                name="decision_answer_chooses", condition=Q(option__gte=1, option__lte=MOST_OPTIONS)
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class DecisionOutcome(Model):
    """What was decided, why and by whom. Never changed.

    The numbers are counted once, when it is written, and only as far as they give nobody away
    (`families.small_numbers`): what is not in the database cannot be read out of it. `counts` is
    for each option how many chose it without showing it to all; nothing where that is not told, and
    `is_few` whether it were fewer than five. `named` is how many chose it for all to read, `total`
    everybody who answered.
    """

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="outcome")
    option = models.PositiveSmallIntegerField()
    why = models.TextField(_("why"))
    decider = models.ForeignKey("families.Membership", on_delete=models.PROTECT, related_name="+")
    decider_name = models.CharField(max_length=120)
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    total = models.PositiveSmallIntegerField(null=True, blank=True)
    counts = ArrayField(models.PositiveSmallIntegerField(null=True), default=list, blank=True)
    is_few = ArrayField(models.BooleanField(), default=list, blank=True)
    named = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    form_key = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="outcome_has_words", condition=Q(why__regex=r"\S")),
            models.CheckConstraint(
                name="outcome_chooses", condition=Q(option__gte=1, option__lte=MOST_OPTIONS)
            ),
        ]

    def __str__(self) -> str:
        return f"outcome {self.pk}"
