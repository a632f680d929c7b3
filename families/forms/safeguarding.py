"""Safeguarding: what somebody saw, heard or was told, and what the leads add to it."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Child, Membership, SafeguardingAddendum
from .fields import DayField, KeyForm, LineField, WordsField

WORDS_LIMIT = 10_000


class ConcernForm(KeyForm):
    """A worry about a child, in the words of whoever has it."""

    child = forms.ModelChoiceField(
        label=_("Which child?"),
        queryset=Child.objects.none(),
        required=False,
        empty_label=_("not in this list, or no child"),
    )
    about = LineField(
        max_length=200,
        required=False,
        label=_("Who is it about?"),
        help_text=_("If the child is not in the list: the name, as far as you know it."),
    )
    happened_on = DayField(label=_("On which day?"))
    around = LineField(
        max_length=80,
        required=False,
        label=_("About what time, and where?"),
        help_text=_("For example: at lunch, in Conkers."),
    )
    words = WordsField(
        max_length=WORDS_LIMIT,
        rows=8,
        label=_("What did you see, hear, or what were you told?"),
        help_text=_("Just what happened. A child’s own words, word for word."),
    )
    done_at_once = WordsField(
        max_length=WORDS_LIMIT,
        rows=3,
        required=False,
        label=_("What was done at once?"),
        help_text=_("Who was told, who was rung, what you said to the child."),
    )

    kept_from = forms.ModelMultipleChoiceField(
        label=_("Who must not read this?"),
        queryset=Membership.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Family of this child, or too close to it. They never see it. If you cannot choose the"
            " child above, we do not know who its family is: then only you can say so."
        ),
    )

    def __init__(self, *args: Any, children: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"].queryset = children
        self.fields["kept_from"].queryset = colleagues
        self.fields["kept_from"].label_from_instance = _name_and_work
        self.fields["happened_on"].initial = timezone.localdate

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_errors = {"child", "about"} & set(self.errors)
        if not (cleaned.get("child") or cleaned.get("about") or has_errors):
            self.add_error("about", _("Choose a child above, or write here who it is about."))
        return cleaned

    @property
    def kept_from_ids(self) -> list[uuid.UUID]:
        """The people who must not read it, by id."""
        return [post.user_id for post in self.cleaned_data["kept_from"]]

    @property
    def name(self) -> str:
        """Whom it is about, as it will be read by somebody who does not know the child."""
        child, about = self.cleaned_data["child"], self.cleaned_data["about"]
        return ", ".join(filter(None, (child.full_name if child else "", about)))[:200]


class AdultConcernForm(ConcernForm):
    """A worry about an adult who works or helps here: it is kept from this person."""

    not_on_the_team = forms.BooleanField(
        required=False, label=_("The person is not in this list: a helper, student or visitor")
    )
    field_order = ("about", "kept_from", "not_on_the_team", "child")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept_from"].help_text = _(
            "The person it is about, and anybody too close to them. They never see it."
        )
        self.fields["about"].label = _("Which adult is it about?")
        self.fields["about"].help_text = ""
        self.fields["child"].label = _("Which child was there?")
        self.fields["child"].empty_label = _("no child, or not in this list")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("kept_from") or cleaned.get("not_on_the_team")) and (
            "kept_from" not in self.errors
        ):
            self.add_error(
                "kept_from", _("Choose who must not read this, or tick that they are not here.")
            )
        if not cleaned.get("about") and "about" not in self.errors:
            self.add_error("about", _("Write who it is about."))
        return cleaned


class AddendumForm(KeyForm):
    """What a lead did or learned. Nothing that was written before changes."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=SafeguardingAddendum.Kind.choices, widget=forms.RadioSelect
    )
    words = WordsField(
        max_length=WORDS_LIMIT,
        rows=5,
        label=_("In your words"),
        help_text=_("Who, when, what was said and decided. It cannot be changed afterwards."),
    )

    def __init__(self, *args: Any, is_closed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = SafeguardingAddendum.Kind
        self.fields["kind"].initial = kinds.NOTE
        if not self.is_bound:  # the form that closed it, sent twice, is still the same form
            useless = kinds.CLOSED if is_closed else kinds.REOPENED
            self.fields["kind"].choices = [each for each in kinds.choices if each[0] != useless]


def _name_and_work(post: Membership) -> str:
    return f"{post.user.name}, {post.job_title or post.get_role_display()}"
