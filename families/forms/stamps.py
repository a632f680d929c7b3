from django import forms
from django.core.validators import RegexValidator

from ..models import HEX_DIGITS

MOST_SHOWN = 10


class StampsForm(forms.Form):
    """What a device shows to be signed: numbers in hexadecimal digits, with commas between."""

    key = forms.UUIDField()
    shown = forms.CharField(
        max_length=MOST_SHOWN * (HEX_DIGITS + 1),
        validators=[RegexValidator(rf"^[0-9a-f]{{{HEX_DIGITS}}}(,[0-9a-f]{{{HEX_DIGITS}}})*\Z")],
    )

    def clean_shown(self) -> list[str]:
        return self.cleaned_data["shown"].split(",")
