"""To try at home: cards, the week of a room, and what homes answer (product J7)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model


class ShareCard(Model):
    """A song, a recipe, a book or a game of the setting, to do again at home (domain.md S114).

    Written once: a card that was given away does not change under the hands of who has it. What is
    put away stays with those to whom it was given.
    """

    class Kind(models.TextChoices):
        SONG = "song", _("Song")
        RECIPE = "recipe", _("Recipe")
        BOOK = "book", _("Book")
        GAME = "game", _("Game")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=80)
    words = models.TextField(_("the words, or how it goes"), max_length=3000)
    needs = models.CharField(_("what you need"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    written_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    put_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["setting", "kind"], name="card_setting_kind")]
        constraints = [
            models.CheckConstraint(
                name="card_takes_up_to_a_day",
                condition=models.Q(minutes__isnull=True)
                | models.Q(minutes__gte=1, minutes__lte=1440),
            ),
        ]

    def __str__(self) -> str:
        return f"card {self.pk}"


class CardGift(Model):
    """A card given to one child or to a room, with a line of who gives it."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    card = models.ForeignKey(ShareCard, on_delete=models.CASCADE, related_name="gifts")
    child = models.ForeignKey(
        "families.Child", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    room = models.ForeignKey(
        "families.Room", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    words = models.CharField(_("a line with it"), max_length=300, blank=True)
    given_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-given_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="card_is_given_to_a_child_or_a_room",
                condition=models.Q(child__isnull=False, room__isnull=True)
                | models.Q(child__isnull=True, room__isnull=False),
            ),
            models.UniqueConstraint(fields=["card", "child"], name="card_once_to_a_child"),
            models.UniqueConstraint(fields=["card", "room"], name="card_once_to_a_room"),
        ]

    def __str__(self) -> str:
        return f"gift {self.pk}"


class RoomWeek(Model):
    """This week in our room: what we explore, a song, what to bring, and one question to parents
    (domain.md S38, S94). It names no child: every family of the room reads it."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey("families.Room", on_delete=models.CASCADE, related_name="weeks")
    monday = models.DateField()
    explores = models.TextField(_("what we explore"), max_length=1000)
    song = models.TextField(_("a song"), max_length=1000, blank=True)
    bring = models.CharField(_("what to bring"), max_length=300, blank=True)
    question = models.CharField(_("a question to parents"), max_length=200, blank=True)
    card = models.ForeignKey(
        ShareCard, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-monday"]
        constraints = [
            models.UniqueConstraint(fields=["room", "monday"], name="one_page_a_room_and_week"),
            models.CheckConstraint(
                name="room_week_begins_on_monday",
                condition=models.Q(monday__week_day=2),  # Django counts from Sunday
            ),
        ]

    def __str__(self) -> str:
        return f"week {self.pk}"


class WeekAnswer(Model):
    """What one home answers to the question of a week. The other home of the child reads neither
    this nor that it was used."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    week = models.ForeignKey(RoomWeek, on_delete=models.CASCADE, related_name="answers")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey("families.Family", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("your answer"), max_length=1000)
    language = models.CharField(max_length=10, default="en-gb")
    at = models.DateTimeField(default=timezone.now, editable=False)
    # "Used, thank you": once, by whom and when.
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        "families.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="answer_is_used_by_somebody",
                condition=models.Q(used_at__isnull=True, used_by__isnull=True)
                | models.Q(used_at__isnull=False, used_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
