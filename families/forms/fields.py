"""The fields of people's pages, and what every form here carries along."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..actions.meanwhile import fingerprint
from ..models.languages import LANGUAGES_SPOKEN, spoken
from .plain_words import NOT_WHOLE


class LineField(forms.CharField):
    """One line of plain text, in any script, of at most `max_length` letters.

    The limit is checked here, and counted on the page by script (`components/field.html`). The
    browser is not told: it would cut off what is pasted, in silence.
    """

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        attrs = {"dir": "auto", **kwargs.pop("attrs", {})}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=max_length, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class WordsField(LineField):
    """Several lines of plain text; a line break counts as one letter, as in the browser."""

    default_error_messages = {"required": _("Write a few words first.")}

    def __init__(self, *, max_length: int, rows: int = 4, **kwargs: Any) -> None:
        kwargs["widget"] = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class EmailField(forms.EmailField):
    """An address, kept in lower case."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail address"))
        super().__init__(
            widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}), **kwargs
        )

    def clean(self, value: Any) -> str:
        return super().clean(value).lower()


class DayField(forms.DateField):
    """A day, chosen or typed the British way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y"],
            **kwargs,
        )


class LanguagesField(forms.MultipleChoiceField):
    """Languages that somebody speaks, as a list of codes; those on the row already stay."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [(code, both(code)) for code in LANGUAGES_SPOKEN]
        super().__init__(
            choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs
        )


def both(code: str) -> str:
    """The language in the reader's words and in its own: "Polish · polski"."""
    name, own = LANGUAGES_SPOKEN[code]
    return str(name) if str(name) == own else f"{name} · {own}"


class KeyForm(forms.Form):
    """A form that is a row of its own: sent twice, it is still one."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4


class EditForm(forms.Form):
    """A form on a row that others may edit too. `edits` names the fields of the row, `names` those
    that are called otherwise in the form.

    It carries a fingerprint of what the row said when the form was opened (`seen`); an action that
    finds another one raises ChangedMeanwhile, and `say_changed` shows both.
    """

    edits: Iterable[str] = ()
    names: Mapping[str, str] = {}
    seen = forms.CharField(
        widget=forms.HiddenInput, max_length=64, error_messages={"required": NOT_WHOLE}
    )

    def __init__(self, *args: Any, row: models.Model, **kwargs: Any) -> None:
        self.row = row
        started = {self._name(each): getattr(row, each) for each in self.edits}
        kwargs["initial"] = {**started, **kwargs.get("initial", {})}
        kwargs["initial"]["seen"] = fingerprint(row, fields=self.edits)
        super().__init__(*args, **kwargs)

    @property
    def edited(self) -> dict[str, Any]:
        """The cleaned values of the row's own fields."""
        return {each: self.cleaned_data[self._name(each)] for each in self.edits}

    def _name(self, field: str) -> str:
        return self.names.get(field, field)

    def say_changed(self, row: models.Model) -> None:
        """Show what the row says now beside what was typed. Sent again, what was typed is kept."""
        self.add_error(
            None,
            _(
                "Someone else changed this while you were writing. What is new is shown beside the"
                " fields. Yours is still here: press the button again to keep yours."
            ),
        )
        for each in self.edits:
            name, now = self._name(each), getattr(row, each)
            if name in self.cleaned_data and now != self.cleaned_data[name]:
                said = _chosen(self.fields[name], now) or _shown(now)
                self.add_error(name, _("Now it says: %(now)s") % {"now": said})
        self.data = self.data.copy()
        self.data["seen"] = fingerprint(row, fields=self.edits)


def _chosen(field: forms.Field, value: Any) -> str:
    """The words of one choice of several, also where they stand in groups; "" for other fields."""
    if not isinstance(field, forms.ChoiceField) or isinstance(value, list):
        return ""
    value = getattr(value, "pk", value)
    for key, words in field.choices:
        group = words if isinstance(words, list | tuple) else [(key, words)]
        for each, said in group:
            if str(each) == str(value or ""):
                return str(said)
    return ""


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        value = spoken(value)
    return str("" if value is None else value) or str(_("(empty)"))
