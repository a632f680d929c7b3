"""Permissions: a yes or no, a form on paper, and how something is asked."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import ConsentPurpose, ConsentWording, ParentCarer
from ..queries.consents import Asked, for_staff
from .fields import DayField, EditForm, KeyForm, LineField, WordsField
from .plain_words import NOT_WHOLE

YES, NO = "yes", "no"
ANSWERS = [(YES, _("Yes")), (NO, _("No"))]
REWORDED = _("This was put into new words just now. Choose it again.")


class AnswerForm(KeyForm):
    """One's own answer to a question, in the words in which it was read."""

    wording = forms.UUIDField()
    answer = forms.ChoiceField(choices=ANSWERS, error_messages={"required": _("Press yes or no.")})

    @property
    def says_yes(self) -> bool:
        return self.cleaned_data["answer"] == YES


class PaperForm(KeyForm):
    """A form on paper, whole: who signed it and when, and for each question what is ticked there.

    An answer carries the words it was given to, so that words which were changed meanwhile are
    chosen again and never taken for others.
    """

    holder = forms.TypedChoiceField(
        label=_("Who signed?"),
        help_text=_("Only people with parental responsibility decide."),
        coerce=uuid.UUID,
        widget=forms.RadioSelect,
    )
    signed_on = DayField(label=_("Signed on"))

    def __init__(
        self,
        *args: Any,
        holders: Iterable[ParentCarer],
        asked: Iterable[Asked],
        name: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(link.pk), f"{link.user.name} · {link.relationship}") for link in holders]
        self.fields["holder"].choices = choices
        if len(choices) == 1:
            self.fields["holder"].initial = choices[0][0]
        self.fields["signed_on"].initial = timezone.localdate
        self.asked = {_row(each.purpose): each for each in asked}
        for row, each in self.asked.items():
            self.fields[row] = forms.ChoiceField(
                label=for_staff(each.wording.title, whose=name),
                required=False,
                choices=[
                    (f"{each.wording.pk}:{YES}", _("Yes")),
                    (f"{each.wording.pk}:{NO}", _("No")),
                    ("", _("Not on the paper")),
                ],
                initial="",
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": REWORDED},
            )

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The rows of the questions under the names of their kinds, in the order of the page."""
        groups: dict[str, list[forms.BoundField]] = {}
        for row, each in self.asked.items():
            kind = ConsentPurpose.Kind(each.purpose.kind)
            groups.setdefault(str(kind.label), []).append(self[row])
        return list(groups.items())

    def clean_signed_on(self) -> Any:
        day = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.answers:
            raise forms.ValidationError(_("Choose yes or no for what is on the paper."))
        return cleaned

    @property
    def answers(self) -> list[tuple[ConsentWording, bool]]:
        """What is ticked on the paper: the words, and whether it is a yes."""
        return [
            (each.wording, said.endswith(f":{YES}"))
            for row, each in self.asked.items()
            if (said := self.cleaned_data.get(row))
        ]

    def say_reworded(self, wording: ConsentWording) -> None:
        """Say beside its row that a question was put into new words a moment ago."""
        self.add_error(_row(wording.purpose), REWORDED)


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


def _row(purpose: ConsentPurpose) -> str:
    """The name of the field in which a question of a paper is answered."""
    return f"answer_{purpose.code}"
