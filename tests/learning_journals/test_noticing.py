"""Noticing everyone: a help to look, without quotas, marks or orders."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learning_journals.models import Comment, Observation, ObservationChild
from tests import factories as make
from tests.cast import Cast, canary
from tests.statements import statements

pytestmark = pytest.mark.django_db


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def of_child(cast: Cast, child: str = "zofia") -> str:
    return reverse("learning_journals:child_noticing", args=[cast.children[child].pk])


def of_room(cast: Cast, room: str = "conkers") -> str:
    return reverse("learning_journals:room_noticing", args=[cast.rooms[room].pk])


def page(client: Client, address: str) -> str:
    found = client.get(address)
    assert found.status_code == 200
    return found.content.decode()


def days_ago(days: int) -> Any:
    return timezone.now() - timedelta(days=days)


def test_the_picture_says_the_same_to_the_eye_and_in_words_and_leads_to_the_notes(
    cast: Cast,
) -> None:
    zofia = cast.children["zofia"]
    for number, days in enumerate((1, 1, 1, 9)):
        make.make_observation(
            zofia, by=cast.marek, words=f"Cones {number}", areas=["M"], at=days_ago(days)
        )
    make.make_observation(zofia, by=cast.marek, words="Unsaid", areas=["L"], shared=False)
    found = signed_in(cast, "marek").get(of_child(cast))
    picture = found.context["picture"]
    numbers = next(line for line in picture.lines if line.code == "M")
    assert [(len(numbers.notes), len(numbers.dots))] == [(4, 2)]
    assert "Written about: Numbers and patterns." in picture.in_words
    assert "Books and marks" in picture.in_words.partition("Nothing written yet about: ")[2]
    html = found.content.decode()
    assert 'role="img"' in html
    assert "4 notes, the last" in html
    assert "Unsaid" not in html
    notes = page(signed_in(cast, "marek"), f"{of_child(cast)}?area=M")
    assert all(f"Cones {number}" in notes for number in range(4))


def test_an_area_that_the_framework_has_not_and_nonsense_list_nothing(cast: Cast) -> None:
    for area in ("XX", "%00", "eyfs.M"):
        found = signed_in(cast, "marek").get(of_child(cast), {"area": area})
        assert found.status_code == 200
        assert found.context["picture"].chosen is None


def test_what_was_written_with_the_framework_before_keeps_its_line(cast: Cast) -> None:
    zofia = cast.children["zofia"]
    make.make_observation(zofia, by=cast.marek, words="Cones", areas=["M"], at=days_ago(2))
    type(cast.hill).objects.filter(pk=cast.hill.pk).update(framework="elof")
    picture = signed_in(cast, "marek").get(of_child(cast)).context["picture"]
    assert [line.plain for line in picture.lines if line.notes] == ["Numbers and patterns"]
    assert len(picture.lines) == 6


def test_the_pictures_are_for_the_staff_who_care_for_the_child(cast: Cast) -> None:
    for name, child, room in (
        ("marek", 200, 200),
        ("bettina", 200, 200),
        ("saoirse", 404, 403),
        ("agnieszka", 403, 403),
        ("flora", 404, 404),
        ("bram", 404, 404),
    ):
        reader = signed_in(cast, name)
        assert reader.get(of_child(cast)).status_code == child, name
        assert reader.get(of_room(cast)).status_code == room, name


def test_who_was_not_written_about_lately_stands_there_by_name(cast: Cast) -> None:
    lines = ObservationChild.objects.filter(family__isnull=True)
    Observation.objects.filter(pk__in=lines.values("observation_id")).update(
        happened_at=days_ago(20)
    )
    make.make_observation(cast.children["idris"], by=cast.marek, words="New.", at=days_ago(1))
    picture = signed_in(cast, "marek").get(of_room(cast)).context["picture"]
    assert [each.child.known_as for each in picture.quiet] == ["Anouk", "Zofia"]
    assert all(each.last.startswith("last ") for each in picture.quiet)


def test_an_entry_from_home_waits_until_somebody_of_the_nursery_says_a_word(cast: Cast) -> None:
    marek, entry = signed_in(cast, "marek"), cast.observations["zofia-from-kapelusz"]
    about = {"child": cast.children["zofia"], "family": cast.homes["kapelusz"]}

    def waiting() -> list[str]:
        picture = marek.get(of_room(cast)).context["picture"]
        return [each.child.known_as for each in picture.from_home]

    assert "Zofia" in waiting()
    make.make_comment(entry, by=cast.tomasz, words="Ha!", **about)
    assert "Zofia" in waiting()  # her father is no answer of ours
    make.make_comment(entry, by=cast.marek, words="With socks here too.", **about)
    assert "Zofia" not in waiting()
    assert Comment.objects.filter(observation=entry).count() == 2
    assert canary("home-kapelusz") not in page(marek, of_room(cast)).replace(
        f"agnieszka@{canary('home-kapelusz')}", ""
    )


def test_who_keeps_photos_out_is_missed_in_no_photo(cast: Cast) -> None:
    for name in ("zofia", "idris", "anouk"):
        cast.photos[name].delete()
    picture = signed_in(cast, "marek").get(of_room(cast)).context["picture"]
    assert [each.child.known_as for each in picture.without_photos] == ["Anouk", "Idris", "Zofia"]
    link = cast.links["agnieszka", "zofia"]
    make.make_consent(link, says_yes=False)
    picture = signed_in(cast, "marek").get(of_room(cast)).context["picture"]
    assert [each.child.known_as for each in picture.without_photos] == ["Anouk", "Idris"]
    assert picture.photos_kept_out == 1


def test_no_page_of_it_counts_children_against_each_other(cast: Cast) -> None:
    """No quotas, scores or rankings: no number stands beside a name."""
    html = page(signed_in(cast, "marek"), of_room(cast)).casefold()
    for word in ("%", "target", "score", "rank", "least", "most", "behind"):
        assert f" {word} " not in html


def test_both_cost_the_same_with_few_and_with_many(cast: Cast) -> None:
    marek, counted = signed_in(cast, "marek"), []
    for number in (5, 40):
        for each in range(number):
            child = make.make_child(cast.hill, name=f"Child {each}", room=cast.rooms["conkers"])
            make.make_observation(child, by=cast.marek, words="Seen", areas=["CL"])
            make.make_observation(
                cast.children["zofia"], by=cast.marek, words="Seen", areas=["M", "UW"]
            )
        for address in (of_child(cast), of_room(cast)):
            page(marek, address)
            with statements() as sent:
                page(marek, address)
            counted.append(len(sent))
    assert counted[:2] == counted[2:]
    assert max(counted) <= 14
