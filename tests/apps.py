from django.apps import AppConfig


class TestsConfig(AppConfig):
    """Brings the demo command; installed in development and tests only, never in production."""

    name = "tests"
