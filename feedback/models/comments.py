import uuid

from django.db import models
from django.db.models import Q

from .notes import FeedbackItem

QUESTION_TITLE_LIMIT = 160  # as long as a question to all families may be


class AskedQuestion(models.Model):
    """A question to all families, as far as the letterbox must know it: its title, its last day and
    whether it is decided. It has the id of the question itself.

    It is a copy, laid down when the question is asked: from then on its words never change, and the
    letterbox's role needs no right to the table where answers stand beside names.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=QUESTION_TITLE_LIMIT)
    open_until = models.DateField()  # the last day
    is_closed = models.BooleanField(default=False)  # decided

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
