from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Model
from .children import Child, Family
from .places import Setting
from .questions import LONGEST_CODE, Audience, Page


class FamilyAnswer(Model):
    """One version of what a household says to one open question, in its own words.

    Without `child` it is about the household; with one it is this household's portrait of the child
    or its column of the routine card, and the child's other household never sees it. Nothing is
    overwritten once a sitting is over: the version in force has no `replaced_at`. What is withdrawn
    stays with the family and is hidden from staff at once.
    """

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="answers")
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    page = models.CharField(max_length=10, choices=Page.choices)
    question = models.CharField(max_length=LONGEST_CODE)
    words = models.TextField(_("your words"), blank=True)
    language = models.CharField(max_length=10, blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.ROOM)
    prefers_not_to_say = models.BooleanField(default=False)
    # Nobody for the words of the time before there were questions.
    written_by = models.ForeignKey(
        "families.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(default=timezone.now)
    at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["family", "page"],
                name="family_answer_in_force",
                condition=Q(replaced_at__isnull=True),
            ),
            models.Index(
                fields=["child", "page"],
                name="child_answer_in_force",
                condition=Q(replaced_at__isnull=True, child__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "child", "page", "question"],
                condition=Q(replaced_at__isnull=True),
                nulls_distinct=False,
                name="one_answer_in_force_per_question",
            ),
            models.CheckConstraint(
                name="who_prefers_not_to_say_says_nothing",
                condition=Q(prefers_not_to_say=False) | Q(words=""),
            ),
            models.CheckConstraint(
                name="answer_is_of_a_home_or_a_child",
                condition=Q(page=Page.FAMILY, child__isnull=True)
                | (~Q(page=Page.FAMILY) & Q(child__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"

    @property
    def is_saved(self) -> bool:
        """Whether this is a row, and not the empty place of an answer."""
        return not self._state.adding

    @property
    def is_shown(self) -> bool:
        """Whether staff who may read it find anything here."""
        return self.withdrawn_at is None and bool(self.words or self.prefers_not_to_say)


class AnswerDraft(Model):
    """What a household has typed to a question and not saved: for its own adults, and for nobody
    who works here until somebody presses Save. It is no version, and each question has one."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    page = models.CharField(max_length=10, choices=Page.choices)
    question = models.CharField(max_length=LONGEST_CODE)
    words = models.TextField(blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    written_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "child", "page", "question"],
                nulls_distinct=False,
                name="one_draft_per_question",
            ),
            models.CheckConstraint(
                name="draft_is_of_a_home_or_a_child",
                condition=Q(page=Page.FAMILY, child__isnull=True)
                | (~Q(page=Page.FAMILY) & Q(child__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class ReadMark(Model):
    """Up to which moment somebody has read a page of a household, said by pressing a button or by
    opening a routine card that had changed. Never overwritten; the latest counts."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="read_marks")
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    page = models.CharField(max_length=10, choices=Page.choices)
    user = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    up_to = models.DateTimeField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "child", "page", "user", "up_to"],
                nulls_distinct=False,
                name="read_once_up_to_a_moment",
            )
        ]

    def __str__(self) -> str:
        return f"read mark {self.pk}"


class NurseryRoutine(Model):
    """One version of what the nursery does for a child: the other column of the routine card."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="nursery_routine")
    question = models.CharField(max_length=LONGEST_CODE)
    words = models.TextField(_("what we do"), blank=True)
    language = models.CharField(max_length=10, blank=True)
    written_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "question"],
                condition=Q(replaced_at__isnull=True),
                name="one_nursery_routine_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"routine {self.pk}"
