"""Framework packs: data with a loader, chosen by the manager, kept by what was written."""

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from families.models import AuditEvent
from learning_journals.frameworks import OUR_FOLDER, BadPack, pack_of, packs, plain_area, read_pack
from learning_journals.models import Observation
from learning_journals.queries.report_choice import Notes
from tests import factories as make
from tests.cast import Cast
from tests.statements import statements

EYFS = (OUR_FOLDER / "eyfs.toml").read_text()
GARDEN = """
code = "garden"
name = "The Garden Way"
where = "Upper Fibbing"

[[groups]]
code = "beds"
name = "Beds"
plain = "What grows"
always_told = true

[[areas]]
code = "MUD"
group = "beds"
name = "Soil and Water"
plain = "Mud and puddles"
"""


@pytest.fixture
def third_pack(settings: Any, tmp_path: Path) -> None:
    """A file that somebody has put into a folder, and nothing else."""
    (tmp_path / "garden.toml").write_text(GARDEN)
    settings.FRAMEWORK_FOLDERS = [OUR_FOLDER, tmp_path]


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def choose(client: Client, code: str, **kwargs: Any) -> Any:
    return client.post(reverse("learning_journals:framework_choose"), {"framework": code}, **kwargs)


def offered(client: Client) -> str:
    return client.get(reverse("learning_journals:observation_create")).content.decode()


# --- the files ------------------------------------------------------------------------------------


def test_the_two_packs_of_the_house_are_whole() -> None:
    eyfs, elof = pack_of("eyfs"), pack_of("elof")
    assert [area.code for area in eyfs.areas] == ["CL", "PSED", "PD", "L", "M", "UW", "EAD"]
    assert sum(len(area.goals) for area in eyfs.areas) == 17
    assert [len(eyfs.areas_of(group)) for group in eyfs.groups] == [3, 4]
    assert len(eyfs.characteristics) == 3
    assert [area.name for area in elof.areas] == [
        "Approaches to Learning",
        "Social and Emotional Development",
        "Language and Literacy",
        "Cognition",
        "Perceptual, Motor, and Physical Development",
    ]
    assert elof.way_choices == []


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ('plain = "Books and marks"', 'plian = "Books and marks"', 61, "an area has no “plian”"),
        ('plain = "Books and marks"\n', "", 57, "“plain” is missing"),
        ('group = "prime"\nname = "Phys', 'group = "prim"\nname = "Phys', 47, "no group “prim”"),
        ('code = "M"', 'code = "L"', 69, "“L” is there twice among the areas"),
        ('code = "UW"', 'code = "the world"', 82, "“the world” is no code"),
        ("always_told = true", 'always_told = "yes"', 14, "is true or false, without quotes"),
        ('goals = ["Number", "Numerical Patterns"]', "goals = 17", 73, "a list of names"),
        ('goals = ["Number",', 'goals = ["Number"', 73, "this is not TOML"),
        ('code = "eyfs"', "code = 7", 4, "“code” is words in quotes"),
    ],
)
def test_a_pack_that_is_not_whole_is_told_by_its_line_in_plain_words(
    tmp_path: Path, before: str, after: str, line: int, said: str
) -> None:
    assert before in EYFS
    path = tmp_path / "mine.toml"
    path.write_text(EYFS.replace(before, after, 1))
    with pytest.raises(BadPack, match=f"mine.toml, line {line}: ") as wrong:
        read_pack(path)
    assert said in str(wrong.value)


def test_a_pack_without_areas_or_in_another_alphabet_of_bytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('code = "mine"\nname = "Mine"\n')
    with pytest.raises(BadPack, match="at least one"):
        read_pack(path)
    path.write_bytes(b'name = "\xff"')
    with pytest.raises(BadPack, match="UTF-8"):
        read_pack(path)


def test_a_bad_pack_stops_the_start_and_says_where_to_look(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(EYFS.replace('code = "eyfs"', 'code = "my own"'))
    settings.FRAMEWORK_FOLDERS = [OUR_FOLDER, tmp_path]
    (problem,) = [each for each in run_checks() if each.id == "learning_journals.E001"]
    assert problem.msg.startswith("mine.toml, line 4: “my own” is no code")


def test_two_packs_with_one_code_are_one_too_many(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "again.toml").write_text(EYFS)
    settings.FRAMEWORK_FOLDERS = [OUR_FOLDER, tmp_path]
    with pytest.raises(BadPack, match="already"):
        packs()


# --- a setting chooses ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_bettina_chooses_a_third_pack_that_somebody_only_put_into_a_folder(
    cast: Cast, third_pack: None, django_capture_on_commit_callbacks: Any
) -> None:
    bettina, marek = signed_in(cast, "bettina"), signed_in(cast, "marek")
    assert "Numbers and patterns" in offered(marek)
    with django_capture_on_commit_callbacks(execute=True):
        answer = choose(bettina, "garden", follow=True)
    assert "You work with The Garden Way from now on" in answer.content.decode()
    assert "Mud and puddles" in offered(marek)
    assert "Numbers and patterns" not in offered(marek)
    assert AuditEvent.objects.filter(verb="choose_framework").count() == 1
    child = cast.children["zofia"]
    body = {
        **{"key": "8b1c6d1e-6a8f-4a53-9f5e-0d8d0d1a0c01", "then": "share"},
        **{"page": "8b1c6d1e-6a8f-4a53-9f5e-0d8d0d1a0c02", "child": child.pk},
        **{"words": "Both boots full.", "areas": "MUD"},
    }
    assert marek.post(reverse("learning_journals:observation_create"), body).status_code == 302
    seen = Observation.objects.get(words="Both boots full.")
    assert (seen.framework, seen.areas) == ("garden", ["MUD"])
    journal = reverse("learning_journals:journal", args=[child.pk])
    assert "Mud and puddles" in signed_in(cast, "agnieszka").get(journal).content.decode()


@pytest.mark.django_db
def test_what_was_written_before_keeps_the_words_it_was_written_with(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    zofia = cast.children["zofia"]
    make.make_observation(zofia, by=cast.marek, words="Nine cones.", areas=["M"])
    with django_capture_on_commit_callbacks(execute=True):
        choose(signed_in(cast, "bettina"), "elof")
    journal = reverse("learning_journals:journal", args=[zofia.pk])
    html = signed_in(cast, "agnieszka").get(f"{journal}?narrow=1").content.decode()
    assert "Numbers and patterns" in html  # the entry
    assert "Thinking, counting and finding out" in html  # what one may filter by from now on


@pytest.mark.django_db
def test_a_draft_with_areas_goes_on_with_its_own_pack(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    draft = cast.observations["zofia-draft"]
    Observation.objects.filter(pk=draft.pk).update(areas=["M"])
    with django_capture_on_commit_callbacks(execute=True):
        choose(signed_in(cast, "bettina"), "elof")
    address = reverse("learning_journals:observation_edit", args=[draft.pk])
    html = signed_in(cast, "marek").get(address).content.decode()
    assert "Numbers and patterns" in html
    assert "Thinking, counting" not in html


@pytest.mark.django_db
def test_who_does_not_lead_chooses_nothing_and_a_pack_there_is_not_is_refused(cast: Cast) -> None:
    for name in ("marek", "gwen", "agnieszka"):
        assert choose(signed_in(cast, name), "elof").status_code == 403
    answer = choose(signed_in(cast, "bettina"), "montessori")
    assert answer.status_code == 422
    assert "cannot be chosen any more" in answer.content.decode()
    cast.hill.refresh_from_db()
    assert cast.hill.framework == "eyfs"


@pytest.mark.django_db
def test_the_observation_form_asks_the_database_nothing_for_its_pack(cast: Cast) -> None:
    marek = signed_in(cast, "marek")
    offered(marek)  # the first visit writes the session and keeps the setting
    with statements() as sent:
        offered(marek)
    assert [sql for sql in sent if '"families_setting"' in sql and "framework" in sql] == []


# --- reports --------------------------------------------------------------------------------------


def test_a_report_tells_this_framework_first_and_the_one_before_under_its_own_headings() -> None:
    author = make.User(full_name="Marek Puddifoot")
    at = make.timezone.now()
    seen = [
        Observation(words="Nine cones.", areas=["M"], happened_at=at, author=author),
        Observation(
            words="She asked why.",
            areas=["COG"],
            framework="elof",
            happened_at=at,
            author=author,
        ),
    ]
    told = Notes(seen, []).groups(pack_of("elof"))
    assert [group.title for group in told] == ["What we see", "Growing from there"]
    assert len(told[0].areas) == 5
    assert [area.plain for area in told[1].areas] == ["Numbers and patterns"]


def test_a_pack_that_is_taken_away_leaves_its_codes_and_lends_no_other_words() -> None:
    assert plain_area("gone", "M") == "M"
