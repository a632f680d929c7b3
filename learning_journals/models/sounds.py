from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

from .observations import Observation
from .search import SearchWords

HEARD_LIMIT = 200  # letters
MOST_SECONDS = 122  # two minutes, and the moment in which a recording stops itself


class Sound(Model):
    """A sound in an entry from home: sung, said or played there, at most two minutes.

    `family` repeats the entry's: the database holds one to the other (migration 0004), so a sound
    stands only in what a home wrote, and both walls know whose it is. `name` is the random stem of
    the stored files. A worker makes it ready, or says in one word why it cannot be kept
    (`refused`, a key of `sounds.WORDS`); until then it is neither.
    """

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    observation = models.OneToOneField(Observation, on_delete=models.CASCADE, related_name="sound")
    family = models.ForeignKey("families.Family", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80, unique=True)
    # For people who cannot hear it.
    heard = models.CharField(_("what is to be heard"), max_length=HEARD_LIMIT, blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    uploaded_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    seconds = models.PositiveSmallIntegerField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    refused = models.CharField(max_length=20, blank=True)
    search_words = SearchWords("heard")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ready_sound_has_a_length",
                condition=models.Q(
                    ready_at__isnull=False,
                    seconds__gte=1,
                    seconds__lte=MOST_SECONDS,
                    refused="",
                )
                | models.Q(ready_at__isnull=True, seconds__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"sound {self.pk}"
