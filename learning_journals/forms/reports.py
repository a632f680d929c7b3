from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from families.models import Room, Term


class PrintReportsForm(forms.Form):
    """Which room, which term. `terms` are those that have begun, newest first."""

    room = forms.ModelChoiceField(
        queryset=Room.objects.none(),
        label=_("Room"),
        empty_label=None,
        error_messages={"required": _("Choose a room.")},
    )
    term = forms.ModelChoiceField(
        queryset=Term.objects.none(),
        label=_("Term"),
        empty_label=None,
        error_messages={"required": _("Choose a term.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, rooms: QuerySet[Room], terms: Sequence[Term], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = rooms
        self.fields["term"].queryset = Term.objects.filter(pk__in=[term.pk for term in terms])
        self.fields["term"].label_from_instance = lambda term: term.name
        self.fields["term"].initial = terms[0].pk if terms else None
