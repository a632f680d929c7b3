"""One house for all attacks of the short run."""

from collections.abc import Iterator

import pytest

from .house import AnonymityHouse


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnonymityHouse]:
    with AnonymityHouse(tmp_path_factory.mktemp("anonymity")) as house:
        yield house
