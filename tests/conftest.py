"""Fixtures only: the servers the tests run on, and a clean cache."""

import uuid

import pytest
from django.core.cache import caches

from families import middleware
from families.queries import places

from .cast import Cast, build_cast
from .recording import made_by


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rate limits and cached sessions of one test do not reach the next, nor one running beside."""
    monkeypatch.setattr(caches["default"], "key_prefix", f"test-{uuid.uuid4().hex}")


@pytest.fixture(autouse=True)
def _no_minute_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept or noted for a minute lasts as long as a test: on a slow machine a page sends
    as many statements as on a quick one."""
    monkeypatch.setattr(places, "KEPT_SECONDS", 3600)
    monkeypatch.setattr(middleware, "TOUCHED_SECONDS", 3600)


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody of the tests' nursery, by name (tests/cast.py)."""
    return made_by(build_cast)
