import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .notes import FeedbackItem

QUESTION_TITLE_LIMIT = 160  # as long as a question to all families may be


class AskedQuestion(models.Model):
    """A question to all families, as far as the letterbox must know it: its title, its last day and
    whether it is decided. It has the id of the question itself.

    Comments are taken from one emptying of the box to another: from the first one after it was
    asked to the first one after its last day or its outcome. So a comment says no more of its hour
    than a note does; who asks and decides cannot choose the minutes in which it was written.

    It is a copy, laid down when the question is asked: from then on its words never change, and the
    letterbox's role needs no right to the table where answers stand beside names.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("from the next emptying on")
        OPEN = "open", _("comments are taken")
        OVER = "over", _("no more are taken")

    id = models.UUIDField(primary_key=True, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=QUESTION_TITLE_LIMIT)
    open_until = models.DateField()  # the last day
    is_closed = models.BooleanField(default=False)  # decided
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)

    def __str__(self) -> str:
        return f"question {self.pk}"


class StampedComment(models.Model):
    """What became of a note that was written for a question: put on its page, word for word, or
    kept off. Whoever is asked reads it, so of one that is kept off it has no words; why it was kept
    off is an answer to the note, for its writer alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(AskedQuestion, on_delete=models.CASCADE, related_name="+")
    item = models.OneToOneField(FeedbackItem, on_delete=models.CASCADE, related_name="comment")
    is_shown = models.BooleanField()
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="comment_has_words_where_it_is_shown",
                condition=Q(is_shown=True, words__regex=r"\S") | Q(is_shown=False, words=""),
            )
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"
