"""Words that are too long are said to be too long: no browser cuts them off in silence."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string

from families.forms import fields

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for app in ("families", "learning_journals", "communications", "feedback")
    for path in [ROOT / app / "forms.py", *sorted((ROOT / app).glob("forms/[a-z]*.py"))]
    if path.exists()
]


def words_of(module: str) -> list[tuple[str, forms.CharField]]:
    """The fields of this module's forms in which people write."""
    found = import_module(module)
    return [
        (f"{form.__name__}.{name}", field)
        for _name, form in inspect.getmembers(found, inspect.isclass)
        if issubclass(form, forms.BaseForm) and form.__module__ == module
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, fields.LineField) or isinstance(field.widget, forms.Textarea)
    ]


@pytest.mark.parametrize("module", MODULES)
def test_no_browser_is_told_to_cut_off_what_is_pasted(module: str) -> None:
    for name, field in words_of(module):
        assert "maxlength" not in field.widget.attrs, name
        assert field.max_length, name
        with pytest.raises(forms.ValidationError, match="Everything you wrote is still here"):
            field.clean("x" * (field.max_length + 1))


def test_there_are_fields_to_look_at() -> None:
    assert sum(len(words_of(module)) for module in MODULES) > 20


def test_there_is_one_field_for_words_and_the_letterboxs_copy() -> None:
    kinds = {type(field) for module in MODULES for _name, field in words_of(module)}
    assert {kind.__module__ for kind in kinds} == {"families.forms.fields", "feedback.forms.fields"}


def test_the_counter_knows_how_many_letters_fit() -> None:
    class Form(forms.Form):
        words = fields.WordsField(max_length=5_000)

    page = render_to_string("components/field.html", {"field": Form()["words"], "counter": True})
    assert 'data-count-most="5000"' in page
    assert "maxlength" not in page


def test_no_template_writes_a_limit_that_cuts_words_off() -> None:
    """Numbers of four digits are no words."""
    limits = [
        limit
        for path in (ROOT / "templates").rglob("*.html")
        for limit in re.findall(r'maxlength="(\d+)"', path.read_text())
    ]
    assert limits == ["4"]
