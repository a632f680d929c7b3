"""The forms of the letterbox's own pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import NOTE_LIMIT, Reader
from .fields import CardField, ReceiptField, StampField, WordsField

# For who fears to be known by their style: the same words for everybody.
READY = [
    ("thanks", _("Thank you. Something here goes well for us.")),
    ("welcome", _("I do not feel welcome here.")),
    ("hear", _("I would like to hear more about my child’s time with you.")),
    ("why", _("Something was decided, and I do not know why.")),
    ("listen", _("I said something, and nothing came of it.")),
    ("doors", _("Bringing or fetching my child does not work well for us.")),
    ("dare", _("There is something that I do not dare to say aloud.")),
]


WITHOUT_COMMITTEE = _(
    "If it is about the manager, leave the manager out. If it is about the deputy or the"
    " safeguarding lead, who may be the same person, use one of the numbers above."
)
FROM_BELOW = _(
    "If it is about the manager, the deputy or the safeguarding lead, write to the owner or"
    " committee: what is for them is never shown to the manager or the deputy. If it is about one"
    " of those above the manager, use one of the numbers above."
)


class NoteForm(forms.Form):
    """A note with its stamp or the code of a card, and the receipt code made for it.

    The receipt travels with the form, so that a form sent twice is one note with one code.
    """

    ticks = forms.MultipleChoiceField(
        label=_("Ready words"),
        choices=READY,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If you fear to be known by how you write, tick and write nothing."),
    )
    words = WordsField(max_length=NOTE_LIMIT, rows=8, label=_("Your note"))
    reader = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=Reader.choices,
        initial=Reader.MANAGERS,
        widget=forms.RadioSelect,
    )
    at_once = forms.BooleanField(
        label=_("Send it now. Do not wait until the box is opened"),
        required=False,
        help_text=_(
            "Nobody is called: it is read when somebody next looks. And it protects you less: who"
            " reads it knows that it was written just now, and may remember who was here."
        ),
    )
    card = CardField(
        label=_("Code of your card"),
        help_text=_("16 letters and numbers. Each card lets one note in."),
    )
    stamp = StampField()
    receipt = ReceiptField(widget=forms.HiddenInput)
    short = forms.BooleanField(required=False, widget=forms.HiddenInput)  # a script is asking

    def __init__(
        self, *args: Any, lead_apart: bool = True, committee: bool = False, **kwargs: Any
    ) -> None:
        """`lead_apart`: somebody leads safeguarding and no manager does, so that the manager can be
        left out. `committee`: there is an owner or a committee to write to."""
        super().__init__(*args, **kwargs)
        readers = [Reader.MANAGERS]
        if lead_apart:
            readers += [Reader.LEAD, Reader.BOTH]
        if committee:
            readers.append(Reader.COMMITTEE)
        field = self.fields["reader"]
        field.choices = [(each, each.label) for each in readers]
        if len(readers) == 1:
            # Nothing to choose: the page says in a sentence who reads it.
            field.widget = forms.HiddenInput()
        elif committee:
            field.help_text = FROM_BELOW
        else:
            field.help_text = WITHOUT_COMMITTEE

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("ticks") and self.has_error("words", "required"):  # the ticks say it
            del self.errors["words"]
            data["words"] = ""
        return data

    @property
    def whole_words(self) -> str:
        """What was ticked, a line each, and what was written."""
        ready = dict(READY)
        lines = [str(ready[each]) for each in self.cleaned_data["ticks"]]
        return "\n".join([*lines, self.cleaned_data["words"]]).strip()


class CommentForm(NoteForm):
    """A comment on a question to all families. It is a note like any other, but that it always
    waits in the box and that who may read it is no choice: it may come to stand on the page."""

    ticks = at_once = None  # type: ignore[assignment]
    words = WordsField(max_length=NOTE_LIMIT, rows=6, label=_("Your comment"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, lead_apart=False)

    @property
    def whole_words(self) -> str:
        said: str = self.cleaned_data["words"]
        return said.strip()


class ReceiptForm(forms.Form):
    """The code, to read the answer."""

    receipt = ReceiptField(label=_("Your code"))


class AddForm(forms.Form):
    """What the writer adds to a note, with its code."""

    receipt = ReceiptField(widget=forms.HiddenInput)
    words = WordsField(max_length=NOTE_LIMIT, rows=5, label=_("What you want to add"))
