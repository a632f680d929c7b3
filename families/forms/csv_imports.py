"""A file to bring in, and what its columns are."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..models.csv_imports import CsvImport
from ..queries.csv_import.columns import FIELDS, guess_kind, is_known, what_is_missing
from ..queries.csv_import.plans import asks_for_date_order
from ..spreadsheets import MOST_BYTES, Sheet, Unreadable, read_sheet
from .fields import KeyForm

SAMPLES = 3  # cells shown of each column


class CsvFileForm(KeyForm):
    """A CSV file and what it is about. `sheet` is what stands in it."""

    file = forms.FileField(
        label=_("Your file"),
        help_text=_(
            "A CSV file of at most 5 MB. In Excel, Numbers or Google Sheets: “Save as” or"
            " “Download”, then CSV."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
    )
    kind = forms.ChoiceField(
        label=_("What is in it?"),
        choices=[("", _("Look at the headings and tell me")), *CsvImport.Kind.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    sheet: Sheet

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:  # and is not read at all
            raise forms.ValidationError(
                _(
                    "This file is larger than 5 MB, so nothing of it was kept. Take columns or"
                    " sheets out that are not needed here."
                )
            )
        try:
            self.sheet = read_sheet(file.read(), knows=is_known)
        except Unreadable as problem:
            raise forms.ValidationError(str(problem)) from None
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "file" in cleaned and "kind" in cleaned and not cleaned["kind"]:
            cleaned["kind"] = guess_kind(self.sheet.headers)
            if not cleaned["kind"]:
                self.add_error(
                    "kind",
                    _("The headings do not say what this is. Choose it, and the file again."),
                )
        return cleaned


class KindForm(forms.Form):
    """What a file is about, if it was guessed or chosen wrongly."""

    kind = forms.ChoiceField(label=_("It is a list of"), choices=CsvImport.Kind.choices)


class ColumnsForm(forms.Form):
    """What each column of a file is, and which number of a day is the month, if that is open."""

    date_order = forms.ChoiceField(
        choices=CsvImport.DateOrder.choices, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, csv_import: CsvImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.csv_import = csv_import
        choices = [
            ("", _("Leave out")),
            *((field.name, field.label) for field in FIELDS[csv_import.kind]),
        ]
        for at, heading in enumerate(csv_import.headers):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=heading or _now("Column %(n)s, without a heading") % {"n": at + 1},
                choices=choices,
                required=False,
                initial=csv_import.matching[at],
            )
        self.day_in_doubt = asks_for_date_order(csv_import.rows, self._chosen())
        # A must where a day of the file is in doubt, so that nothing says "(if you like)".
        self.fields["date_order"].required = bool(self.day_in_doubt)
        self.fields["date_order"].error_messages["required"] = _now(
            "Choose one: %(day)s can be two different days."
        ) % {"day": self.day_in_doubt}
        self.fields["date_order"].initial = csv_import.date_order
        self.fields["date_order"].label = _now("How are days written, for example %(day)s?") % {
            "day": self.day_in_doubt
        }
        self.fields["date_order"].choices = [
            ("dmy", _("Day, month, year, as in Britain")),
            ("mdy", _("Month, day, year, as in the United States")),
        ]

    def _chosen(self) -> list[str]:
        """The columns as sent, or as they were; before anything is checked."""
        known = {field.name for field in FIELDS[self.csv_import.kind]}
        if not self.is_bound:
            return list(self.csv_import.matching)
        sent = (self.data.get(f"column_{at}", "") for at in range(len(self.csv_import.headers)))
        return [field if field in known else "" for field in sent]

    @property
    def columns(self) -> list[tuple[forms.BoundField, Sequence[str]]]:
        """Each column's question, with the first words that stand in it."""
        return [
            (self[f"column_{at}"], self._samples(at)) for at in range(len(self.csv_import.headers))
        ]

    def _samples(self, at: int) -> list[str]:
        found: dict[str, None] = {}
        for _number, cells in self.csv_import.rows:
            if cells[at]:
                found[cells[at][:40]] = None
            if len(found) == SAMPLES:
                break
        return list(found)

    @property
    def matching(self) -> list[str]:
        return [self.cleaned_data[f"column_{at}"] for at in range(len(self.csv_import.headers))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        taken: dict[str, str] = {}
        for at in range(len(self.csv_import.headers)):
            name = f"column_{at}"
            field = cleaned.get(name)
            if not field:
                continue
            if field in taken:
                self.add_error(
                    name,
                    _now("This is the column “%(other)s” already. Leave one of them out.")
                    % {"other": self.fields[taken[field]].label},
                )
            taken.setdefault(field, name)
        if not self.errors:
            for label in what_is_missing(self.csv_import.kind, self.matching):
                self.add_error(
                    None, _now("Say which column is this: %(field)s.") % {"field": label}
                )
        return cleaned


class LettersForm(forms.Form):
    """Which of the waiting letters are sent: those that are ticked, or all."""

    letters = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    everybody = forms.BooleanField(required=False)

    def __init__(self, *args: Any, ids: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letters"].choices = [(each, each) for each in ids]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("everybody") and not cleaned.get("letters"):
            raise forms.ValidationError(_("Tick the people whose letters are to be sent."))
        return cleaned
