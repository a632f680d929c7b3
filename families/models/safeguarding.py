import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Model
from .children import Child
from .places import Setting

# Letters and numbers that nobody mixes up on the telephone.
REFERENCE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
REFERENCE_LENGTH = 8


def new_reference() -> str:
    """A name for a worry that says nothing about it: "K7QM-2RTX"."""
    letters = [secrets.choice(REFERENCE_LETTERS) for _place in range(REFERENCE_LENGTH)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


class SafeguardingReceipt(Model):
    """What whoever raises a concern keeps of it: that it was sent, when, and who reads it.

    Nothing of what was said and nobody's name whom it is about: the writer cannot read that again,
    and whoever borrows the tablet finds nothing here. The same form sent twice is one receipt.
    """

    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=9, default=new_reference)
    at = models.DateTimeField(default=timezone.now)
    readers = models.CharField(max_length=400)  # their names, on that day
    form_key = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "form_key"], name="safeguarding_receipt_once_per_form"
            ),
            models.UniqueConstraint(
                fields=["setting", "reference"], name="safeguarding_reference_once_per_setting"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class SafeguardingConcern(Model):
    """A worry about a child's safety, or about an adult here, as it was written down.

    Only the safeguarding lead and their deputy read it, without those whom it is kept from, and
    nobody changes or removes it: what follows is an addendum. It stands by itself: the name is
    written into it, because a lead who works in one room may not know of every child.
    """

    class Kind(models.TextChoices):
        CHILD = "child", _("A child")
        ADULT = "adult", _("An adult who works or helps here")

    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=9)
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    child = models.ForeignKey(Child, null=True, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=200)
    # Ids of people of the staff who must not read it, whatever they are.
    kept_from = ArrayField(models.UUIDField(), default=list)
    happened_on = models.DateField()
    around = models.CharField(max_length=80, blank=True)
    words = models.TextField()
    done_at_once = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["setting", "-written_at", "-id"], name="safeguarding_newest"),
            models.Index(fields=["child", "written_at"], name="safeguarding_child"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["setting", "reference"], name="safeguarding_concern_reference"
            ),
            models.CheckConstraint(
                name="safeguarding_concern_has_words",
                condition=models.Q(words__regex=r"\S", about__regex=r"\S"),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class SafeguardingAddendum(Model):
    """What a lead did or learned afterwards. Added, never changed."""

    class Kind(models.TextChoices):
        NOTE = "note", _("Something to add")
        ACTION = "action", _("What was done")
        REFERRED = "referred", _("Passed on outside the nursery")
        CLOSED = "closed", _("Closed for now")
        REOPENED = "reopened", _("Opened again")

    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(
        SafeguardingConcern, on_delete=models.PROTECT, related_name="addenda"
    )
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NOTE)
    words = models.TextField()
    form_key = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["concern", "written_at"], name="safeguarding_addenda")]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "form_key"], name="safeguarding_addendum_once_per_form"
            ),
            models.CheckConstraint(
                name="safeguarding_addendum_has_words",
                condition=models.Q(words__regex=r"\S"),
            ),
        ]

    def __str__(self) -> str:
        return f"addendum {self.pk}"


class SafeguardingReading(Model):
    """Who read a concern, and when: the trail of this record, kept inside it."""

    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(
        SafeguardingConcern, on_delete=models.PROTECT, related_name="readings"
    )
    reader = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["concern", "reader"], name="safeguarding_readings")]

    def __str__(self) -> str:
        return f"reading {self.pk}"
