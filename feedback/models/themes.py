import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from families.small_numbers import FEWEST

from .notes import FeedbackItem

THEME_LIMIT = 40  # letters


class Theme(models.Model):
    """What notes are about, in the words of a setting. Retired, it is given no more; it stays on
    the notes and in the pictures of the terms."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=THEME_LIMIT)
    is_retired = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("setting", Lower("name"), name="theme_once_a_setting"),
            models.CheckConstraint(name="theme_has_a_name", condition=Q(name__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return self.name


class NoteTheme(models.Model):
    """A note has this theme. It does not say who gave it or when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(FeedbackItem, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey(Theme, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "theme"], name="note_has_theme_once")
        ]

    def __str__(self) -> str:
        return f"theme of {self.item_id}"


class ThemeCount(models.Model):
    """How many notes of a term had a theme, counted once when the term was over and never again:
    two looks cannot be subtracted from each other. None where it was fewer than five."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    term = models.ForeignKey("families.Term", on_delete=models.RESTRICT, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.RESTRICT, related_name="+")
    notes = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "theme"], name="theme_counted_once_a_term"),
            models.CheckConstraint(
                name="no_small_number_of_notes", condition=Q(notes=None) | Q(notes__gte=FEWEST)
            ),
        ]

    def __str__(self) -> str:
        return f"count {self.pk}"
