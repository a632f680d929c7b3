"""A running house for tests that kill things: real processes, real servers, many families."""

import uuid
from collections.abc import Iterator

import pytest

from tests.stack import Stack

FAMILIES = 60
CHILDREN_IN_THE_ROOM = 8


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They measure recovery: one after the other, in one process."""
    for item in items:
        if "tests/faults" in str(item.path):
            item.add_marker(pytest.mark.faults)
            item.add_marker(pytest.mark.xdist_group("faults"))


@pytest.fixture
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The cast, sixty more families with something new to read, and a mail sink; nothing runs."""
    folder = tmp_path_factory.mktemp("faults")
    with Stack(folder, name=f"footbridge_faults_{uuid.uuid4().hex[:8]}") as stack:
        stack.manage(
            "shell", "-v0", "-c", f"from tests.faults.many import make_many; make_many({FAMILIES})"
        )
        yield stack
