"""What is installed is pinned by its hash, and nothing says where it was fetched from."""

import ast
import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
APPS = ("families", "learning_journals", "communications", "feedback")


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


def test_what_runs_without_the_test_packages_imports_none_of_them():
    """`make run` and the image install base.txt only; the demo nursery lives in tests/."""
    running = [
        *(ROOT / "manage.py", *(ROOT / "settings").glob("*.py")),
        *(path for app in APPS for path in (ROOT / app).rglob("*.py")),
        *(ROOT / "tests" / "demo").rglob("*.py"),
        ROOT / "tests" / "management" / "commands" / "demo.py",
    ]
    base, distributions = packages("base.txt"), packages_distributions()
    strays = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in running
        if not path.name.startswith("test_")
        for name in imported_by(path)
        if name in distributions
        and not any(re.sub(r"[._]", "-", each).lower() in base for each in distributions[name])
    }
    assert not strays


def imported_by(path: Path) -> set[str]:
    """The top names of what a file imports from elsewhere, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names.add(node.module.split(".")[0])
    return names
