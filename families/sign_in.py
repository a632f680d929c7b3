"""Where django-allauth meets our rules: nobody signs up, people are invited.

The words of its errors and mails are ours, and a mail server that is away is said, not shown as a
failure of the page.
"""

import base64
import hashlib
import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)

WRONG_CODE = _("This code is not the right one. Look again: a new code makes the old one useless.")
TOO_MANY = _("Too many tries. Wait a few minutes, then try again.")

# What happened to somebody's account, told to their address in case it was not them.
NOTICES = {
    "account/email/password_changed": _("Your password was changed."),
    "account/email/password_set": _("A password was added to your account."),
    "account/email/password_reset": _("Your password was changed with a code from an e-mail."),
    "mfa/email/totp_activated": _("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed from your account."),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": _("New spare codes were made for your account."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Closed door: accounts are made by accepting an invitation and in no other way."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask the manager."),
        "email_password_mismatch": _(
            "This e-mail address and password do not belong together. Try again, or let us send"
            " you a code."
        ),
        "enter_current_password": _("This is not your password now."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Keep a new password, and write nothing else: the web's role may not change an address."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send now. If the mail server is away, the person is told and keeps the address typed."""
        try:
            self._mail(template_prefix, email, context)
        except (SMTPException, OSError) as problem:
            log.warning("A sign-in mail could not be sent: %s", type(problem).__name__)
            again = reverse("account_request_login_code")
            if "reset" in template_prefix:
                again = reverse("account_reset_password")
            page = {"email": email, "again_url": again}
            raise ImmediateHttpResponse(
                render(self.request, "account/mail_is_away.html", page, status=503)
            ) from problem

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell somebody what happened to their account. It has happened, so failing only delays."""
        what = NOTICES.get(template_prefix)
        address = email or EmailAddress.objects.get_primary_email(user)
        if what is None or not address:
            return
        try:
            self._mail("account/email/notice", address, {"what": what})
        except (SMTPException, OSError) as problem:
            log.warning("A notice about an account was not sent: %s", type(problem).__name__)

    def _mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        words = {
            **context,
            "setting_name": "Footbridge",
            "email": email,
            "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
        }
        words.pop("request", None)
        self.render_mail(template_prefix, email, words).send()


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are encrypted at rest, passkeys are called by their device."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("This cannot be removed."),
        "cannot_generate_recovery_codes": _("Add a passkey or an authenticator app first."),
        "incorrect_code": WRONG_CODE,
    }

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.error("A second factor was encrypted with a secret that is not ours any more.")
            return ""

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        from .queries.account import device_name

        device = device_name(self.request.headers.get("User-Agent", ""))
        taken = {
            key.wrap().name for key in Authenticator.objects.filter(user_id=user.pk, type=type)
        }
        names = [device, *(f"{device} ({number})" for number in range(2, 50))]
        return next((name for name in names if name not in taken), device)

    def _get_site_name(self) -> str:
        return "Footbridge"


def _keys() -> MultiFernet:
    """The site's secret and those before it, as keys for what must be read back."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    hashlib.sha256(b"families.sign_in " + secret.encode()).digest()
                )
            )
            for secret in secrets
        ]
    )
