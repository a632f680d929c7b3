from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

from .observations import Observation

TRIED_LIMIT = 300  # characters; more than this is a comment


class EntryAnswer(Model):
    """An answer that needs no words, under one entry of one child's journal.

    `family` is the home it belongs to, as of a comment: another home of the child never learns of
    it. Each adult has one of each kind, may change it and take it away again. Staff cheer what a
    home wrote, and then it is that home's.
    """

    class Kind(models.TextChoices):
        CHEER = "cheer", _("A cheer")
        SEE_TOO = "see_too", _("We see this too")
        TRIED = "tried", _("We tried it")

    class Result(models.TextChoices):
        LOVED = "loved", _("Loved it")
        SO_SO = "so_so", _("So-so")
        NOT_FOR_US = "not_for_us", _("Not for us")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="answers")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey("families.Family", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    result = models.CharField(_("how was it?"), max_length=10, choices=Result.choices, blank=True)
    words = models.TextField(_("a few words"), max_length=TRIED_LIMIT, blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "child", "family", "author", "kind"],
                name="one_answer_of_a_kind",
            ),
            models.CheckConstraint(
                name="only_what_was_tried_has_a_result",
                condition=models.Q(kind="tried") & ~models.Q(result="")
                | ~models.Q(kind="tried") & models.Q(result="", words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
