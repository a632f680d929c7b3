"""Every form says in our words what is missing, those of django-allauth too."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string

import communications.forms
import families.forms
import feedback.forms
import learning_journals.forms

# How Django begins to say it.
DJANGOS_OWN = ("This field", "This value", "Select a", "Enter a", "No file", "Ensure", "“%", "Null")


def _forms() -> Iterator[type[forms.Form]]:
    modules = []
    for package in (families.forms, learning_journals.forms, communications.forms, feedback.forms):
        modules += [
            f"{package.__name__}.{each.name}" for each in pkgutil.iter_modules(package.__path__)
        ]
    for name in modules:
        for each in vars(import_module(name)).values():
            if isinstance(each, type) and issubclass(each, forms.Form):
                yield each
    for path in (*settings.ACCOUNT_FORMS.values(), *settings.MFA_FORMS.values()):
        yield import_string(path)


def test_no_field_of_any_form_speaks_the_words_of_the_framework() -> None:
    said = {
        f"{form.__qualname__}.{name}: {words}"
        for form in _forms()
        for name, field in form.base_fields.items()
        for key, words in field.error_messages.items()
        if key in ("required", "invalid", "invalid_choice", "max_length", "missing")
        and not (isinstance(field, forms.FileField) and not field.required)
        and str(words).startswith(DJANGOS_OWN)
    }
    assert said == set()


def test_a_field_added_later_speaks_plainly_too() -> None:
    class Later(forms.Form):
        what = forms.CharField(max_length=3)
        which = forms.ChoiceField(choices=[("a", "A")])

    assert Later({}).errors == {"what": ["Write something here."], "which": ["Choose one."]}
    wrong = Later({"what": "long\x00", "which": "b"}).errors
    assert wrong["which"] == ["One of these cannot be chosen any more. Look again and choose."]
    assert wrong["what"][0].startswith("This is 5 letters long, and there is room for 3.")
    assert wrong["what"][1].startswith("There is a sign in your words that cannot be kept")
