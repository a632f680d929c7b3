"""One running house for all tests that break things; between two tests it rests."""

import uuid
from collections.abc import Iterator

import pytest

from tests.faults.house import House

FAMILIES = 40


@pytest.fixture(scope="session")
def _house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The cast, and many more families with something new to read."""
    folder = tmp_path_factory.mktemp("faults")
    with House(folder, name=f"footbridge_faults_{uuid.uuid4().hex[:8]}") as house:
        house.manage(
            "shell", "-v0", "-c", f"from tests.faults.many import make_many; make_many({FAMILIES})"
        )
        yield house


@pytest.fixture
def house(_house: House) -> Iterator[House]:
    """The house at rest: nothing runs, nothing is promised, no digest has ever been sent."""
    _house.rest()
    yield _house
    _house.kill_all()
    _house.open_database()  # the logs stay, for whoever wants to know what went wrong
