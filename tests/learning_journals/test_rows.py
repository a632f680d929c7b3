"""What repeats on a page is Jinja's: what people wrote is words there and never markup."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.template import engines

from learning_journals.rows import put

NASTY = "<b>Rosie</b> & “co”"
SHOWN = "&lt;b&gt;Rosie&lt;/b&gt; &amp; “co”"


class Written:
    """Something to be shown in which every word was written by somebody, and is nasty."""

    def __init__(self, **known: Any) -> None:
        self.__dict__.update(known)

    def __getattr__(self, name: str) -> Any:
        return NASTY


def drawn(name: str, **context: Any) -> str:
    return engines["rows"].env.get_template(name).render(context)


def test_a_sentence_keeps_its_own_markup_and_none_of_the_names() -> None:
    assert put("<bdi>%(who)s</bdi> collects", who=NASTY) == f"<bdi>{SHOWN}</bdi> collects"


def test_a_face_shows_whatever_is_written_as_words() -> None:
    told = Written(medicine="", facts=[NASTY])
    door = SimpleNamespace(
        disagrees=False,
        said=[
            Written(is_sure=True, may_not=may_not, home_is_out=out, is_new=True)
            for may_not, out in ((True, False), (False, True), (False, False))
        ],
    )
    face = Written(
        id=1,
        portrait_url="",
        sleep_id=None,
        is_my_cover=False,
        is_my_key_child=False,
        must_not=[NASTY],
        unchecked=[Written(field="allergies")],
        mornings=[Written(now=told), Written(now=Written(medicine=NASTY))],
        door=door,
        not_allowed=[Written(icon="hand")],
        mistakes=[Written(url="/")],
        medicines=[Written(url="/")],
        notice=Written(url="/"),
        day_url="/",
    )
    page = drawn("faces.html", board=SimpleNamespace(faces=[face]), chosen={"1"}, room="sage")
    assert "<b>Rosie" not in page
    assert page.count(SHOWN) >= 15


def test_an_entry_shows_whatever_is_written_as_words() -> None:
    moment = SimpleNamespace(exact="", machine="2026-11-28", spoken=NASTY)
    linked = Written(url="/", language="")
    comment = Written(language="", is_mine=False, when=moment)
    entry = Written(
        id=1,
        when=moment,
        is_draft=False,
        is_from_home=True,
        is_wow=True,
        sound=None,
        photos=[Written(id="1", width="4", height="3")],
        areas=[NASTY],
        language="pl",
        grew_from=linked,
        went_on=[linked],
        url="/",
        comment_url="/",
        answers=[Written(sign="eye", language="")],
        taps=[Written(is_mine=True, is_new=False, name="cheer")],
        threads=[Written(comments=[comment], family_id="1")],
        tried_url="/",
        is_writing=False,
        can_be_answered=True,
    )
    page = drawn("timeline.html", entries=[entry], page_cursor=NASTY)
    assert "<b>Rosie" not in page
    assert page.count(SHOWN) >= 12
    assert "?before=%3Cb%3ERosie%3C" in page


@pytest.mark.parametrize(
    "path", sorted((Path(settings.BASE_DIR) / "templates" / "rows").iterdir()), ids=lambda p: p.name
)
def test_no_row_switches_the_escaping_off(path: Path) -> None:
    source = path.read_text()
    assert "|safe" not in source
    assert "autoescape" not in source
