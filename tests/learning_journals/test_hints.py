"""Advice beside the words of an observation: it helps who writes, and stops nobody but once."""

import json
import uuid
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from families.models import Child
from learning_journals.frameworks import packs
from learning_journals.models import Observation
from learning_journals.plain_words import plain_words_of
from learning_journals.queries.hints import hints_on, reading_age
from learning_journals.queries.names import Names
from tests import factories as make
from tests.cast import Cast

EYFS = packs()["eyfs"]
EASY = "Zofia put nine cones in a row. She sang. " * 6
HARD = (
    "Zofia systematically investigated the comparative dimensions of the collected pine cones,"
    " independently organising them according to magnitude and articulating her reasoning"
    " throughout, while simultaneously negotiating collaborative arrangements with surrounding"
    " children who had expressed considerable interest in the undertaking."
    " Perseverance prevailed notwithstanding interruptions."
)


def child(name: str) -> Child:
    return Child(known_as=name.split()[0], full_name=name)


def said_on(*texts: str, chosen: str = "Zofia Kapelusz", others: str = "Kofi Drumwater") -> str:
    hints = hints_on(
        texts,
        language="en-gb",
        chosen=[child(chosen)] if chosen else [],
        others=[child(others)],
        pack=EYFS,
    )
    return "\n".join(f"{hint.words} {hint.said}" for hint in hints.said)


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("Kofi laughed", "A friend laughed"),
        ("KOFI laughed", "A friend laughed"),
        ("Kofi’s hat", "A friend’s hat"),
        ("Kofita laughed", "Kofita laughed"),
        ("with Kofi Drumwater, Kofi", "with a friend, a friend"),
        ("with Zoë and with zoe", "with a friend and with a friend"),
        ("I will give Will a cup", "I will give a friend a cup"),
        ("İkizler ve Kofi", "İkizler ve a friend"),
        ("كيرا Kofi", "كيرا a friend"),
        ("", ""),
    ],
)
def test_names_are_hidden_where_they_stand_and_nowhere_else(words: str, hidden: str) -> None:
    names = Names([("Kofi", "Kofi Drumwater"), ("Zoë", "Zoe\u0308 Plum"), ("Will", "Will Plum")])
    assert names.hidden_in(words, instead="a friend") == hidden


def test_nobody_is_nowhere_in_the_words() -> None:
    assert Names([]).found_in("Kofi and Zofia") == []
    assert Names([("", " ")]).hidden_in("Kofi", instead="-") == "Kofi"


def test_another_childs_name_is_asked_about_only_where_the_own_one_is_missing() -> None:
    assert "Is it about the right child?" in said_on("Kofi built a tower.")
    assert "Kofi is not chosen" in said_on("Zofia built a tower for Kofi.")
    assert said_on("She built a tower.") == ""
    assert said_on("Kofi built a tower.", chosen="") == ""
    assert said_on("Kofi built a tower.", others="Kofi Kapelusz", chosen="Kofi Plum") == ""


def test_jargon_is_answered_with_plain_words() -> None:
    assert "running, climbing" in said_on("Zofia used her Gross Motor skills.")
    assert "Perhaps: other children" in said_on("Zofia sat with her peers.")
    assert said_on("The pier was long. Zofia saw an eland.") == ""
    assert "talking" not in said_on("Zofia said: click, cl, elg.")  # only in capitals
    assert "what you saw" in said_on("Zofia met the ELG.")
    many = said_on("Zofia utilised, demonstrated, vocalised, facilitated and subitised.")
    assert "And 2 more like these" in many


@pytest.mark.parametrize(
    "words",
    [
        "Zofia is beginning to take turns.",
        "She is able to count.",
        "One day. Shows an understanding of prepositions.",
        "Today: people, culture and communities.",
    ],
)
def test_a_sentence_from_a_list_is_noticed(words: str) -> None:
    assert "sounds like a list" in said_on(words)


def test_what_a_child_did_is_no_list() -> None:
    assert said_on("Zofia began to sing. She was able. A number fell down.") == ""


def test_only_a_long_and_hard_text_is_called_hard_and_no_number_is_shown() -> None:
    assert said_on(EASY) == ""
    assert reading_age(EASY, "en-gb") < 9 < 15 < reading_age(HARD, "en-gb")
    said = said_on(HARD)
    assert "Two short ones are easier" in said
    assert "Zofia systematically investigated" in said
    assert said_on(" ".join(HARD.split()[:20])) == ""
    assert reading_age("", "en-gb") == reading_age("... !", "en-gb") == 0


def test_other_languages_get_no_advice_on_english() -> None:
    hints = hints_on(["Peers, ELG. " * 30], language="pl", chosen=[], others=[], pack=EYFS)
    assert not hints
    assert plain_words_of("pl") is None
    assert plain_words_of("../en") is None


def test_areas_are_offered_by_what_is_written_and_never_chosen() -> None:
    found = hints_on(
        ["She counted nine cones, the biggest by the door, and said why."],
        language="en-gb",
        chosen=[],
        others=[],
        pack=EYFS,
    )
    assert ("areas", "M") in [(each.field, each.code) for each in found.offered]
    assert len(found.offered) <= 4
    again = hints_on(
        ["She counted nine cones."],
        language="en-gb",
        chosen=[],
        others=[],
        pack=EYFS,
        areas=["M"],
    )
    assert "M" not in [each.code for each in again.offered]


@pytest.mark.parametrize("pack", packs().values(), ids=lambda pack: pack.code)
def test_every_area_can_be_offered(pack: Any) -> None:
    for each in (*pack.areas, *pack.characteristics):
        assert each.clues, each.code
        assert all(clue == clue.lower() and clue.strip() for clue in each.clues)


# --- on the page ----------------------------------------------------------------------------------


@pytest.fixture
def marek(cast: Cast, client: Client) -> Client:
    client.force_login(cast.marek)
    return client


def form_of(cast: Cast, words: str, **fields: Any) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()),
        "page": str(uuid.uuid4()),
        "child": [str(cast.children["zofia"].pk)],
        "words": words,
        "then": "share",
    } | fields


def share(client: Client, form: dict[str, Any]) -> HttpResponse:
    return client.post(reverse("learning_journals:observation_create"), form)


@pytest.mark.django_db
def test_marek_is_asked_once_whether_it_is_about_the_right_child(cast: Cast, marek: Client) -> None:
    make.make_child(cast.hill, name="Kofi Drumwater", room=cast.rooms["conkers"])
    form = form_of(cast, "Kofi built a bridge for the snails.")
    asked = share(marek, form)
    assert asked.status_code == 422
    page = unescape(asked.content.decode())
    assert "This is for Zofia, and the words name Kofi." in page
    assert "Yes, it is about the right child" in page
    draft = Observation.objects.get(words=form["words"])
    assert draft.status == Observation.Status.DRAFT, "kept, and shown to nobody"
    known = {"observation": str(draft.pk), "version": draft.version}
    assert share(marek, form | known | {"sure": "on"}).status_code == 302
    draft.refresh_from_db()
    assert draft.status == Observation.Status.SHARED


@pytest.mark.django_db
def test_a_draft_shared_by_its_button_is_asked_about_too(cast: Cast, marek: Client) -> None:
    make.make_child(cast.hill, name="Kofi Drumwater", room=cast.rooms["conkers"])
    share(marek, form_of(cast, "Kofi built a bridge.", then="save"))
    draft = Observation.objects.get(words="Kofi built a bridge.")
    answer = marek.post(
        reverse("learning_journals:observation_share", args=[draft.pk]), follow=True
    )
    assert "the words name Kofi" in unescape(answer.content.decode())
    draft.refresh_from_db()
    assert draft.status == Observation.Status.DRAFT


@pytest.mark.django_db
def test_advice_comes_with_every_save_of_the_open_page(cast: Cast, marek: Client) -> None:
    form = form_of(cast, "Zofia showed <b>gross motor</b> skills and counted nine.")
    answer = marek.post(reverse("learning_journals:observation_autosave"), form)
    hints = json.loads(answer.content)["hints"]
    assert "running, climbing, big movements" in hints
    assert 'data-tick="areas" data-tick-value="M"' in hints
    assert "<b>" not in hints


@pytest.mark.django_db
def test_a_saved_draft_opens_with_its_advice(cast: Cast, marek: Client) -> None:
    share(marek, form_of(cast, "Zofia sat with her peers.", then="save"))
    draft = Observation.objects.get(words="Zofia sat with her peers.")
    page = marek.get(reverse("learning_journals:observation_edit", args=[draft.pk]))
    assert "Perhaps: other children" in unescape(page.content.decode())


@pytest.mark.django_db
def test_a_child_of_another_room_is_named_to_nobody_who_does_not_know_it(
    cast: Cast, marek: Client
) -> None:
    """Otherwise the question would tell that there is a child of that name."""
    make.make_child(cast.hill, name="Kofi Drumwater", room=cast.rooms["pinecones"])
    assert share(marek, form_of(cast, "Kofi built a bridge.")).status_code == 302
