import hashlib
from datetime import timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Model

INVITATION_DAYS = 7  # trust.md 1: single use, hashed, seven days, one address, one link


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Make a person who can sign in. Without a password they use a code or a passkey."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, Model):
    """A person who can sign in. What they may see comes from dated rows elsewhere."""

    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    known_as = models.CharField(_("name we use"), max_length=60, blank=True)
    pronunciation = models.CharField(_("how to say it"), max_length=120, blank=True)
    preferred_language = models.CharField(_("language"), max_length=10, default="en-gb")
    # Codes of the languages this person speaks with families or at home, the first one best.
    languages = models.JSONField(_("languages you speak"), default=list, blank=True)
    # Speaking is one thing: some speak a language that they do not read (domain.md 3.1).
    reads = models.JSONField(_("languages you read"), default=list, blank=True)
    message_language = models.CharField(_("language for messages"), max_length=10, blank=True)
    wants_interpreter = models.BooleanField(_("an interpreter for talks"), default=False)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    about = models.TextField(_("hello card"), blank=True)
    # Where the picture of somebody on the team lies; families have none.
    portrait = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_email_address"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name this person asked us to use."""
        return self.known_as or self.full_name

    # The admin is not mounted and nobody is a superuser: rights are rows with dates.
    is_staff = False
    is_superuser = False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


def hash_of(token: str) -> str:
    """What the database keeps of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_end() -> object:
    return timezone.now() + timedelta(days=INVITATION_DAYS)


class Invitation(Model):
    """One letter to one address: for one child as parent or carer, or for one staff role.

    Only the SHA-256 of the token is kept, so that a stolen database opens no door.
    """

    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE)
    email = models.EmailField()
    full_name = models.CharField(max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(default=invitation_end)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # Empty for the first manager of a setting: there is nobody yet who could invite.
    invited_by = models.ForeignKey(
        "families.User", null=True, on_delete=models.PROTECT, related_name="invitations_sent"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # A place on the staff …
    role = models.CharField(max_length=20, blank=True)
    # … or a link to one child, in one home.
    child = models.ForeignKey(
        "families.Child",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    family = models.ForeignKey(
        "families.Family",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    relationship = models.CharField(max_length=80, blank=True)
    rights = models.JSONField(default=dict, blank=True)
    # Written by an import: the manager has not sent the letter yet, and it opens nothing.
    waits = models.BooleanField(default=False)
    # The last day of the link, where the child leaves or has left.
    reads_until = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["setting", "email"], name="invitation_setting_email")]
        constraints = [
            models.CheckConstraint(
                name="invitation_is_for_a_child_or_a_role",
                condition=(models.Q(role="") & models.Q(child__isnull=False, family__isnull=False))
                | (~models.Q(role="") & models.Q(child__isnull=True, family__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def is_open(self) -> bool:
        return (
            self.accepted_at is None
            and self.revoked_at is None
            and self.expires_at > timezone.now()
        )
