"""A hard time at home: what, until when, and who is told."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Family, Membership
from .fields import DayField, KeyForm, WordsField

LONGEST = timedelta(days=92)  # three months; then it is told anew


class HardTimeForm(KeyForm):
    """As much or as little as the family wants to say."""

    note_of = forms.ModelChoiceField(
        label=_("Which home?"), queryset=Family.objects.none(), empty_label=None
    )
    words = WordsField(
        max_length=1_000,
        label=_("What would you like us to know?"),
        help_text=_("As little as you like: “We sleep badly just now” is enough."),
    )
    told_until = DayField(
        label=_("Until when?"),
        help_text=_("After this day nobody reads it any more. Three months at most."),
    )
    told = forms.ModelMultipleChoiceField(
        label=_("Who may know?"),
        queryset=Membership.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )
    with_yes = forms.BooleanField(label=_("The family knows that I write this down, and said yes"))

    def __init__(
        self, *args: Any, homes: Iterable[Family], readers: Any, at_home: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        homes = list(homes)
        self.fields["note_of"].queryset = Family.objects.filter(pk__in=[each.pk for each in homes])
        self.fields["note_of"].initial = homes[0].pk if len(homes) == 1 else None
        self.fields["told"].queryset = readers
        self.fields["told"].label_from_instance = _name_and_work
        self.fields["told_until"].initial = lambda: timezone.localdate() + timedelta(days=28)
        if at_home:
            del self.fields["with_yes"]
            if len(homes) == 1:  # nothing to ask
                self.fields["note_of"].widget = forms.HiddenInput()

    def clean_told_until(self) -> Any:
        day, today = self.cleaned_data["told_until"], timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("This day is over already."))
        if day > today + LONGEST:
            raise forms.ValidationError(_("Three months at most. You can tell us again then."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        home = cleaned.get("note_of")
        if home and any(post.setting_id != home.setting_id for post in cleaned.get("told", ())):
            self.add_error("told", _("Choose people of this home’s nursery."))
        return cleaned


def _name_and_work(post: Membership) -> str:
    return f"{post.user.name}, {post.job_title or post.get_role_display()}"
