"""How Footbridge runs. Never a table, a view or a rule about people."""

from .celery import app as celery_app

__all__ = ["celery_app"]
