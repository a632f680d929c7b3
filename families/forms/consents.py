"""Permissions: a yes or no, a form on paper, and how something is asked."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import ConsentPurpose, ParentCarer
from ..queries.consents import Asked
from .fields import DayField, EditForm, KeyForm, LineField, WordsField
from .plain_words import NOT_WHOLE

YES, NO = "yes", "no"
ANSWERS = [(YES, _("Yes")), (NO, _("No"))]


class AnswerForm(KeyForm):
    """One's own answer to a question, in the words in which it was read."""

    wording = forms.UUIDField()
    answer = forms.ChoiceField(choices=ANSWERS, error_messages={"required": _("Press yes or no.")})

    @property
    def says_yes(self) -> bool:
        return self.cleaned_data["answer"] == YES


class PaperForm(KeyForm):
    """What somebody who decides has signed on paper."""

    holder = forms.TypedChoiceField(
        label=_("Who signed?"),
        help_text=_("Only people with parental responsibility decide."),
        coerce=uuid.UUID,
        widget=forms.RadioSelect,
    )
    wording = forms.TypedChoiceField(label=_("What was asked?"), coerce=uuid.UUID)
    answer = forms.ChoiceField(label=_("The answer"), choices=ANSWERS, widget=forms.RadioSelect)
    signed_on = DayField(label=_("Signed on"))

    def __init__(
        self, *args: Any, holders: Iterable[ParentCarer], asked: Iterable[Asked], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [
            (str(link.pk), f"{link.user.name} · {link.relationship}") for link in holders
        ]
        self.fields["wording"].choices = [
            (str(each.wording.pk), each.wording.title) for each in asked
        ]
        self.fields["signed_on"].initial = timezone.localdate

    def clean_signed_on(self) -> Any:
        day = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    @property
    def says_yes(self) -> bool:
        return self.cleaned_data["answer"] == YES


class PurposeForm(EditForm):
    """Whether something is asked here, and how soon again."""

    edits = ("is_asked", "review_after_months")
    is_asked = forms.BooleanField(required=False, label=_("We ask this"))
    review_after_months = forms.TypedChoiceField(
        label=_("Ask again"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("never, it holds until somebody changes it")),
            (6, _("every 6 months")),
            (12, _("every year")),
            (24, _("every 2 years")),
        ],
        help_text=_("Until somebody answers again, the old answer holds."),
    )

    def __init__(self, *args: Any, row: ConsentPurpose, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        choices = self.fields["review_after_months"].choices
        months = row.review_after_months
        if months and months not in (6, 12, 24):
            choices.append((months, _("every %(n)s months") % {"n": months}))
            self.fields["review_after_months"].choices = choices

    def clean_is_asked(self) -> bool:
        if self.row.is_always_asked and not self.cleaned_data["is_asked"]:
            raise forms.ValidationError(
                _("Journals with photos need this answer, so it is always asked.")
            )
        return self.cleaned_data["is_asked"]


class WordingForm(forms.Form):
    """A question in new words."""

    after = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=9999,
        error_messages={"required": NOT_WHOLE, "invalid": NOT_WHOLE},
    )
    title = LineField(max_length=80, label=_("In a few words"))
    question = LineField(
        max_length=200,
        label=_("The question"),
        help_text=_("Begin with “May we …?” or “May your child …?”"),
    )
    explanation = WordsField(
        max_length=600,
        rows=4,
        required=False,
        label=_("What it means"),
        help_text=_("Who sees it, when it happens, what happens without a yes."),
    )

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("title", "question", "explanation")}
