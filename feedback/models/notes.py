import uuid

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

NOTE_LIMIT = 3_000  # letters; the sealed slot has room for 4 KiB (`feedback.sealed_box`)
REPLY_LIMIT = 3_000


class Reader(models.TextChoices):
    """Who may read a note, as its writer chose."""

    MANAGERS = "managers", _("The manager and the deputy")
    LEAD = "lead", _("The safeguarding lead, without the manager")
    # What it was called before there was an owner or committee to write to: "All of them".
    BOTH = "both", _("The manager, the deputy and the safeguarding lead")
    COMMITTEE = "committee", _("The owner or committee, without manager and deputy")


class FeedbackItem(models.Model):
    """An anonymous note: no person, no address, only words and a receipt's hash. Of time it knows
    the term in which the box was opened, and nothing finer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    words = models.TextField(_("your note"), max_length=NOTE_LIMIT)
    receipt_hash = models.CharField(max_length=64)  # SHA-256 of the receipt code
    reader = models.CharField(max_length=10, choices=Reader.choices, default=Reader.MANAGERS)
    # None for what came before notes knew it, and where no term had begun.
    term = models.ForeignKey(
        "families.Term", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    # The question to all families that it is a comment on.
    question = models.ForeignKey(
        "feedback.AskedQuestion", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    is_closed = models.BooleanField(default=False)
    is_aside = models.BooleanField(default=False)  # abusive: neither answered nor counted

    class Meta:
        constraints = [
            # Of one setting, so that nobody can stop the emptying of another one's box.
            models.UniqueConstraint(
                fields=["setting", "receipt_hash"], name="receipt_once_a_setting"
            ),
            models.CheckConstraint(
                name="note_has_a_known_reader", condition=models.Q(reader__in=Reader.values)
            ),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"

    @property
    def answered_by(self) -> str:
        """Who answers it, in words. Empty where that is simply the nursery: a note for the managers
        may have moved to the leads meanwhile, and its answer does not say so."""
        alone = {
            Reader.LEAD: _("The safeguarding lead"),
            Reader.COMMITTEE: _("The owner or committee"),
        }
        return str(alone.get(Reader(self.reader), ""))

    @cached_property
    def theme_ids(self) -> set[uuid.UUID]:
        """The themes it has."""
        return {line.theme_id for line in self.themes.all()}


class FeedbackReply(models.Model):
    """What was said after a note, by the setting or by its writer; `number` keeps the order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(FeedbackItem, on_delete=models.CASCADE, related_name="replies")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(_("your answer"), max_length=REPLY_LIMIT)
    from_writer = models.BooleanField(default=False)  # through the box, with the receipt code

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "feedback replies"
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="reply_number_once")]

    def __str__(self) -> str:
        return f"reply {self.pk}"


class MovedNote(models.Model):
    """A note whose words stand in the restricted safeguarding record now. It says that and no more:
    neither who moved it nor where it is there.

    With `for_leads` the note and what its writer adds are read by the safeguarding leads alone. It
    is not set where one of them must not read the record: then whoever read the note goes on
    reading it, so that nothing the writer adds lies where nobody looks.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    item = models.OneToOneField(FeedbackItem, on_delete=models.CASCADE, related_name="moved")
    # The note's own, which the database makes sure of: the rule of this table must know who reads
    # the note and cannot ask for it, for the note's rule asks here.
    reader = models.CharField(max_length=10, choices=Reader.choices)
    for_leads = models.BooleanField()

    def __str__(self) -> str:
        return f"moved {self.item_id}"
