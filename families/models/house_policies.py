from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Model
from .places import Setting


class HousePolicy(Model):
    """A policy of the setting, or the agreement on how home and nursery work together."""

    class Kind(models.TextChoices):
        POLICY = "policy", _("A policy: how we do it here")
        TOGETHER = "together", _("How we work together: both sides say yes")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.POLICY)
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        verbose_name_plural = "house policies"
        constraints = [
            models.UniqueConstraint(fields=["setting", "title"], name="house_policy_title_once")
        ]

    def __str__(self) -> str:
        return self.title


class HousePolicyVersion(Model):
    """What a policy says from a day on. Never changed: another version follows it, and is asked
    about again. Who published it said yes for the setting."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    policy = models.ForeignKey(HousePolicy, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    summary = models.TextField()
    words = models.TextField()
    author = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)
    form_key = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="house_policy_version_once"),
            models.UniqueConstraint(fields=["author", "form_key"], name="house_policy_form_once"),
            models.CheckConstraint(
                name="house_policy_version_has_words",
                condition=models.Q(summary__regex=r"\S", words__regex=r"\S"),
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class HousePolicyReading(Model):
    """One adult has read and understood one version; of the agreement: says yes to it."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(
        HousePolicyVersion, on_delete=models.CASCADE, related_name="readings"
    )
    user = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "user"], name="house_policy_read_once")
        ]

    def __str__(self) -> str:
        return f"reading {self.pk}"
