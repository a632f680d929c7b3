"""What is on the table, and what a child must not eat: the fourteen allergens that must be named
by law in the United Kingdom."""

from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model


class Allergen(models.TextChoices):
    """In the order of the alphabet, so that a cook finds them."""

    CELERY = "celery", _("Celery")
    GLUTEN = "gluten", _("Gluten (wheat, rye, barley, oats)")
    CRUSTACEANS = "crustaceans", _("Crustaceans (prawns, crab)")
    EGGS = "eggs", _("Eggs")
    FISH = "fish", _("Fish")
    LUPIN = "lupin", _("Lupin")
    MILK = "milk", _("Milk")
    MOLLUSCS = "molluscs", _("Molluscs (mussels, squid)")
    MUSTARD = "mustard", _("Mustard")
    NUTS = "nuts", _("Nuts")
    PEANUTS = "peanuts", _("Peanuts")
    SESAME = "sesame", _("Sesame")
    SOYA = "soya", _("Soya")
    SULPHITES = "sulphites", _("Sulphites")


def in_words(codes: Collection[str]) -> list[str]:
    """Allergens in the order of the list, in words without the explanation in brackets."""
    return [str(code.label).partition(" (")[0] for code in Allergen if code in codes]


MEALS = ("breakfast", "snack", "lunch", "tea")
OFFER_WORDS = 200


class Offer(Model):
    """What is offered at one meal of one day, with the allergens in it. Another offer takes its
    place; what was logged points to the one that stood there."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    meal = models.CharField(max_length=12)
    words = models.CharField(_("what is offered"), max_length=OFFER_WORDS)
    allergens = ArrayField(
        models.CharField(max_length=12, choices=Allergen.choices), default=list, blank=True
    )
    written_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["setting", "day", "meal"],
                condition=Q(replaced_at__isnull=True),
                name="one_offer_per_meal_and_day",
            ),
            models.CheckConstraint(name="an_offer_is_of_a_meal", condition=Q(meal__in=MEALS)),
            models.CheckConstraint(name="an_offer_says_what_it_is", condition=~Q(words="")),
            models.CheckConstraint(
                name="an_offer_has_known_allergens",
                condition=Q(allergens__contained_by=list(Allergen.values)),
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"

    @property
    def in_it(self) -> list[str]:
        """The allergens in it in words, in the order of the list."""
        return in_words(self.allergens)


class ChildAllergen(Model):
    """Somebody ticked one of the fourteen for a child: the home, and then it belongs to that home
    until the nursery confirms it; or the nursery (`family` is empty), and then everybody who looks
    after the child reads it. What is ticked is kept from the child's plate from then on, confirmed
    or not, until it is ended."""

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="allergens")
    family = models.ForeignKey(
        "families.Family", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    allergen = models.CharField(max_length=12, choices=Allergen.choices)
    ticked_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(
        "families.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "family", "allergen"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="an_allergen_is_ticked_once",
            ),
            models.CheckConstraint(
                name="an_allergen_is_one_of_fourteen",
                condition=Q(allergen__in=list(Allergen.values)),
            ),
            models.CheckConstraint(
                name="who_ends_an_allergen_says_so",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"allergen {self.pk}"


class MealStop(Model):
    """A meal stopped for a child who must not eat it. It waits on the board until somebody says
    what happened; what was given by mistake waits until the accident form about it is signed."""

    class How(models.TextChoices):
        ELSE = "else", _("had something else")
        NOT = "not", _("did not eat it")
        MISTAKE = "mistake", _("was given it by mistake")
        TAKEN_BACK = "taken_back", _("the tap was taken back")

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey("families.Child", on_delete=models.CASCADE, related_name="meal_stops")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="+")
    allergens = ArrayField(  # those of the offer that the child must not have, as it was then
        models.CharField(max_length=12, choices=Allergen.choices)
    )
    at = models.DateTimeField()  # when it was eaten, as it was tapped
    batch = models.UUIDField()  # of the tap that stopped
    stopped_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(default=timezone.now)
    how = models.CharField(max_length=12, choices=How.choices, blank=True)
    answered_by = models.ForeignKey(
        "families.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_batch = models.UUIDField(null=True, blank=True)  # of what they had instead
    notice = models.ForeignKey(  # the accident form about a mistake
        "learning_journals.Notice",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "batch"], name="a_meal_stops_once_a_tap"),
            models.UniqueConstraint(
                fields=["child", "offer"],
                condition=Q(answered_at__isnull=True),
                name="a_meal_waits_for_one_answer",
            ),
            models.CheckConstraint(
                name="a_stop_is_for_known_allergens",
                condition=Q(allergens__contained_by=list(Allergen.values), allergens__len__gt=0),
            ),
            models.CheckConstraint(
                name="who_answers_a_stop_says_how",
                condition=Q(how="", answered_by__isnull=True, answered_at__isnull=True)
                | Q(
                    how__in=["else", "not", "mistake", "taken_back"],
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="only_a_mistake_has_an_accident_form",
                condition=Q(notice__isnull=True) | Q(how="mistake"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["child"],
                condition=Q(how="") | Q(how="mistake", notice__isnull=True),
                name="meal_stop_that_waits",
            )
        ]

    def __str__(self) -> str:
        return f"meal stop {self.pk}"
