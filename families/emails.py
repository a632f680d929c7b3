"""The letters of this app. No child's name and nobody's words: the link leads to them."""

from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from .models import Invitation, Setting, User


def invitation_letter(invitation: Invitation, *, token: str) -> EmailMultiAlternatives:
    """The letter with the link, to the one address it is for.

    `invitation` comes with its setting and who invited. The Message-ID follows from the invitation:
    a letter that is sent again after a crash is the same letter.
    """
    path = reverse("families:invitation_accept", args=[token])
    words = {
        "setting_name": invitation.setting.name,
        "setting_phone": invitation.setting.phone,
        "invited_by": invitation.invited_by.name if invitation.invited_by else "",
        "expires_at": invitation.expires_at,
        "is_for_staff": bool(invitation.role),
        "action_url": settings.SITE_URL.rstrip("/") + path,
        "action_label": _("Open the invitation"),
    }
    subject = _("%(setting)s invites you to Footbridge") % {"setting": invitation.setting.name}
    letter = EmailMultiAlternatives(
        " ".join(subject.split()),
        render_to_string("families/emails/invitation.txt", words),
        to=[invitation.email],
        headers={"Message-ID": message_id(f"invitation-{invitation.pk}")},
    )
    page = render_to_string("families/emails/invitation.html", words)
    letter.attach_alternative(page, "text/html")
    return letter


def message_id(name: str) -> str:
    """A Message-ID that is the same whenever this very mail is sent."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    return f"<{name}@{domain}>" if domain else make_msgid()


def safeguarding_letter(recipient: User, *, setting: Setting) -> EmailMultiAlternatives:
    """The mail that tells a safeguarding lead that something waits, and not what: it is read on a
    locked telephone too."""
    words = {
        "setting_name": setting.name,
        "action_url": settings.SITE_URL.rstrip("/") + reverse("families:more"),
        "action_label": _("Open Footbridge"),
    }
    subject = _("Something at %(setting)s waits for you") % {"setting": setting.name}
    letter = EmailMultiAlternatives(
        " ".join(subject.split()),
        render_to_string("families/emails/something_waits.txt", words),
        to=[recipient.email],
    )
    page = render_to_string("families/emails/something_waits.html", words)
    letter.attach_alternative(page, "text/html")
    return letter
