from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

SAID_LIMIT, DOING_LIMIT, DUTY_LIMIT = 200, 500, 300


class YouSaid(Model):
    """Something that families said and what the nursery does about it: "You said, we did".

    What it says is in its versions; `newest` is the number of the last one. `shown` is the number
    of the version that families read, or nothing while it is not published; the database's rule
    for versions reads it directly.
    """

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    # The decision that it came out of: one at most for each.
    decision = models.OneToOneField(
        "communications.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    newest = models.PositiveSmallIntegerField(default=1)
    shown = models.PositiveSmallIntegerField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)  # the last time

    class Meta:
        verbose_name_plural = "you said"
        indexes = [models.Index(fields=["setting", "-published_at"], name="you_said_published")]
        constraints = [
            models.CheckConstraint(
                name="you_said_shows_its_newest",
                condition=models.Q(shown__isnull=True)
                | models.Q(shown=models.F("newest"), published_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"you said {self.pk}"


class YouSaidVersion(Model):
    """What it says from a moment on. Never changed: every change, and every publishing and taking
    back, is another version with its author and time. The names of people are copied, as families
    read them after somebody has left.
    """

    class Answer(models.TextChoices):
        WILL = "will", _("We will do it")
        PARTLY = "partly", _("We do it in part")
        CANNOT = "cannot", _("We cannot, because …")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(YouSaid, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    said = models.CharField(max_length=SAID_LIMIT)
    answer = models.CharField(max_length=8, choices=Answer.choices)
    doing = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    duty = models.TextField(blank=True)  # the law or duty behind the reason, in plain words
    owner = models.ForeignKey("families.Membership", on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=120)
    by_day = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    is_public = models.BooleanField(default=False)
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    form_key = models.UUIDField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="you_said_version_once"),
            models.UniqueConstraint(fields=["author", "form_key"], name="you_said_form_once"),
            models.CheckConstraint(
                name="you_said_has_words", condition=models.Q(said__regex=r"\S")
            ),
            models.CheckConstraint(
                name="you_said_is_answered",
                condition=models.Q(answer="cannot") | models.Q(doing__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="a_no_has_its_reason",
                condition=models.Q(answer="will") | models.Q(reason__regex=r"\S"),
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def is_whole(self) -> bool:
        """What we do has a day, or is done; a no needs none."""
        return self.answer == self.Answer.CANNOT or bool(self.by_day or self.done_on)
