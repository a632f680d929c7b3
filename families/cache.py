"""The cache may go away at any moment: then a page is slower, and nothing else happens."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class ForgivingRedisCache(RedisCache):
    """Redis as a cache that answers "not here" when it cannot be reached."""

    def _forgive(self, name: str, missing: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), name)(*args, **kwargs)
        except (RedisError, OSError) as problem:
            log.warning("The cache is away: %s", type(problem).__name__)
            return missing

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

    def get_many(self, keys: Any, version: int | None = None) -> Any:
        return self._forgive("get_many", {}, keys, version)

    def has_key(self, key: str, version: int | None = None) -> Any:
        return self._forgive("has_key", False, key, version)
