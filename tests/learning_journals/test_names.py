"""Other children's names are hidden from other families by themselves, wherever they read."""

import ast
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.queries.records import record_of
from families.models import Child
from learning_journals.actions.observations import (
    restore_observation,
    share_observation,
    withdraw_observation,
)
from learning_journals.models import (
    READ_BY_FAMILIES,
    JournalBook,
    Observation,
    ObservationChild,
)
from learning_journals.queries.book_contents import contents_of_book
from learning_journals.queries.names import names_of, without_own
from learning_journals.queries.report_contents import contents_of
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

pytestmark = pytest.mark.django_db

WORDS = "Idris and Zofia built a bridge. Anouk walked over it."
FIELDS = {
    "words": WORDS,
    "child_voice": "Idris, tutaj!",
    "next_step": "A longer bridge with Idris and Anouk",
    "try_at_home": "A bridge of cushions, as Anouk did",
    "areas": ["M"],
}


@pytest.fixture
def bridge(cast: Cast) -> Observation:
    """What Marek saw of Zofia and Idris, with a photograph and words below it, shared."""
    zofia, idris = cast.children["zofia"], cast.children["idris"]
    seen = make.make_observation(zofia, idris, by=cast.marek, shared=False, **FIELDS)
    make.make_photo(seen, by=cast.marek, description="Idris on the bridge")
    for key in ("agnieszka", "nia"):
        child = "zofia" if key == "agnieszka" else "idris"
        make.make_consent(cast.links[key, child], code="photo_group")
    share(cast, seen)
    home = cast.homes["kapelusz"]
    send_comment(cast, "agnieszka", seen, home.pk, words="We know Idris from the bus!")
    send_comment(cast, "marek", seen, home.pk, words="Anouk helped too.")
    return seen


def share(cast: Cast, seen: Observation) -> None:
    with acting_as(cast.marek) as person:
        share_observation(seen, actor=person)


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def send_comment(cast: Cast, name: str, seen: Observation, home: uuid.UUID, *, words: str) -> None:
    address = reverse("learning_journals:comment_create", args=[cast.children["zofia"].pk, seen.pk])
    form = {"words": words, "key": str(uuid.uuid4()), "home": str(home)}
    assert signed_in(cast, name).post(address, form).status_code == 302


def page(cast: Cast, name: str, address: str) -> str:
    answer = signed_in(cast, name).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def line_of(cast: Cast, seen: Observation, child: str) -> ObservationChild:
    return seen.journal_lines.get(child=cast.children[child])


def said_by_others(text: str) -> str:
    """Without what Agnieszka wrote herself: those are her own words."""
    return text.replace("We know Idris from the bus!", "")


def test_each_line_keeps_which_names_of_others_stand_in_the_words(
    cast: Cast, bridge: Observation
) -> None:
    assert set(line_of(cast, bridge, "zofia").hidden_names) == {"Idris", "Anouk"}
    assert set(line_of(cast, bridge, "idris").hidden_names) == {"Zofia", "Anouk"}


def test_zofias_mother_reads_a_friend_on_every_page(cast: Cast, bridge: Observation) -> None:
    zofia = cast.children["zofia"].pk
    at = {
        name: reverse(f"learning_journals:{name}", args=[zofia])
        for name in ("journal", "day_today")
    }
    entry = reverse("learning_journals:observation_detail", args=[bridge.pk])
    tried = reverse("learning_journals:entry_tried", args=[zofia, bridge.pk])
    found = f"{at['journal']}?q=bridge"
    for address in (at["journal"], found, entry, f"{entry}?child={zofia}", tried):
        text = said_by_others(page(cast, "agnieszka", address))
        assert "a friend" in text.lower(), address
        assert "Idris" not in text, address
        assert "Anouk" not in text, address
    text = page(cast, "agnieszka", at["journal"])
    assert "A friend and Zofia built a bridge. A friend walked over it." in text
    assert "A friend, tutaj!" in text
    assert 'alt="A friend on the bridge"' in text
    assert "A friend helped too." in text
    assert "We know Idris from the bus!" in text, "her own words stay hers"
    for address in (reverse("home"), reverse("communications:whats_new"), at["day_today"]):
        text = said_by_others(page(cast, "agnieszka", address))
        assert "Idris" not in text, address
        assert "Anouk" not in text, address
    assert "A friend and Zofia built" in page(cast, "agnieszka", reverse("home"))


def test_a_wow_moment_on_the_shelf_says_a_friend(cast: Cast) -> None:
    seen = make.make_observation(
        cast.children["zofia"], by=cast.marek, shared=False, **{**FIELDS, "kind": "wow"}
    )
    share(cast, seen)
    shelf = reverse("learning_journals:wow_shelf", args=[cast.children["zofia"].pk])
    text = page(cast, "agnieszka", shelf)
    assert "A friend and Zofia built a bridge." in text
    assert "Idris" not in text


def test_looking_for_the_friends_name_finds_nothing(cast: Cast, bridge: Observation) -> None:
    journal = reverse("learning_journals:journal", args=[cast.children["zofia"].pk])
    entry = f'id="entry-{bridge.pk}"'
    bridge.comments.filter(author=cast.agnieszka).delete()
    for words in ("Idris", "idr", "anouk", "Idris bridge"):
        assert entry not in page(cast, "agnieszka", f"{journal}?q={words}"), words
        assert entry in page(cast, "marek", f"{journal}?q={words}"), words
    for words in ("bridge", "zofia", "walked over"):
        assert entry in page(cast, "agnieszka", f"{journal}?q={words}"), words


def test_the_book_and_the_copy_of_the_record_say_a_friend(cast: Cast, bridge: Observation) -> None:
    zofia, link = cast.children["zofia"], cast.links["agnieszka", "zofia"]
    book = JournalBook(child=zofia, link=link, asked_by=cast.agnieszka, setting=cast.hill)
    with acting_as(cast.agnieszka) as person:
        contents, record = contents_of_book(book, person), record_of(zofia, person)
    assert contents is not None
    assert record is not None
    told = json.dumps(record.as_json(taken_by="", taken_at=timezone.now()))
    for text in (repr(contents), told, repr(record.photos)):
        assert "Idris" not in said_by_others(text)
        assert "Anouk" not in text
    assert "A friend on the bridge" in repr(contents.photos)
    assert "A friend on the bridge" in told
    assert "We know Idris" in told


def test_the_report_names_nobody_who_was_hidden_and_has_left_since(
    cast: Cast, bridge: Observation
) -> None:
    anouk = cast.children["anouk"]
    anouk.room_places.all().delete()
    report = cast.reports["zofia"]
    with acting_as(cast.marek) as person:
        contents = contents_of(report, person)
    assert "built a bridge" in repr(contents)
    assert "Anouk" not in repr(contents)
    assert "Idris" not in said_by_others(repr(contents))


def test_staff_read_the_words_as_written_with_a_sign(cast: Cast, bridge: Observation) -> None:
    for name in ("marek", "ewa", "bettina"):
        text = page(
            cast, name, reverse("learning_journals:journal", args=[cast.children["zofia"].pk])
        )
        assert WORDS in text
        assert (
            "<bdi>Zofia</bdi>’s family reads “a friend” instead of <bdi>Idris, Anouk</bdi>." in text
        )


def test_a_mother_who_works_here_reads_as_a_mother(cast: Cast, bridge: Observation) -> None:
    """Priya, whose Anouk is in the room that she works in now."""
    cast.posts["priya"].room_assignments.update(room=cast.rooms["conkers"])
    seen = make.make_observation(
        cast.children["anouk"], by=cast.marek, shared=False, words="Anouk sang with Idris."
    )
    share(cast, seen)
    journal = reverse("learning_journals:journal", args=[cast.children["anouk"].pk])
    text = page(cast, "priya", journal)
    assert "Anouk sang with a friend." in text
    assert "instead of" not in text


def test_the_names_of_the_own_children_stay(cast: Cast) -> None:
    """The twins: in the journal of one stands the name of the other, in both of their homes."""
    seen = make.make_observation(
        cast.children["ottoline"],
        by=cast.saoirse,
        shared=False,
        words="Ottoline gave Rafferty the blue cup.",
    )
    with acting_as(cast.saoirse) as person:
        share_observation(seen, actor=person)
    assert line_of(cast, seen, "ottoline").hidden_names == ["Rafferty"]
    journal = reverse("learning_journals:journal", args=[cast.children["ottoline"].pk])
    for name in ("flora", "edmund"):
        assert "Ottoline gave Rafferty the blue cup." in page(cast, name, journal)


def test_a_friend_of_the_same_name_is_not_taken_from_the_child(cast: Cast) -> None:
    twin = make.make_child(cast.hill, name="Zofia Plum", room=cast.rooms["conkers"])
    zofia = cast.children["zofia"]
    assert without_own(names_of([twin, zofia]).found_in("Zofia and Zofia Plum"), zofia) == [
        "Zofia Plum"
    ]


def test_mended_and_shared_again_it_is_looked_through_again(cast: Cast) -> None:
    seen = make.make_observation(
        cast.children["zofia"], by=cast.marek, shared=False, words="Zofia and Idris."
    )
    share(cast, seen)
    with acting_as(cast.marek) as person:
        withdraw_observation(seen, actor=person)
        restore_observation(seen, actor=person)
    Observation.objects.filter(pk=seen.pk).update(words="Zofia, and Anouk.")
    share(cast, seen)
    assert line_of(cast, seen, "zofia").hidden_names == ["Anouk"]


def test_who_knows_fewer_children_takes_no_hidden_name_away(cast: Cast) -> None:
    """Quillon, of whom Marek does not know, and who has left since."""
    quillon = make.make_child(cast.hill, name="Quillon Plum", room=cast.rooms["pinecones"])
    seen = make.make_observation(
        cast.children["zofia"], by=cast.marek, shared=False, words="Zofia and Quillon dug a hole."
    )
    seen.journal_lines.update(hidden_names=["Quillon", "Idris"])  # found by who knows him
    share(cast, seen)
    assert line_of(cast, seen, "zofia").hidden_names == ["Quillon"], "Idris is not in the words"
    quillon.room_places.all().delete()
    with acting_as(cast.marek) as person:
        withdraw_observation(seen, actor=person)
        restore_observation(seen, actor=person)
    share(cast, seen)
    assert line_of(cast, seen, "zofia").hidden_names == ["Quillon"]


def test_what_we_say_below_names_nobody_who_is_not_named_above(cast: Cast) -> None:
    zofia, home = cast.children["zofia"], cast.homes["kapelusz"]
    seen = make.make_observation(zofia, by=cast.marek, shared=False, words="Zofia dug a hole.")
    share(cast, seen)
    for words in ("With Idris.", "And with Anouk."):
        send_comment(cast, "marek", seen, home.pk, words=words)
    journal = reverse("learning_journals:journal", args=[zofia.pk])
    text = page(cast, "agnieszka", journal)
    assert "With a friend." in text
    assert "And with a friend." in text
    for words in ("idris", "anouk"):
        found = page(cast, "agnieszka", f"{journal}?q={words}")
        assert f'id="entry-{seen.pk}"' not in found, words
        assert f'id="entry-{seen.pk}"' in page(cast, "marek", f"{journal}?q={words}")
    assert "Idris" not in page(cast, "agnieszka", reverse("communications:whats_new"))
    with acting_as(cast.agnieszka) as person:
        record = record_of(zofia, person)
    assert record is not None
    told = json.dumps(record.as_json(taken_by="", taken_at=timezone.now()))
    assert "With a friend." in told
    assert "With Idris." not in told


def test_what_we_say_below_an_entry_from_home_hides_names_and_leaves_the_homes_words(
    cast: Cast,
) -> None:
    zofia, home = cast.children["zofia"], cast.homes["kapelusz"]
    seen = make.make_observation(zofia, by=cast.tomasz, family=home, words="Idris came to play.")
    send_comment(cast, "marek", seen, home.pk, words="Idris told us, and Anouk too!")
    journal = reverse("learning_journals:journal", args=[zofia.pk])
    text = page(cast, "agnieszka", journal)
    assert "Idris came to play." in text
    assert "A friend told us, and a friend too!" in text
    assert "Idris told us, and Anouk too!" in page(cast, "marek", journal)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Idris  Lanternjack dug", "A friend dug"),
        ("Idris\nLanternjack dug", "A friend dug"),
        ("_Idris_ dug", "_a friend_ dug"),
        ("Lukasz and Łukasz", "A friend and a friend"),
        ("with Mary-Kate, mary kate and Mary’Kate", "with a friend, a friend and a friend"),
        ("with Anne Marie", "with a friend"),
        ("نُورا تضحك", "A friend تضحك"),
        ("Ottie Button, Ottie and Ottoline", "A friend, a friend and a friend"),
        ("Zofia Rose gave Rose a spade", "Zofia Rose gave a friend a spade"),
        ("Idrissa and Marykate", "Idrissa and Marykate"),
    ],
)
def test_however_a_name_is_written(words: str, read: str) -> None:
    others = [
        Child(known_as=known_as, full_name=full_name)
        for known_as, full_name in (
            *(("Idris", "Idris Lanternjack"), ("Łukasz", "Łukasz Plum"), ("نورا", "نورا خالد")),
            *(("Mary Kate", "Mary Kate Plum"), ("Anne-Marie", "Anne-Marie Plum")),
            *(("Ottie", "Ottoline Button"), ("Rose", "Rose Ash")),
        )
    ]
    own = [Child(known_as="Zofia", full_name="Zofia Rose Kapelusz")]
    if "Rose" in words:
        own[0].full_name = "Zofia Rose"
    assert names_of(others, but_not=own).hidden_in(words, instead="a friend") == read


def test_who_works_here_finds_no_name_of_their_own_childs_friends_beside_a_new_note(
    cast: Cast,
) -> None:
    """Priya, mother of Anouk in another room: as a mother she reads "a friend"."""
    seen = make.make_observation(
        cast.children["anouk"], by=cast.marek, shared=False, words="Idris told Anouk a secret."
    )
    share(cast, seen)
    address = reverse("learning_journals:observation_create")
    text = page(cast, "priya", f"{address}?child={cast.children['anouk'].pk}")
    assert "told Anouk a secret" not in text


def test_the_next_step_that_is_begun_from_it_begins_without_the_name(
    cast: Cast, bridge: Observation
) -> None:
    address = reverse("learning_journals:next_step_create", args=[cast.children["zofia"].pk])
    text = page(cast, "marek", f"{address}?from={bridge.pk}")
    assert "A longer bridge with a friend and a friend" in text


def test_what_a_home_wrote_is_read_as_it_wrote_it(cast: Cast) -> None:
    make.make_observation(
        cast.children["zofia"],
        by=cast.tomasz,
        family=cast.homes["kapelusz"],
        words="On the bus with Idris.",
    )
    journal = reverse("learning_journals:journal", args=[cast.children["zofia"].pk])
    assert "On the bus with Idris." in page(cast, "agnieszka", journal)


def test_the_second_wall_lets_only_who_cares_for_the_child_say_what_is_hidden(
    cast: Cast, bridge: Observation
) -> None:
    lines = ObservationChild.objects.filter(observation=bridge, child=cast.children["zofia"])
    with acting_as(cast.agnieszka):
        assert lines.update(hidden_names=[]) == 0
    with acting_as(cast.saoirse):
        assert lines.update(hidden_names=[]) == 0
    with acting_as(cast.marek), pytest.raises(ProgrammingError), transaction.atomic():
        lines.update(author=cast.ewa)
    with acting_as(cast.ewa):
        assert lines.update(hidden_names=["Idris"]) == 1


def test_a_name_more_or_less_is_no_statement_more(cast: Cast, bridge: Observation) -> None:
    """Reading costs the same with and without names; sharing the same for two and for twenty."""
    journal = reverse("learning_journals:journal", args=[cast.children["zofia"].pk])
    client = signed_in(cast, "agnieszka")
    client.get(journal)
    counts: list[int] = []
    for hidden in ([], ["Idris"]):
        ObservationChild.objects.filter(child=cast.children["zofia"]).update(hidden_names=hidden)
        with statements() as sent:
            client.get(journal)
        counts.append(len(sent))
    assert counts[0] == counts[1]
    shared: list[int] = []
    for many in (2, 20):
        children = [
            make.make_child(cast.hill, name=f"Pip{place}of{many} Plum", room=cast.rooms["conkers"])
            for place in range(many)
        ]
        words = " and ".join(child.known_as for child in children)
        seen = make.make_observation(*children, by=cast.marek, shared=False, words=words)
        with acting_as(cast.marek) as person, statements() as sent:
            share_observation(seen, actor=person)
        shared.append(len([each for each in sent if "INSERT INTO" not in each]))
        assert len(seen.journal_lines.first().hidden_names) == many - 1
    assert shared[0] == shared[1]


# --- one place from which families read -----------------------------------------------------------

# Where an observation is written, kept, chosen from or looked through; nobody reads there.
WRITTEN_IN = {
    f"learning_journals/{name}"
    for name in (
        *("actions/drafts.py", "actions/hidden_names.py", "actions/observations.py"),
        *("forms/observations.py", "policies/__init__.py", "queries/as_read.py"),
        # A draft of one's own, among others, and beside the one it was written beside.
        "queries/observations.py",
        "views/observations.py",  # whether there is a next step to begin
        "queries/journal_finds.py",  # by staff, in the journals of all children in their care
        # What it takes goes through `Notes.quote`, which knows every hidden name of the term.
        "queries/report_choice.py",
        # For whoever has the child in their care: what was written this term, and what to choose.
        *("queries/noticing.py", "queries/next_steps.py"),
    )
}
WORDS_OF_AN_OBSERVATION = {"child_voice", "try_at_home"}
FROM_A_LINE = {f"observation__{field}" for field in READ_BY_FAMILIES}
PARTS = ("learning_journals", "communications", "families", "feedback")


def test_the_words_of_an_observation_are_read_through_one_place() -> None:
    """`queries.as_read` decides what a family reads. A module that takes the words from the row
    itself would show every name: it goes through there, or stands in the list above with a reason.
    """
    root, found = Path(__file__).parents[2], set()
    for part in PARTS:
        for file in (root / part).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if _takes_words(node):
                    found.add(str(file.relative_to(root)))
    assert found - WRITTEN_IN <= set()


def _takes_words(node: Any) -> bool:
    """`seen.child_voice`, `line.observation.words`: but not `read.words` and `entry.words`. And the
    names of these fields in `values_list("observation__words")`."""
    if isinstance(node, ast.Constant):
        return node.value in FROM_A_LINE
    if not isinstance(node, ast.Attribute):
        return False
    of = node.value
    if isinstance(of, ast.Call):
        return False  # read_by(line, person).try_at_home
    name = of.id if isinstance(of, ast.Name) else of.attr if isinstance(of, ast.Attribute) else ""
    if name in ("read", "entry", "self", "draft"):
        return False
    if node.attr in WORDS_OF_AN_OBSERVATION:
        return True
    return node.attr in ("words", "next_step") and name in ("seen", "observation")
