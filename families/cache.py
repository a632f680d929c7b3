"""The cache may go away at any moment: pages are slower then, and limits still hold.

What is kept elsewhere too (sessions: in the database) is answered "not here". What is counted in
the cache and nowhere else, such as attempts to sign in, is counted in this process until the cache
is back: with two processes somebody who guesses has two times as many tries, and not as many as
they like. What was counted before is forgotten for that time.
"""

import logging
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

KEPT_ELSEWHERE = "django.contrib.sessions."
MOST_COUNTED = 50_000  # of one process; more than anybody can ask for within a limit's minutes


class ForgivingRedisCache(RedisCache):
    """Redis, and while it cannot be reached a small cache of this process for what is counted."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        # The content belongs to the process, however many threads have an object of this class.
        self._here = LocMemCache("while-redis-is-away", {"OPTIONS": {"MAX_ENTRIES": MOST_COUNTED}})

    def _forgive(self, name: str, missing: Any, key: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), name)(key, *args, **kwargs)
        except (RedisError, OSError) as problem:
            log.warning("The cache is away: %s", type(problem).__name__)
        if key.startswith(KEPT_ELSEWHERE):
            return missing
        return getattr(self._here, name)(f"{self.key_prefix}:{key}", *args, **kwargs)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._forgive("get", default, key, default, version)

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        self._forgive("set", None, key, value, *args, **kwargs)

    def add(self, key: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        return self._forgive("add", True, key, value, *args, **kwargs)

    def delete(self, key: str, version: int | None = None) -> Any:
        return self._forgive("delete", False, key, version)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> Any:
        return self._forgive("incr", 1, key, delta, version)

    def touch(self, key: str, *args: Any, **kwargs: Any) -> Any:
        return self._forgive("touch", False, key, *args, **kwargs)

    def has_key(self, key: str, version: int | None = None) -> Any:
        return self._forgive("has_key", False, key, version)

    def get_many(self, keys: Any, version: int | None = None) -> Any:
        """One by one while Redis is away."""
        keys = list(keys)
        try:
            return super().get_many(keys, version)
        except (RedisError, OSError):
            nothing = object()
            found = {key: self.get(key, nothing, version) for key in keys}
            return {key: value for key, value in found.items() if value is not nothing}
