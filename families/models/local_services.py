from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Model
from .places import Setting


class LocalService(Model):
    """Help nearby that is not ours: a card for families, kept right by the setting."""

    class Need(models.TextChoices):
        FOOD = "food", _("food and clothes")
        MONEY = "money", _("money and bills")
        HOME = "home", _("a place to live")
        HEALTH = "health", _("health")
        FEELINGS = "feelings", _("worries and sadness")
        SAFETY = "safety", _("not safe at home")
        DISABILITY = "disability", _("special needs and disability")
        PARENTING = "parenting", _("bringing up a child")
        WORK = "work", _("work and learning")
        ENGLISH = "english", _("learning English, interpreters")
        COMPANY = "company", _("play and company")

    class Cost(models.TextChoices):
        FREE = "free", _("free")
        LITTLE = "little", _("costs a little")
        PAID = "paid", _("has to be paid")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    need = models.CharField(_("helps with"), max_length=12, choices=Need.choices)
    about = models.CharField(_("what they do"), max_length=400)
    place = models.CharField(_("where"), max_length=160)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    cost = models.CharField(_("cost"), max_length=8, choices=Cost.choices, default=Cost.FREE)
    reach = models.CharField(_("how to reach them"), max_length=300)
    checked_on = models.DateField(_("last checked"))
    is_shown = models.BooleanField(_("families see it"), default=True)

    class Meta:
        indexes = [models.Index(fields=["setting", "name"], name="local_service_by_name")]

    def __str__(self) -> str:
        return self.name


class ServiceAnswer(Model):
    """Did it help? What somebody tells the setting about a card, if they like."""

    class Helped(models.TextChoices):
        YES = "yes", _("It helped")
        A_BIT = "a_bit", _("A bit")
        NO = "no", _("It did not help")
        SHUT = "shut", _("I could not reach them")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey(LocalService, on_delete=models.CASCADE, related_name="answers")
    user = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    helped = models.CharField(max_length=6, choices=Helped.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    form_key = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "form_key"], name="service_answer_once")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
