"""The sign-in forms of django-allauth in our words: plain labels, hints, no placeholders."""

from typing import Any

from allauth.account import forms as account
from allauth.account.internal.flows import reauthentication
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.base import forms as second
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from ..models import User

EMAIL = _("E-mail address")
CODE_SENT = _("From the e-mail we sent you. Nine numbers; the dashes do not matter.")
CODE_OF_APP = _("Six numbers from your authenticator app, or one of your spare codes.")
NEW_PASSWORD = _("Twelve letters or more. Three words you like are good.")


class _Plain(forms.Form):
    """Placeholders go away as soon as one types; labels and hints stay."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field.widget, forms.PasswordInput):
                field.help_text = ""

    def _say(self, name: str, *, label: Any = None, hint: Any = "") -> None:
        """Label and hint of a field, if this form has it."""
        if name in self.fields:
            self.fields[name].label = label or self.fields[name].label
            self.fields[name].help_text = hint


class _Numbers:
    """A code of numbers: the phone shows its number pad and offers the code from the mail."""

    def _as_numbers(self: Any, name: str = "code") -> None:
        self.fields[name].widget.attrs.update(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}
        )


class LoginForm(_Plain, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say("login", label=EMAIL)
        self._say("password", label=_("Password"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class RequestCodeForm(_Plain, account.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say("email", label=EMAIL)


class ConfirmCodeForm(_Numbers, _Plain, account.ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say("code", label=_("The code"), hint=CODE_SENT)
        self._as_numbers()


class ConfirmResetCodeForm(_Numbers, _Plain, account.ConfirmPasswordResetCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say("code", label=_("The code"), hint=CODE_SENT)
        self._as_numbers()


class ReauthenticateForm(_Plain, account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say("password", label=_("Your password"))


class _OnePassword(_Plain):
    """One field for a new password: who mistypes it signs in by e-mailed code and tries again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        self._say("password1", label=_("New password"), hint=NEW_PASSWORD)


class ChangePasswordForm(_OnePassword, account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say("oldpassword", label=_("Your password now"))


class SetPasswordForm(_OnePassword, account.SetPasswordForm):
    """A first password for who has none. Being signed in does not show that it is the same person:
    a second factor does, or else a code by e-mail, which is how a forgotten password is replaced.
    """

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        if not reauthentication.get_reauthentication_flows(user):
            raise ImmediateHttpResponse(redirect("account_reset_password"))
        if not reauthentication.did_recently_reauthenticate(context.request):
            raise ReauthenticationRequired
        super().__init__(*args, user=user, **kwargs)


class NewPasswordForm(_OnePassword, account.ResetPasswordKeyForm):
    pass


class ResetPasswordForm(_Plain, account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say("email", label=EMAIL)
        if context.request.user.is_authenticated:  # one's own address need not be typed
            self.fields["email"].initial = context.request.user.email


class SecondFactorForm(_Numbers, _Plain, second.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say("code", label=_("The code"), hint=CODE_OF_APP)
        self._as_numbers()


class SecondFactorAgainForm(_Numbers, _Plain, second.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say("code", label=_("The code"), hint=CODE_OF_APP)
        self._as_numbers()


class ActivateAppForm(_Numbers, _Plain, totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say("code", label=_("The six numbers your app shows now"))
        self._as_numbers()


class AddPasskeyForm(_Plain, webauthn.AddWebAuthnForm):
    """Every key is a passkey: it stands for password and second factor together."""

    passwordless = forms.BooleanField(
        required=False, initial=True, widget=forms.CheckboxInput(attrs={"hidden": True})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say(
            "name",
            label=_("A name for this passkey"),
            hint=_("So that you know it again in the list: my phone, the office laptop."),
        )
        self.fields["name"].max_length = 60


class RenamePasskeyForm(_Plain, webauthn.EditWebAuthnForm):
    name = forms.CharField(label=_("A name for this passkey"), max_length=60)
