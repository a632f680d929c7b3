"""Nothing is kept by accident: every model says how long and why."""

from django.apps import apps

from settings.data_retention import RETENTION


def test_every_model_is_named_with_how_long_it_is_kept() -> None:
    labels = {model._meta.label for model in apps.get_models()}
    assert labels - set(RETENTION) == set()


def test_no_rule_speaks_of_a_model_that_is_gone() -> None:
    labels = {model._meta.label for model in apps.get_models()}
    assert set(RETENTION) - labels == set()
