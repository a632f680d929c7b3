from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

from .framework import AreaOfLearning, Characteristic

WORDS_LIMIT = 5_000  # characters; more than a page is a report, not an observation
COMMENT_LIMIT = 2_000


class Observation(Model):
    """What was seen, by the setting or at home; drafts are for staff, shared ones for the family.

    Covers group, wow and home entries by `kind`. A home entry belongs to the home that wrote it
    (`family`): another home of the same child does not see it.
    """

    class Kind(models.TextChoices):
        OBSERVATION = "observation", _("Observation")
        GROUP = "group", _("Group observation")
        WOW = "wow", _("Wow moment")
        HOME = "home", _("From home")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SHARED = "shared", _("Shared with the family")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.OBSERVATION)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    author = models.ForeignKey(
        "families.User", on_delete=models.PROTECT, related_name="observations"
    )
    # Who began a draft and left before it was finished; the author is who finishes it.
    begun_by = models.ForeignKey(
        "families.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    family = models.ForeignKey(
        "families.Family", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    words = models.TextField(_("what you saw"), max_length=WORDS_LIMIT, blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    child_voice = models.TextField(_("in the child's words"), max_length=500, blank=True)
    areas = ArrayField(
        models.CharField(max_length=8, choices=AreaOfLearning.choices), default=list, blank=True
    )
    characteristics = ArrayField(
        models.CharField(max_length=24, choices=Characteristic.choices), default=list, blank=True
    )
    next_step = models.TextField(_("what we will offer next"), max_length=500, blank=True)
    try_at_home = models.TextField(_("to try at home"), max_length=500, blank=True)
    happened_at = models.DateTimeField(_("when"), default=timezone.now)
    shared_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    # The open page that saved last: its own saves are never a conflict, whatever version it knows.
    saved_from = models.UUIDField(null=True, blank=True)
    idempotency_key = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["setting", "-happened_at", "-id"], name="observation_setting_at"),
            models.Index(fields=["author", "status"], name="observation_author_status"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "idempotency_key"], name="observation_once_per_form"
            ),
            models.CheckConstraint(
                name="from_home_means_a_home",
                condition=models.Q(kind="home", family__isnull=False)
                | (~models.Q(kind="home") & models.Q(family__isnull=True)),
            ),
            # What was taken back keeps the time at which it was shared.
            models.CheckConstraint(
                name="shared_means_shared_at",
                condition=models.Q(status="shared", shared_at__isnull=False)
                | models.Q(status="draft", shared_at__isnull=True)
                | models.Q(status="withdrawn"),
            ),
        ]

    def __str__(self) -> str:
        return f"observation {self.pk}"


class ObservationChild(Model):
    """A child in an observation: one line of that child's journal.

    `at`, `is_shared`, `author` and `family` repeat the observation's, so that a journal page and
    the database's own rule (`families/row_security/`) read one index and no join. The database
    keeps the first three in step by a foreign key (migration 0009): when the observation is shared
    or taken back, so is every line, also that of a child whom the person who does it does not see.
    """

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    observation = models.ForeignKey(
        Observation, on_delete=models.CASCADE, related_name="journal_lines"
    )
    child = models.ForeignKey(
        "families.Child", on_delete=models.CASCADE, related_name="journal_lines"
    )
    # The key that holds the line to its observation (above) names its author too.
    author = models.ForeignKey(
        "families.User", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    family = models.ForeignKey(
        "families.Family", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()
    is_shared = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["child", "-at", "-id"], name="journal_child_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "child"], name="child_once_in_observation"
            )
        ]

    def __str__(self) -> str:
        return f"journal line {self.pk}"


class Comment(Model):
    """Words between one home and the setting under one observation.

    `family` is the home this belongs to, for the setting's answers as well, so that separate homes
    never read each other's exchange.
    """

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="comments")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey("families.Family", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("your words"), max_length=COMMENT_LIMIT)
    language = models.CharField(max_length=10, default="en-gb")
    at = models.DateTimeField(default=timezone.now)
    idempotency_key = models.UUIDField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["observation", "at"], name="comment_observation_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "idempotency_key"], name="comment_once_per_form"
            )
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"
