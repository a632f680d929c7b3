"""Two people who press at the same moment, each in a connection of their own."""

import contextlib
import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

PATIENCE = 3  # seconds; who waits for the other's lock does not come to the barrier


def at_once(*, before: str | tuple[str, ...], todo: list[Callable[[], Any]]) -> list[Any]:
    """What each gives back when all are held up before the first statement that begins with
    (one of) `before`, until everybody is there or, where one waits for the other's lock, for a
    moment."""
    barrier = threading.Barrier(len(todo))
    results: list[Any] = []

    def hold(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(before):
            with contextlib.suppress(threading.BrokenBarrierError):
                barrier.wait(PATIENCE)
        return execute(sql, params, many, context)

    def run(one: Callable[[], Any]) -> None:
        try:
            with connection.execute_wrapper(hold):
                results.append(one())
        except Exception as problem:
            results.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[one]) for one in todo]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
