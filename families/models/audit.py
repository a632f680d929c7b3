from django.db import models
from django.utils import timezone


class AuditEvent(models.Model):
    """One line of who did what to which row, and when. No role may change or delete it.

    It names rows by id and carries no words of people, so that it can be kept longer than they are.
    """

    id = models.BigAutoField(primary_key=True)
    setting = models.ForeignKey(
        "families.Setting",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        "families.User", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=60)
    child = models.ForeignKey(
        "families.Child",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        indexes = [
            models.Index(fields=["setting", "-at", "-id"], name="audit_setting_at_id"),
            models.Index(
                fields=["setting", "-at"],
                name="audit_alarms",
                condition=models.Q(verb="read_many_children"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type}"
