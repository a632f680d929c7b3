"""What adults like and can share, what makes it hard, when is good; and ways to help."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Model
from .children import Family
from .places import Room, Setting

FEWEST_FAMILIES = 5  # domain.md 2.18, 3: results of fewer than five are hidden


class Skill(models.TextChoices):
    READING = "reading", _("Reading and telling stories")
    MUSIC = "music", _("Music and singing")
    COOKING = "cooking", _("Cooking and baking")
    GARDEN = "garden", _("Growing things")
    MAKING = "making", _("Sewing, building, mending")
    DRAWING = "drawing", _("Drawing and painting")
    SPORT = "sport", _("Sport and dancing")
    ANIMALS = "animals", _("Animals")
    WORK = "work", _("Showing what I do for work")
    FESTIVALS = "festivals", _("Festivals and customs of ours")
    LANGUAGE = "language", _("A few words of our language")
    COMPUTERS = "computers", _("Computers and pictures")


class Barrier(models.TextChoices):
    SHIFTS = "shifts", _("Shifts or long hours")
    TRANSPORT = "transport", _("Getting there")
    READING = "reading", _("Reading or writing letters")
    LANGUAGE = "language", _("The language")
    BABY = "baby", _("A baby or other children")
    CARING = "caring", _("Caring for somebody")
    COST = "cost", _("What it costs")
    HEALTH = "health", _("Health or a disability")
    CONFIDENCE = "confidence", _("Not knowing anybody, feeling unsure")
    SCHOOL = "school", _("Bad memories of school")


class WayToBeInvolved(models.TextChoices):
    HOME = "home", _("At home, with ideas to try")
    MESSAGES = "messages", _("By message or telephone")
    VISIT = "visit", _("Coming in now and then")
    GROUP = "group", _("In a parents’ group")
    HELP = "help", _("Lending a hand")
    DECIDE = "decide", _("Having a say in how things are done")


WEEKDAYS = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
}
PARTS_OF_DAY = {
    "morning": _("morning"),
    "midday": _("midday"),
    "afternoon": _("afternoon"),
    "evening": _("evening"),
}
GOOD_TIMES = {
    f"{day}-{part}": (name, said)
    for day, name in WEEKDAYS.items()
    for part, said in PARTS_OF_DAY.items()
}


class SkillOffer(Model):
    """What one adult likes and can share, when is good, and who may find it. All of it optional,
    changed and withdrawn at any time: a withdrawn row is gone."""

    class VisibleTo(models.TextChoices):
        NOBODY = "nobody", _("Nobody yet: only I see it")
        KEY_PERSON = "key_person", _("My child’s key person")
        ROOM = "room", _("The team of my child’s room")
        TEAM = "team", _("Everybody who works here")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("families.User", on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("the name to be found by"), max_length=120)
    skills = models.JSONField(default=list, blank=True)
    words = models.TextField(_("what I like and can show"), blank=True)
    languages = models.JSONField(default=list, blank=True)
    good_times = models.JSONField(default=list, blank=True)
    involved = models.JSONField(default=list, blank=True)
    involved_words = models.TextField(_("in my own words"), blank=True)
    # Parts that this adult prefers not to answer, so that nobody asks again.
    unsaid = models.JSONField(default=list, blank=True)
    visible_to = models.CharField(
        max_length=12, choices=VisibleTo.choices, default=VisibleTo.NOBODY
    )
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["setting", "user"], name="one_skill_offer_per_adult")
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"


class BarrierAnswer(Model):
    """What makes it hard for one adult to take part. Theirs alone, unless they say that the key
    person and the manager may know it with their name."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("families.User", on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="+")
    barriers = models.JSONField(default=list, blank=True)
    words = models.TextField(_("in my own words"), blank=True)
    with_name = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["setting", "user"], name="one_barrier_answer_per_adult")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class PlanningCount(Model):
    """How many families named something, on the day it was counted, rounded down to fives. Fewer
    than five are written as none: what is not in the database cannot be read out of it."""

    class Kind(models.TextChoices):
        BARRIER = "barrier", _("what makes it hard")
        GOOD_TIME = "good_time", _("good times")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=20)
    families = models.PositiveSmallIntegerField()
    counted_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["setting", "kind", "code", "counted_on"], name="counted_once_a_day"
            ),
            models.CheckConstraint(
                name="no_small_number_is_kept",
                condition=models.Q(
                    families__in=[0, *range(FEWEST_FAMILIES, 1000, FEWEST_FAMILIES)]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"count {self.pk}"


class ShareInvitation(Model):
    """An invitation to show or share something with the children, and what became of it."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes, gladly")
        ANOTHER_TIME = "another_time", _("Another time")
        NO_THANKS = "no_thanks", _("No thanks")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("families.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)  # of the adult, as in the register
    invited_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(_("what about"), max_length=120)
    topic_key = models.CharField(max_length=120)  # the same topic, however it is written
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    when = models.CharField(_("when it could be"), max_length=120, blank=True)
    words = models.TextField(_("a few words"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    thanks = models.TextField(_("thank you"), blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "setting"], name="share_invitation_user")]
        constraints = [
            models.CheckConstraint(
                name="an_answer_has_its_time",
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="thanks_are_for_a_yes",
                condition=models.Q(thanked_at__isnull=True) | models.Q(answer="yes"),
            ),
        ]

    def __str__(self) -> str:
        return f"invitation to share {self.pk}"


class WayToHelp(Model):
    """Something for which the nursery looks for helping hands, on a day."""

    class Kind(models.TextChoices):
        READING = "reading", _("Reading")
        OUTING = "outing", _("An outing")
        GARDEN = "garden", _("The garden")
        GROUP = "group", _("Parents’ group")
        OTHER = "other", _("Something else")

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField(_("what"), max_length=120)
    words = models.TextField(_("what there is to do"), blank=True)
    day = models.DateField(_("day"))
    hours = models.CharField(_("from when to when"), max_length=60, blank=True)
    places = models.PositiveSmallIntegerField(_("how many helpers"))
    checks = models.TextField(_("checks needed"), blank=True)
    created_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Who took a place before is told that they look again.
    changed_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_words = models.CharField(_("why it is off"), max_length=300, blank=True)
    thanks = models.TextField(_("thank you"), blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "ways to help"
        indexes = [models.Index(fields=["setting", "day"], name="way_to_help_day")]
        constraints = [
            models.CheckConstraint(
                name="a_way_to_help_has_a_place",
                condition=models.Q(places__gte=1, places__lte=60),
            ),
            models.CheckConstraint(
                name="what_is_off_says_why",
                condition=models.Q(called_off_at__isnull=True, called_off_words="")
                | models.Q(called_off_at__isnull=False, called_off_words__regex=r"\S"),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class HelpPlace(Model):
    """A taken place. All families read it: a first name where the helper agreed, else nothing."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    way = models.ForeignKey(WayToHelp, on_delete=models.CASCADE, related_name="taken")
    number = models.PositiveSmallIntegerField()
    # How many there are, held to `way.places` by a key of both (migration 0003): the last place is
    # given once, whoever comes first.
    places = models.PositiveSmallIntegerField()
    shown_name = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["way", "number"], name="a_place_is_given_once"),
            models.CheckConstraint(
                name="no_more_helpers_than_places",
                condition=models.Q(number__gte=1, number__lte=models.F("places")),
            ),
        ]

    def __str__(self) -> str:
        return f"place {self.pk}"


class HelpSignUp(Model):
    """Whose place it is; for the team and the helper."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    place = models.OneToOneField(HelpPlace, on_delete=models.CASCADE, related_name="sign_up")
    way = models.ForeignKey(WayToHelp, on_delete=models.CASCADE, related_name="sign_ups")
    user = models.ForeignKey("families.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    came = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["way", "user"], name="one_place_for_each_helper")
        ]

    def __str__(self) -> str:
        return f"sign-up {self.pk}"
