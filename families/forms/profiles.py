"""One question to a family, and *I have read this*."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..actions.meanwhile import fingerprint
from ..models import AnswerDraft
from ..models.questions import Audience, Question
from .fields import EditForm, WordsField
from .plain_words import NOT_WHOLE

LONGEST = 4000


class AnswerForm(EditForm):
    """What a household says to one question, and who of the staff may read it."""

    edits = ("words", "audience")
    words = WordsField(max_length=LONGEST, rows=6, required=False)
    audience = forms.ChoiceField(
        label=_("Who may read this?"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
    )

    draft_seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(
        self,
        *args: Any,
        question: Question,
        key_people: str = "",
        draft: AnswerDraft | None = None,
        taken_over: str = "",
        **kwargs: Any,
    ) -> None:
        typed = {"words": taken_over} if taken_over else {}
        if draft:
            typed = {"words": draft.words, "audience": draft.audience}
        initial = {**typed, "draft_seen": fingerprint(draft, fields=self.edits) if draft else ""}
        super().__init__(*args, initial=initial, **kwargs)
        if draft and draft.written_by_id != self.row.written_by_id and draft.at < self.row.at:
            # Another adult has saved since: these words are not to replace theirs unseen.
            self.initial["seen"] = fingerprint(draft, fields=self.edits)
        words = self.fields["words"]
        words.label, words.help_text = question.title, question.hint
        words.max_length = question.most
        words.validators = [
            each for each in words.validators if getattr(each, "limit_value", None) != LONGEST
        ] + [forms.CharField(max_length=question.most).validators[0]]
        self.fields["audience"].choices = [
            (audience.value, _with_names(audience, key_people)) for audience in question.audiences
        ]
        if len(question.audiences) == 1:
            self.fields["audience"].widget = forms.HiddenInput()

    @property
    def readers(self) -> str:
        """Who of the staff may read what is sent, in words and with the names of key people."""
        return str(dict(self.fields["audience"].choices)[self.cleaned_data["audience"]])


class ReadForm(forms.Form):
    """*I have read this*: up to when."""

    up_to = forms.DateTimeField(
        widget=forms.HiddenInput,
        error_messages={"required": NOT_WHOLE, "invalid": NOT_WHOLE},
    )

    def clean_up_to(self) -> Any:
        return min(self.cleaned_data["up_to"], timezone.now())


def _with_names(audience: Audience, key_people: str) -> str:
    if audience == Audience.KEY_PERSON and key_people:
        return f"{audience.label} ({key_people})"
    return str(audience.label)
