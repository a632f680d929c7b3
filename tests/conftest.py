"""Fixtures only: the servers the tests run on, and a clean cache."""

import pytest
from django.core.cache import cache

from .cast import Cast, build_cast


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    """Rate limits and cached sessions of one test do not reach the next."""
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody of the tests' nursery, by name (tests/cast.py)."""
    return build_cast()
