from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

from ..frameworks import AREA_LETTERS, CODE_LETTERS, DEFAULT, WAY_LETTERS
from .search import SearchWords

WORDS_LIMIT = 5_000  # characters; more than a page is a report, not an observation
COMMENT_LIMIT = 2_000
NAME_LETTERS = 120  # of a child’s whole name
# The fields of an observation whose words families read.
READ_BY_FAMILIES = ("words", "child_voice", "next_step", "try_at_home")


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
        WAITING = "waiting", _("Waiting for a second reader")
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
    # The framework pack whose words the next two are: it stays when the setting goes on to another.
    framework = models.CharField(max_length=CODE_LETTERS, default=DEFAULT, db_default=DEFAULT)
    areas = ArrayField(models.CharField(max_length=AREA_LETTERS), default=list, blank=True)
    characteristics = ArrayField(models.CharField(max_length=WAY_LETTERS), default=list, blank=True)
    next_step = models.TextField(_("what we will offer next"), max_length=500, blank=True)
    try_at_home = models.TextField(_("to try at home"), max_length=500, blank=True)
    happened_at = models.DateTimeField(_("when"), default=timezone.now)
    shared_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Given to a second reader: since when, and about how many children it was then. Who does not
    # see all of these does not share it.
    handed_in_at = models.DateTimeField(null=True, blank=True)
    child_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    # Who read it before the families; named to staff only.
    reader = models.ForeignKey(
        "families.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # An earlier one that this goes on from; each says so in the journals of the same children.
    builds_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="went_on"
    )
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    # The open page that saved last: its own saves are never a conflict, whatever version it knows.
    saved_from = models.UUIDField(null=True, blank=True)
    idempotency_key = models.UUIDField(null=True, blank=True)
    search_words = SearchWords("words", "child_voice", "next_step", "try_at_home")

    class Meta:
        indexes = [
            models.Index(fields=["setting", "-happened_at", "-id"], name="observation_setting_at"),
            models.Index(fields=["author", "status"], name="observation_author_status"),
            # What waits for a second reader: a handful, however many there were.
            models.Index(
                fields=["setting", "handed_in_at"],
                condition=models.Q(status="waiting"),
                name="observation_waits",
            ),
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
                | models.Q(status__in=("draft", "waiting"), shared_at__isnull=True)
                | models.Q(status="withdrawn"),
            ),
            models.CheckConstraint(
                name="waiting_means_handed_in",
                condition=~models.Q(status="waiting")
                | models.Q(handed_in_at__isnull=False, family__isnull=True, child_count__gt=0),
            ),
            models.CheckConstraint(
                name="a_second_reader_is_somebody_else",
                condition=models.Q(reader__isnull=True) | ~models.Q(reader=models.F("author")),
            ),
            models.CheckConstraint(
                name="builds_on_another",
                condition=models.Q(builds_on__isnull=True) | ~models.Q(builds_on=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return f"observation {self.pk}"


class ObservationChild(Model):
    """A child in an observation: one line of that child's journal.

    `at`, `is_shared`, `author` and `family` repeat the observation's, so that a journal page and
    the database's own rule (`families/row_security/`) read one index and no join. The database
    keeps the first three in step by a foreign key (migration 0002): when the observation is shared
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
    # Other children's names that stand in the words, as they were called when it was shared: this
    # child's family reads "a friend" (`queries.as_read`).
    hidden_names = ArrayField(
        models.CharField(max_length=NAME_LETTERS), default=list, db_default=[], blank=True
    )

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
    search_words = SearchWords("words")
    # Other children's names in what we say here: the home reads "a friend" (`queries.as_read`).
    hidden_names = ArrayField(
        models.CharField(max_length=NAME_LETTERS), default=list, db_default=[], blank=True
    )

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
