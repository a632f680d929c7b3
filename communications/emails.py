"""The only place that builds and sends e-mail about what is said.

An e-mail says that there is something new, and where; never a child's name, never anybody's words
(product C8). The link leads to the news after signing in. To families it says the address of the
letterbox too, the sign of its stamps, and how the nursery calls the three taps that are open.
"""

import logging
import smtplib
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from families.models import Setting, User
from families.templatetags.ui import exact_day

from .models import Digest
from .queries.digests import ToTheLetterbox

log = logging.getLogger(__name__)

ASK_AFTER_SECONDS = 2  # a connection that rested longer is asked whether it is still there
FOLD = uuid.UUID("5f1f1d2c-54d5-4b0c-8a3e-2a1f5d6f2b0a")


def message_id(key: str) -> str:
    """The Message-ID of the one e-mail with this key: the same each time, telling nobody who."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<digest.{uuid.uuid5(FOLD, key)}@{host}>"


def digest_email(
    digest: Digest, *, recipient: User, setting: Setting, letterbox: ToTheLetterbox | None = None
) -> EmailMessage:
    """The e-mail of a digest, in the recipient's language if it has been translated. `letterbox`:
    what it says of the setting's letterbox, the same to every family."""
    with translation.override(_language_for(recipient)):
        name = " ".join(setting.name.split())
        home = settings.SITE_URL.rstrip("/")
        preferences = home + reverse("communications:digest_preferences")
        context = {
            "setting_name": name,
            "action_url": f"{home}{reverse('communications:whats_new')}?digest={digest.pk}",
            "action_label": _("See what is new"),
            "settings_url": preferences,
            "letterbox": letterbox,
        }
        if letterbox:
            way = [letterbox.address]
            context["letterbox_url"] = home + reverse("feedback:letterbox", args=way)
            context["taps"] = [exact_day(each.closes_on) for each in letterbox.taps]
            context["taps_url"] = home + reverse("feedback:letterbox_pulse", args=way)
        mail = EmailMultiAlternatives(
            subject=_subject(name),
            body=render_to_string("communications/emails/digest.txt", context).strip() + "\n",
            from_email=_from(name),
            to=[recipient.email],
            headers={
                "Message-ID": digest.message_id,
                "List-Unsubscribe": f"<{preferences}>",
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
            },
        )
        html = render_to_string("communications/emails/digest.html", context)
        mail.attach_alternative(html, "text/html")
        return mail


def _subject(setting_name: str) -> str:
    return _("Something new at %(setting)s") % {"setting": setting_name}


def _language_for(recipient: User) -> str:
    """The recipient's language if this e-mail exists in it, else the language of the house."""
    with translation.override(settings.LANGUAGE_CODE):
        untranslated = _subject("")
    with translation.override(recipient.preferred_language):
        is_translated = _subject("") != untranslated
    return recipient.preferred_language if is_translated else settings.LANGUAGE_CODE


def _from(setting_name: str) -> str:
    """The setting's name before the address of this installation."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return str(Address(display_name=setting_name, addr_spec=address))


# --- one connection for many e-mails --------------------------------------------------------------


@dataclass
class _Line:
    connection: BaseEmailBackend
    used_at: float


class _Lines(threading.local):
    """The open connection of this thread of this worker process, if there is one."""

    line: _Line | None = None


_lines = _Lines()


def send(mail: EmailMessage) -> None:
    """Hand one e-mail to the mail server, over the connection of the one before if it still stands.

    Raises what smtplib raises; then nothing was accepted, as far as we know, and the job that asked
    comes back later with the same Message-ID.
    """
    line = _open_line()
    try:
        line.connection.send_messages([mail])
    except Exception:
        hang_up()
        raise
    line.used_at = time.monotonic()


def hang_up() -> None:
    """Close this thread's connection to the mail server."""
    if _lines.line is not None:
        with suppress(Exception):
            _lines.line.connection.close()
    _lines.line = None


def _open_line() -> _Line:
    line = _lines.line
    rested = line is not None and time.monotonic() - line.used_at > ASK_AFTER_SECONDS
    if line is not None and rested and not _answers(line.connection):
        hang_up()
        line = None
    if line is None:
        connection = get_connection()
        connection.open()
        line = _lines.line = _Line(connection, time.monotonic())
    return line


def _answers(connection: BaseEmailBackend) -> bool:
    """Whether the mail server still listens; it may have closed a connection that rested."""
    smtp: smtplib.SMTP | None = getattr(connection, "connection", None)
    if smtp is None:
        return True
    try:
        return smtp.noop()[0] == 250
    except (smtplib.SMTPException, OSError):
        return False
