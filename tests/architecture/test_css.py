"""The style sheets keep the rules of docs/design.md: tokens only, no left and right, small."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css"
FRAME = ("tokens.css", "base.css", "components.css", "pages.css")
WEB = tuple(sorted(path.name for path in CSS.glob("*.css") if path.name != "pdf.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# margin-left and its like break a right-to-left page; so do width and height of a flow.
PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border)-(left|right|top|bottom)\b|(left|right)\s*:"
    r"|text-align:\s*(left|right)\b|float:\s*(left|right)\b)"
)


def rules(name: str) -> str:
    return COMMENT.sub("", (CSS / name).read_text())


@pytest.mark.parametrize("name", WEB)
def test_web_pages_know_no_left_and_right(name: str) -> None:
    assert PHYSICAL.findall(rules(name)) == []


@pytest.mark.parametrize("name", [name for name in WEB if name != "tokens.css"] + ["pdf.css"])
def test_colours_are_decided_in_the_tokens_only(name: str) -> None:
    screen = rules(name).split("@media print")[0]
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", screen) == []


@pytest.mark.parametrize("name", [*WEB, "pdf.css"])
def test_every_token_that_is_used_exists(name: str) -> None:
    defined = set(re.findall(r"(--[a-z0-9-]+)\s*:", "".join(rules(file) for file in [*WEB, name])))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", rules(name))) - defined == set()


def test_the_look_of_a_first_view_is_light() -> None:
    """Style sheets ≤ 20 KB and our script ≤ 4 KB on the way (docs: first view ≤ 90 KB)."""
    styles = sum(len(gzip.compress((CSS / name).read_bytes())) for name in FRAME)
    script = len(gzip.compress((ROOT / "static" / "js" / "site.js").read_bytes()))
    assert styles <= 20_000
    assert script <= 4_000


def test_every_class_of_a_component_is_painted() -> None:
    """A class in a component that no style sheet knows is a slip of the pen."""
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", "".join(rules(name) for name in WEB)))
    used = set()
    for path in (ROOT / "templates" / "components").rglob("*.html"):
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text())
        for classes in re.findall(r'class="([^"]*)"', text):
            used |= {name for name in classes.split() if not name.endswith("-")}
    only_for_scripts = {"field", "progress", "tab-list", "error-list"}
    assert used - known - only_for_scripts == set()
