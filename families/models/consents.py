"""What a family is asked to allow, in which words, and what those who decide have answered.

On the screen these are called permissions. Nothing here is ever overwritten: new words are a new
version, a new answer is a new row, and what holds, holds from a day to a day.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Dated, Model, ends_after_it_starts
from .children import Child, ParentCarer
from .places import Setting

# The two that the journals obey; they are asked in every setting (`learning_journals/policies.py`).
OWN_PHOTOS, GROUP_PHOTOS = "photo_own", "photo_group"


class ConsentPurpose(Model):
    """One thing that a setting asks about: "sun cream", "photographs with other children"."""

    class Kind(models.TextChoices):
        PHOTOGRAPH = "photograph", _("Photos and films")
        OUTING = "outing", _("Going out")
        CARE = "care", _("Everyday care")
        HEALTH = "health", _("If something happens")
        SHARING = "sharing", _("Passing things on")

    ALWAYS_ASKED = (OWN_PHOTOS, GROUP_PHOTOS)

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="consent_purposes")
    code = models.SlugField(max_length=30)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(default=0)
    is_asked = models.BooleanField(_("we ask this"), default=True)
    review_after_months = models.PositiveSmallIntegerField(_("ask again after"), null=True)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["setting", "code"], name="consent_purpose_code_once"),
            models.CheckConstraint(
                name="photos_in_journals_are_always_asked",
                condition=Q(is_asked=True) | ~Q(code__in=[OWN_PHOTOS, GROUP_PHOTOS]),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_always_asked(self) -> bool:
        """Whether a part of the house obeys the answer, so that it cannot be left unasked."""
        return self.code in self.ALWAYS_ASKED


class ConsentWording(Model):
    """The words in which something is asked, from a day on. An answer keeps the words it was given
    to, so they are never edited: a new version asks again."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    purpose = models.ForeignKey(ConsentPurpose, on_delete=models.CASCADE, related_name="wordings")
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("in a few words"), max_length=80)
    question = models.CharField(_("the question"), max_length=200)
    explanation = models.CharField(_("what it means"), max_length=600, blank=True)
    started_on = models.DateField(_("from"), default=timezone.localdate)
    written_by = models.ForeignKey(
        "families.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version"], name="consent_wording_once")
        ]

    def __str__(self) -> str:
        return self.title


class Consent(Model):
    """One answer of one person for one child: yes or no, to these very words, at this moment.

    It hangs on the link by which the person holds parental responsibility. `touched` says what the
    answer hid on that day: days and how many photographs, nobody's name.
    """

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="consents")
    link = models.ForeignKey(ParentCarer, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    purpose = models.ForeignKey(ConsentPurpose, on_delete=models.CASCADE, related_name="answers")
    wording = models.ForeignKey(ConsentWording, on_delete=models.PROTECT, related_name="answers")
    answer = models.BooleanField(_("yes"))
    at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    # The day of the signature, where a manager wrote down a form on paper.
    paper_signed_on = models.DateField(_("signed on"), null=True, blank=True)
    touched = models.JSONField(default=list, blank=True)
    idempotency_key = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["child", "purpose", "-at"], name="consent_child_purpose")]
        constraints = [
            models.UniqueConstraint(
                fields=["recorded_by", "idempotency_key"], name="consent_once_per_form"
            ),
            models.CheckConstraint(
                name="one_s_own_answer_or_one_on_paper",
                condition=Q(paper_signed_on__isnull=True, recorded_by=F("person"))
                | (Q(paper_signed_on__isnull=False) & ~Q(recorded_by=F("person"))),
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"

    @property
    def has_counted(self) -> bool:
        """Whether this answer was ever in force. A paper that is written down after a newer answer
        of the same adult is kept and never counts."""
        return hasattr(self, "in_force")


class ConsentInForce(Dated, Model):
    """From when to when an answer counts; whose it is, it does not say.

    Two homes of a child never read each other's answers, and families of other children learn
    nothing of this one. But all of them depend on the outcome: it is worked out from these rows,
    which name the child by a key of its own (`Child.consent_key`) and no adult at all. When a link
    ends, or parental responsibility, the database ends what was answered by it (migration 0003).
    """

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(
        Child,
        on_delete=models.CASCADE,
        to_field="consent_key",
        db_column="child_key",
        related_name="answers_in_force",
    )
    code = models.SlugField(max_length=30)  # of the purpose
    is_yes = models.BooleanField()
    consent = models.OneToOneField(Consent, on_delete=models.CASCADE, related_name="in_force")

    class Meta:
        verbose_name_plural = "consents in force"
        indexes = [models.Index(fields=["setting", "code"], name="consent_in_force_code")]
        constraints = [ends_after_it_starts("consent_in_force_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"in force {self.pk}"
