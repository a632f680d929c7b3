import uuid

from django.db import models


class PaperCard(models.Model):
    """A printed code that lets one note in, for one term: only what is left of it under a key
    outside the database (`feedback.stamps`). Whether it was used stands in the sealed box alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    key = models.ForeignKey("families.StampKey", on_delete=models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "code_hash"], name="card_code_once_a_term")
        ]

    def __str__(self) -> str:
        return f"paper card {self.pk}"
