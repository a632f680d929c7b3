"""What is installed is pinned by its hash, and nothing says where it was fetched from."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parent.parent.parent / "requirements"


def packages(name: str) -> dict[str, str]:
    """Package → everything the file says about it: version and hashes."""
    text = (REQUIREMENTS / name).read_text().replace("\\\n", "")
    return dict(line.split("==", 1) for line in text.splitlines())


@pytest.mark.parametrize("name", ["base.txt", "dev.txt"])
def test_every_package_has_one_version_and_its_hashes(name: str):
    for package, rest in packages(name).items():
        assert re.fullmatch(r"[a-z0-9-]+(\[[a-z,-]+\])?", package)
        assert re.match(r"[\w.]+( ; .+?)? +--hash=sha256:[0-9a-f]{64}", rest), package


@pytest.mark.parametrize("name", ["base.in", "base.txt", "dev.in", "dev.txt"])
def test_no_line_names_an_index_or_a_place(name: str):
    text = (REQUIREMENTS / name).read_text()
    assert not re.search(r"index-url|find-links|trusted-host|https?:|file:|@ ", text)


def test_the_tests_run_on_the_very_packages_that_production_runs_on():
    base, dev = packages("base.txt"), packages("dev.txt")
    assert base.items() <= dev.items()
