"""Every icon that a page or a query names is one that the pinned package has."""

import re
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r'icon[= (]+"([a-z0-9-]+)"')


def test_every_icon_that_is_named_exists() -> None:
    """A missing one breaks its page, and only where the condition around it holds."""
    known: set[str] = set()
    for archive in Path(str(files("lucide"))).rglob("*.zip"):
        known |= {Path(name).stem for name in ZipFile(archive).namelist()}
    assert "sun" in known
    sources = [*(ROOT / "templates").rglob("*.html")]
    for app in ("families", "learning_journals", "communications", "feedback"):
        sources += (ROOT / app).rglob("*.py")
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources
        for name in NAMED.findall(path.read_text())
        if name not in known
    }
    assert missing == set()
