"""Who takes a child home: two taps at home, and what the room sees of it."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from families import policies
from families.actions.children import end_link
from families.actions.collection import choose_collector, end_collector
from families.models import (
    AuditEvent,
    AuthorisedCollector,
    Child,
    CollectionChoice,
    CollectionPassword,
    CollectorCheck,
    ParentCarer,
    RoomPlace,
)
from tests import factories as make
from tests.access.walls import take_the_database_wall_down
from tests.cast import Cast, canary
from tests.roles import acting_as
from tests.statements import statements

Browse = Callable[[str], Client]


@pytest.fixture
def browse(cast: Cast) -> Browse:
    """`browse("marek")` is a browser in which Marek is signed in. Nobody collects today yet."""
    CollectionChoice.objects.all().delete()

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def today() -> date:
    return timezone.localdate()


def page_of(cast: Cast, name: str) -> str:
    return reverse("families:collection", args=[cast.children[name].pk])


def new_of(cast: Cast, name: str) -> str:
    return reverse("learning_journals:collector_create", args=[cast.children[name].pk])


def board(cast: Cast, room: str = "conkers") -> str:
    return reverse("learning_journals:today_room", args=[cast.rooms[room].pk])


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def face() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (90, 90), "teal").save(file, "JPEG", exif=b"Exif\0\0MM\0*GPS-4711")
    return SimpleUploadedFile("IMG_2041.jpg", file.getvalue(), "image/jpeg")


def somebody(**changes: Any) -> dict[str, Any]:
    body = {
        "key": uuid.uuid4(),
        "full_name": "Olwen Pipkin",
        "relationship": "neighbour",
        "phone": "01632 960 871",
        "is_old_enough": "on",
        "started_on": today().isoformat(),
        "ended_on": "",
    }
    return {name: value for name, value in {**body, **changes}.items() if value is not None}


# --- two taps -------------------------------------------------------------------------------------


def test_a_mother_says_in_two_taps_who_collects_and_the_room_sees_it(
    cast: Cast, browse: Browse
) -> None:
    agnieszka, marek = browse("agnieszka"), browse("marek")
    assert page_of(cast, "zofia") in read(agnieszka, "/")  # the first tap
    value = f"adult-{cast.tomasz.pk}"
    assert f'value="{value}"' in read(agnieszka, page_of(cast, "zofia"))
    assert "Tomasz</bdi> collects" not in read(marek, board(cast))
    for _twice in range(2):
        assert agnieszka.post(page_of(cast, "zofia"), {"who": value}).status_code == 302
    assert CollectionChoice.objects.filter(withdrawn_at__isnull=True).count() == 1
    assert "Tomasz</bdi> collects" in read(marek, board(cast))
    assert "Tomasz" in read(marek, page_of(cast, "zofia"))


def test_a_second_thought_takes_the_place_of_the_first_which_stays_written_down(
    cast: Cast, browse: Browse
) -> None:
    page = page_of(cast, "zofia")
    browse("agnieszka").post(page, {"who": f"adult-{cast.tomasz.pk}"})
    browse("tomasz").post(page, {"who": f"adult-{cast.agnieszka.pk}"})
    first, second = CollectionChoice.objects.order_by("told_at")
    assert (first.adult, first.withdrawn_at is None) == (cast.tomasz, False)
    assert (second.adult, second.withdrawn_at) == (cast.agnieszka, None)
    browse("agnieszka").post(reverse("families:choice_withdraw", args=[second.pk]))
    assert "collects" not in read(browse("marek"), board(cast)).partition("going-home")[2]


def test_a_coming_day_is_told_beforehand_and_shown_on_that_day_only(
    cast: Cast, browse: Browse
) -> None:
    body = {"who": f"adult-{cast.tomasz.pk}", "day": (today() + timedelta(days=3)).isoformat()}
    assert browse("agnieszka").post(page_of(cast, "zofia"), body).status_code == 302
    assert "Tomasz</bdi> collects" not in read(browse("marek"), board(cast))
    assert "Tomasz" in read(browse("agnieszka"), page_of(cast, "zofia") + f"?day={body['day']}")


@pytest.mark.parametrize("days", [-1, 29])
def test_a_day_that_is_over_or_far_away_is_refused_in_plain_words(
    cast: Cast, browse: Browse, days: int
) -> None:
    day = (today() + timedelta(days=days)).isoformat()
    body = {"who": f"adult-{cast.tomasz.pk}", "day": day}
    answer = browse("agnieszka").post(page_of(cast, "zofia"), body)
    assert answer.status_code == 422
    assert not CollectionChoice.objects.exists()


@pytest.mark.parametrize("who", ["edmund", "olwen", "emrys", "nonsense"])
def test_nobody_outside_the_home_can_be_named_by_a_forged_tap(
    cast: Cast, browse: Browse, who: str
) -> None:
    named = f"adult-{cast.users[who].pk}" if who in cast.users else "collector-1; DROP TABLE"
    answer = browse("agnieszka").post(page_of(cast, "zofia"), {"who": named})
    assert answer.status_code == 422
    assert not CollectionChoice.objects.exists()


# --- somebody new ---------------------------------------------------------------------------------


def test_somebody_new_is_ringed_first_then_met_and_the_photo_has_lost_its_place(
    cast: Cast, browse: Browse, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    nia, marek = browse("nia"), browse("marek")
    day = today().isoformat()
    body = somebody(collects=day, ended_on=day, photo=face())
    assert nia.post(new_of(cast, "idris") + f"?day={day}", body).status_code == 302
    olwen = AuthorisedCollector.objects.get(full_name="Olwen Pipkin")
    assert "Olwen Pipkin</bdi> collects: ring first" in read(marek, board(cast))
    picture = reverse("learning_journals:collector_photo", args=[olwen.pk])
    assert picture in read(marek, board(cast))
    kept = b"".join(marek.get(picture).streaming_content)
    assert b"4711" not in kept
    assert b"Exif" not in kept
    rung = reverse("families:choice_rung", args=[olwen.choices.get().pk])
    assert nia.post(rung).status_code == 403, "no home vouches for itself"
    for _twice in range(2):
        assert marek.post(rung).status_code == 302
    assert CollectorCheck.objects.count() == 1
    assert "ring first" not in read(marek, board(cast))
    marek.post(reverse("families:collector_met", args=[olwen.pk]))
    assert "We have met them" in read(browse("ewa"), page_of(cast, "idris"))
    assert set(AuditEvent.objects.values_list("verb", flat=True)) >= {
        *("add_collector", "choose_collector", "ring_back", "meet_collector", "read_collection")
    }


def test_the_same_form_twice_is_one_collector_and_one_for_each_twin(
    cast: Cast, browse: Browse, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    body = somebody(also=[str(cast.children["rafferty"].pk)])
    for _twice in range(2):
        body["photo"] = face()
        assert browse("flora").post(new_of(cast, "ottoline"), body).status_code == 302
    rows = AuthorisedCollector.objects.filter(full_name="Olwen Pipkin")
    assert {row.child.known_as for row in rows} == {"Ottoline", "Rafferty"}
    assert rows.count() == 2
    assert len(default_storage.listdir("portraits")[1]) == 1, "the second picture is not left over"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("full_name", "", "Write something here."),
        ("phone", "ask me", "Write a phone number"),
        ("is_old_enough", None, "16 or older"),
        ("ended_on", "2020-01-01", "The last day is before the first day."),
        ("started_on", "31/31/2026", "Write the day like this"),
        ("photo", SimpleUploadedFile("me.jpg", b"<svg onload=alert(1)>"), "not a photo"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(
    cast: Cast, browse: Browse, field: str, value: object, said: str
) -> None:
    answer = browse("nia").post(new_of(cast, "idris"), somebody(**{field: value}))
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in page
    assert "neighbour" in page
    assert not AuthorisedCollector.objects.filter(full_name="Olwen Pipkin").exists()


def test_who_was_taken_off_the_list_vanishes_at_once_and_stays_in_the_history(
    cast: Cast, browse: Browse
) -> None:
    olwen = make.make_collector(
        cast.children["idris"], family=cast.homes["lanternjack"], by=cast.nia
    )
    make.make_collection_choice(
        cast.children["idris"], family=cast.homes["lanternjack"], by=cast.nia, collector=olwen
    )
    marek = browse("marek")
    assert "Olwen" in read(marek, board(cast))
    end = reverse("families:collector_end", args=[olwen.pk])
    assert marek.post(end).status_code == 403
    assert browse("nia").post(end).status_code == 302
    told = read(marek, board(cast))
    assert "Olwen" not in told, "the door no longer reads that she comes"
    photo = reverse("learning_journals:collector_photo", args=[olwen.pk])
    assert marek.get(photo).status_code == 404
    assert "Olwen" in read(browse("nia"), page_of(cast, "idris")), "among those of the past"


# --- two homes ------------------------------------------------------------------------------------


def test_two_homes_that_disagree_are_shown_to_staff_and_never_to_each_other(
    cast: Cast, browse: Browse
) -> None:
    for home in ("flora", "edmund"):
        browse(home)
    for home in ("flora", "edmund"):
        make.make_collection_choice(
            cast.children["ottoline"],
            family=cast.homes[home],
            by=cast.users[home],
            collector=cast.collectors[f"ottoline-from-{home}"],
        )
    client = Client()
    client.force_login(cast.saoirse)
    for url in (board(cast, "pinecones"), page_of(cast, "ottoline")):
        page = read(client, url)
        assert "The two homes say different things" in page
        assert canary("home-flora") in page
        assert canary("home-edmund") in page
    for home, other in (("flora", "edmund"), ("edmund", "flora")):
        client.force_login(cast.users[home])
        for url in (page_of(cast, "ottoline"), "/"):
            page = read(client, url)
            assert canary(f"home-{other}") not in page
            assert "different things" not in page
        collector = cast.collectors[f"ottoline-from-{other}"]
        for name in ("families:collector_end", "families:collector_met"):
            assert client.post(reverse(name, args=[collector.pk])).status_code == 404


def test_the_second_wall_lets_no_home_name_or_end_for_the_other(cast: Cast) -> None:
    ottoline, edmunds = cast.children["ottoline"], cast.collectors["ottoline-from-edmund"]
    with acting_as(cast.flora) as flora:
        assert not AuthorisedCollector.objects.filter(pk=edmunds.pk).update(ended_at=timezone.now())
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            make.make_collector(ottoline, family=cast.homes["edmund"], by=cast.flora)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            make.make_collection_password(cast.homes["edmund"], by=cast.flora, word="teapot")
        with pytest.raises(IntegrityError, match="same_child_and_home"), transaction.atomic():
            make.make_collection_choice(
                ottoline,
                family=cast.homes["flora"],
                by=cast.flora,
                collector=edmunds,
                day=today() + timedelta(days=1),
            )
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            CollectorCheck.objects.create(
                setting=cast.hill,
                collector=cast.collectors["ottoline-from-flora"],
                by=cast.flora,
            )
        assert flora.is_family


# --- who may not ----------------------------------------------------------------------------------


def test_who_may_not_collect_sends_nobody_either_and_the_room_is_warned(
    cast: Cast, browse: Browse
) -> None:
    choice_page = page_of(cast, "ottoline")
    edmund = browse("edmund")
    ParentCarer.objects.filter(user=cast.edmund).update(may_collect=False)
    assert edmund.get(choice_page).status_code == 403
    assert edmund.get(new_of(cast, "ottoline")).status_code == 403
    assert choice_page not in read(edmund, "/")
    page = read(browse("saoirse"), board(cast, "pinecones"))
    assert "Edmund</bdi></b> (<bdi>dad</bdi>) may not collect" in page
    with acting_as(cast.edmund) as person:
        assert not AuthorisedCollector.objects.exists()
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            choose_collector(
                cast.children["ottoline"],
                actor=person,
                family=cast.homes["edmund"],
                day=today(),
                who=cast.edmund,
            )


def test_a_right_that_ended_after_the_tap_turns_into_a_warning(cast: Cast, browse: Browse) -> None:
    browse("agnieszka").post(page_of(cast, "zofia"), {"who": f"adult-{cast.tomasz.pk}"})
    ParentCarer.objects.filter(user=cast.tomasz).update(may_collect=False)
    page = read(browse("marek"), page_of(cast, "zofia"))
    assert "May not collect: ask the manager" in page


def _arranges_no_more(cast: Cast, how: str) -> None:
    """Edmund has lost his say for the twins, by the end of his links or of a right. His neighbour
    is well known to us."""
    links = [cast.links["edmund", name] for name in ("ottoline", "rafferty")]
    CollectorCheck.objects.create(
        setting=cast.hill, collector=cast.collectors["ottoline-from-edmund"], by=cast.saoirse
    )
    if how == "ended at once":
        with acting_as(cast.bettina) as bettina:
            for link in links:
                end_link(link, actor=bettina, at_once=True)
    else:
        ParentCarer.objects.filter(pk__in=[link.pk for link in links]).update(**{how: False})


LOST = pytest.mark.parametrize("how", ["ended at once", "may_collect"])


@LOST
def test_whom_a_home_without_rights_sent_is_stopped_at_the_door_by_name(
    cast: Cast, how: str
) -> None:
    _arranges_no_more(cast, how)
    saoirse = Client()
    saoirse.force_login(cast.saoirse)
    neighbour = f"A Neighbour {canary('home-edmund')}"
    for url in (board(cast, "pinecones"), page_of(cast, "ottoline")):
        page = read(saoirse, url)
        assert f"{neighbour}</bdi></b> was named for" in page
        assert f"{neighbour}</bdi></b> collects" not in page
        assert f"{neighbour}</bdi> collects" not in page
        assert "May not collect: ask the manager" in page
        assert "no longer says who collects" in page
    words = read(saoirse, reverse("families:collection_words", args=[cast.children["ottoline"].pk]))
    assert canary("home-flora")[:40] in words
    assert canary("home-edmund")[:40] not in words
    met = reverse("families:collector_met", args=[cast.collectors["ottoline-from-edmund"].pk])
    assert saoirse.post(met).status_code == 403


@LOST
@pytest.mark.parametrize("wall", ["code", "database"])
def test_a_home_without_rights_has_nobody_to_send_behind_either_wall(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, how: str, wall: str
) -> None:
    """Only whom it had named for a day still stands there, so that staff know whom to stop."""
    _arranges_no_more(cast, how)
    named, home = cast.collectors["ottoline-from-edmund"], cast.homes["edmund"]
    nobody = make.make_collector(cast.children["ottoline"], family=home, by=cast.edmund)
    if wall == "code":
        take_the_database_wall_down()
    with acting_as(cast.saoirse) as saoirse:
        if wall == "code":
            seen = policies.collectors_visible_to(saoirse)
            words = policies.collection_passwords_visible_to(saoirse)
            assert not policies.can_check_collector(saoirse, named)
        else:
            seen, words = AuthorisedCollector.objects.all(), CollectionPassword.objects.all()
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                CollectorCheck.objects.create(setting=cast.hill, collector=nobody, by=cast.saoirse)
        assert {row.pk for row in seen.filter(family=home, child=named.child)} == {named.pk}
        assert words.filter(family=cast.homes["flora"]).exists()
        assert not words.filter(family=home).exists()
    with acting_as(cast.bettina) as bettina:
        past = policies.collectors_visible_to(bettina) if wall == "code" else seen.model.objects
        assert past.filter(pk=nobody.pk).exists(), "the manager reads the past"


def test_a_home_cannot_name_anybody_for_a_day_after_its_rights_end(
    cast: Cast, browse: Browse
) -> None:
    ParentCarer.objects.filter(family=cast.homes["lanternjack"]).update(
        ended_on=today() + timedelta(days=2)
    )
    late, in_time = (today() + timedelta(days=days) for days in (3, 2))
    nia, page = browse("nia"), page_of(cast, "idris")
    olwen = cast.collectors["idris-from-lanternjack"]
    for who in (f"collector-{olwen.pk}", f"adult-{cast.nia.pk}"):
        assert nia.post(page, {"who": who, "day": late.isoformat()}).status_code == 422
    body = somebody(collects=late.isoformat())
    answer = nia.post(new_of(cast, "idris"), body)
    assert answer.status_code == 422
    assert "no longer say who collects" in unescape(answer.content.decode())
    assert not CollectionChoice.objects.exists()
    with acting_as(cast.nia):
        home = {"family": cast.homes["lanternjack"], "by": cast.nia, "collector": olwen}
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            make.make_collection_choice(cast.children["idris"], day=late, **home)
        make.make_collection_choice(cast.children["idris"], day=in_time, **home)


@pytest.mark.parametrize("role", ["practitioner", "deputy"])
def test_flora_at_work_reads_nothing_of_whom_the_twins_other_home_sends(
    cast: Cast, role: str
) -> None:
    """Behind the first wall alone; the second has a test of its own for every household."""
    make.make_staff(cast.hill, user=cast.flora, role=role, room=cast.rooms["pinecones"])
    take_the_database_wall_down()
    with acting_as(cast.flora) as flora:
        for rows in (
            policies.collectors_visible_to(flora),
            policies.collection_choices_visible_to(flora),
            policies.collection_passwords_visible_to(flora),
        ):
            assert rows.filter(family=cast.homes["flora"]).exists()
            assert not rows.filter(family=cast.homes["edmund"]).exists()


@pytest.mark.parametrize("since", ["today", "until yesterday"])
def test_nobody_vouches_for_the_people_of_a_home_they_belong_to_or_did(
    cast: Cast, browse: Browse, since: str
) -> None:
    """Tomasz works in his daughter's room; the neighbour was named by Agnieszka."""
    make.make_staff(cast.hill, user=cast.tomasz, role="practitioner", room=cast.rooms["conkers"])
    if since == "until yesterday":
        ParentCarer.objects.filter(user=cast.tomasz).update(ended_on=today() - timedelta(days=1))
    neighbour = cast.collectors["zofia-from-kapelusz"]
    tomasz, marek = browse("tomasz"), browse("marek")
    choice = make.make_collection_choice(
        cast.children["zofia"],
        family=cast.homes["kapelusz"],
        by=cast.agnieszka,
        collector=neighbour,
    )
    met = reverse("families:collector_met", args=[neighbour.pk])
    rung = reverse("families:choice_rung", args=[choice.pk])
    page = read(tomasz, page_of(cast, "zofia"))
    assert "a colleague makes sure" in page
    for url in (met, rung):
        assert url not in page
        assert tomasz.post(url).status_code == (403 if since == "today" else 404)
    assert not CollectorCheck.objects.exists()
    for by_choice in (None, choice):
        with (
            acting_as(cast.tomasz),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            CollectorCheck.objects.create(
                setting=cast.hill, collector=neighbour, choice=by_choice, by=cast.tomasz
            )
    for url in (met, rung):
        assert url in read(marek, page_of(cast, "zofia"))
        assert marek.post(url).status_code == 302
        CollectorCheck.objects.all().delete()


def test_a_grandad_with_limited_rights_collects_and_names_nobody(
    cast: Cast, browse: Browse
) -> None:
    assert browse("emrys").get(page_of(cast, "idris")).status_code == 403
    assert "Emrys" in read(browse("marek"), page_of(cast, "idris"))


# --- the password ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "said"),
    [("tea", "too short"), ("Zofia!", "Everybody at the door"), ("KAPELUSZ", "Everybody at the")],
)
def test_a_password_that_anybody_could_guess_is_refused(
    cast: Cast, browse: Browse, word: str, said: str
) -> None:
    url = reverse("families:family_word_edit", args=[cast.homes["kapelusz"].pk])
    answer = browse("agnieszka").post(url, {"word": word})
    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())


def test_an_old_password_is_forgotten_and_staff_who_look_it_up_are_written_down(
    cast: Cast, browse: Browse
) -> None:
    home = cast.homes["kapelusz"]
    url = reverse("families:family_word_edit", args=[home.pk])
    assert browse("agnieszka").post(url, {"word": "blue teapot"}).status_code == 302
    old, new = CollectionPassword.objects.filter(family=home).order_by("set_at")
    assert (old.word, old.ended_at is None) == ("", False)
    assert new.word == "blue teapot"
    words = reverse("families:collection_words", args=[cast.children["zofia"].pk])
    page = read(browse("marek"), words)
    assert "blue teapot" in page
    assert "never enough alone" in page
    assert AuditEvent.objects.filter(verb="read_collection_password", actor=cast.marek).exists()
    assert browse("agnieszka").get(words).status_code == 403
    assert browse("saoirse").get(words).status_code == 404
    assert browse("bettina").post(url, {"word": "managers word"}).status_code == 403


# --- how much it costs ----------------------------------------------------------------------------


def test_the_board_asks_as_often_for_200_children_as_for_20(cast: Cast, browse: Browse) -> None:
    marek = browse("marek")

    def grow(number: int) -> int:
        """That many more children, each with a collector of today; every third of them has a
        parent who may not collect."""
        started, setting, hers = make.long_ago(), {"setting": cast.hill}, {"added_by": cast.nia}
        children = Child.objects.bulk_create(
            Child(
                full_name=f"Child {place}",
                known_as=f"Child {place}",
                date_of_birth=today() - timedelta(days=700),
                started_on=started,
                **setting,
            )
            for place in range(number)
        )
        both = [{"child": child, "family": cast.homes["lanternjack"]} for child in children]
        RoomPlace.objects.bulk_create(
            RoomPlace(child=child, room=cast.rooms["conkers"], started_on=started, **setting)
            for child in children
        )
        ParentCarer.objects.bulk_create(
            ParentCarer(
                user=cast.nia,
                relationship="mum",
                started_on=started,
                may_collect=bool(place % 3),
                **each,
                **setting,
            )
            for place, each in enumerate(both)
        )
        collectors = AuthorisedCollector.objects.bulk_create(
            AuthorisedCollector(full_name="Olwen", started_on=started, **each, **hers, **setting)
            for each in both
        )
        CollectionChoice.objects.bulk_create(
            CollectionChoice(collector=collector, day=today(), told_by=cast.nia, **each, **setting)
            for collector, each in zip(collectors, both, strict=True)
        )
        marek.get(board(cast))
        with statements() as sent:
            assert marek.get(board(cast)).status_code == 200
        return len(sent)

    assert grow(20) == grow(180)


def test_the_pages_of_one_child_ask_as_often_with_many_collectors(
    cast: Cast, browse: Browse
) -> None:
    def counted(who: str) -> int:
        client = browse(who)
        client.get(page_of(cast, "zofia"))
        with statements() as sent:
            assert client.get(page_of(cast, "zofia")).status_code == 200
        return len(sent)

    before = [counted("agnieszka"), counted("marek")]
    for _each in range(30):
        make.make_collector(
            cast.children["zofia"], family=cast.homes["kapelusz"], by=cast.agnieszka
        )
    assert [counted("agnieszka"), counted("marek")] == before


def test_an_ended_collector_ends_once(cast: Cast) -> None:
    with acting_as(cast.agnieszka) as agnieszka:
        collector = AuthorisedCollector.objects.get(pk=cast.collectors["zofia-from-kapelusz"].pk)
        end_collector(collector, actor=agnieszka)
        end_collector(collector, actor=agnieszka)
    assert AuditEvent.objects.filter(verb="end_collector").count() == 1
