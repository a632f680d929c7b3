"""The picture of somebody on the team."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .observations import ACCEPT


class StaffPortraitForm(forms.Form):
    """A new picture of oneself."""

    portrait = forms.FileField(
        label=_("A picture of you"),
        allow_empty_file=True,  # refused when it is opened, in words that help
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("A photo of your face. Where and when it was taken is removed."),
    )
