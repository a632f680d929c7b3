from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from families.models.base import Model

from .observations import Observation
from .search import SearchWords


class Photo(Model):
    """A photograph in an observation: cleaned of everything a phone adds, private always.

    `name` is the random stem of the stored files; the sizes exist once a worker has made them
    (`sizes_ready_at`), until then the cleaned picture itself is shown.
    """

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="photos")
    name = models.CharField(max_length=80, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    description = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    uploaded_by = models.ForeignKey("families.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    sizes_ready_at = models.DateTimeField(null=True, blank=True)
    # SHA-256 of the cleaned picture: the same photo sent twice is one photo.
    digest = models.CharField(max_length=64, blank=True)
    # Taken out of a draft; kept for an hour, so that it can be put back.
    removed_at = models.DateTimeField(null=True, blank=True)
    # The keys of the children it is about (`Child.consent_key`), from the moment it is shared: what
    # their families allow is looked up under these. What a home has sent is that home's alone and
    # has none.
    shows = ArrayField(models.UUIDField(), default=list, blank=True)
    search_words = SearchWords("description")

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["observation", "position"], name="photo_observation")]
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "digest"],
                condition=models.Q(removed_at__isnull=True) & ~models.Q(digest=""),
                name="photo_once_in_observation",
            )
        ]

    def __str__(self) -> str:
        return f"photo {self.pk}"
