from django.db import models
from django.utils.translation import gettext_lazy as _


class AreaOfLearning(models.TextChoices):
    """The seven areas of the EYFS (England), three prime and four specific.

    Framework packs as data come with a later issue; rows keep the code only.
    """

    CL = "CL", _("Communication and Language")
    PSED = "PSED", _("Personal, Social and Emotional Development")
    PD = "PD", _("Physical Development")
    L = "L", _("Literacy")
    M = "M", _("Mathematics")
    UW = "UW", _("Understanding the World")
    EAD = "EAD", _("Expressive Arts and Design")


PRIME_AREAS = (AreaOfLearning.CL, AreaOfLearning.PSED, AreaOfLearning.PD)

# The same areas in words that every parent knows (domain.md 3.5).
PLAIN_AREAS = {
    AreaOfLearning.CL: _("Talking and listening"),
    AreaOfLearning.PSED: _("Feelings and friends"),
    AreaOfLearning.PD: _("Moving and hands"),
    AreaOfLearning.L: _("Books and marks"),
    AreaOfLearning.M: _("Numbers and patterns"),
    AreaOfLearning.UW: _("Finding out about the world"),
    AreaOfLearning.EAD: _("Making and imagining"),
}


class Characteristic(models.TextChoices):
    """How a child learns: the characteristics of effective teaching and learning."""

    PLAYING_EXPLORING = "playing_exploring", _("Playing and exploring")
    ACTIVE_LEARNING = "active_learning", _("Active learning")
    CREATING_THINKING = "creating_thinking", _("Creating and thinking")
