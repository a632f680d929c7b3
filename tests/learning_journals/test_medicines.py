"""Medicine: allowed in writing, given by two, never twice too soon, read of at home."""

import uuid
from datetime import datetime, time, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import ParentCarer
from learning_journals.models import Acknowledgement, MedicineGiven, MedicinePermission
from learning_journals.queries.medicines import medicine_page, medicines_on_the_board, next_time
from tests import factories as make
from tests.cast import Cast, canary
from tests.roles import acting_as
from tests.statements import statements

pytestmark = pytest.mark.django_db

MOST_ON_THE_PAGE = 12


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def read(answer: Any) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def page_of(cast: Cast, child: str = "zofia") -> str:
    return reverse("learning_journals:medicine_list", args=[cast.children[child].pk])


def today() -> str:
    return timezone.localdate().isoformat()


def allow(cast: Cast, name: str = "agnieszka", child: str = "zofia", **fields: Any) -> HttpResponse:
    body = {
        "key": uuid.uuid4(),
        "medicine": "Cetirizine",
        "dose": "2.5 ml",
        "medicine_form": "liquid",
        "reason": "Hay fever",
        "times": "12:30",
        "when_needed": "",
        "hours_between": 8,
        "started_on": today(),
        "last_day": today(),
        "storage": "On the high shelf",
        "given_at_home": "",
        **fields,
    }
    url = reverse("learning_journals:medicine_allow", args=[cast.children[child].pk])
    return signed_in(cast, name).post(url, body)


def give(
    cast: Cast, permission: MedicinePermission, name: str = "marek", **fields: Any
) -> HttpResponse:
    body = {
        "key": uuid.uuid4(),
        "at": "",
        "given_by": cast.posts["marek"].pk,
        "witness": cast.posts["ewa"].pk,
        "reason": "",
        **fields,
    }
    url = reverse("learning_journals:dose_create", args=[permission.pk])
    return signed_in(cast, name).post(url, body)


@pytest.fixture
def ears(cast: Cast) -> MedicinePermission:
    """What Zofia's mother has allowed; no dose today yet."""
    return cast.medicines["zofia-from-kapelusz"]


@pytest.fixture
def at_three(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is three in the afternoon."""
    then = timezone.localtime().replace(hour=15, minute=0, second=20, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: then)
    return then


def doses_today(permission: MedicinePermission) -> int:
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    return MedicineGiven.objects.filter(permission=permission, logged_at__gte=midnight).count()


# --- allowing -------------------------------------------------------------------------------------


def test_a_mother_allows_a_medicine_and_the_room_sees_when_the_next_dose_is_due(cast: Cast) -> None:
    assert allow(cast, times="12.30 and 16:00").status_code == 302
    allowed = MedicinePermission.objects.get(medicine="Cetirizine")
    assert allowed.times == [time(12, 30), time(16)]
    assert allowed.given_by == cast.agnieszka
    board = reverse("learning_journals:today_room", args=[cast.rooms["conkers"].pk])
    assert "Cetirizine: next at 12:30" in read(signed_in(cast, "marek").get(board))
    assert "Cetirizine" in read(signed_in(cast, "marek").get(page_of(cast)))


def test_the_same_form_sent_twice_is_one_permission_and_one_dose_at_home(cast: Cast) -> None:
    key = uuid.uuid4()
    for _twice in range(2):
        assert allow(cast, key=key, given_at_home="00:00").status_code == 302
    allowed = MedicinePermission.objects.get(medicine="Cetirizine")
    assert allowed.doses.get().at_home


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("medicine", {"medicine": " "}),
        ("medicine", {"medicine": "x" * 81}),
        ("times", {"times": ""}),
        ("times", {"times": "noon"}),
        ("times", {"times": "27:00"}),
        ("times", {"times": "1:00 2:00 3:00 4:00 5:00 6:00 7:00"}),
        ("when_needed", {"when_needed": "a cough"}),
        ("hours_between", {"hours_between": "0"}),
        ("hours_between", {"hours_between": "a few"}),
        ("last_day", {"last_day": "2020-01-01"}),
        ("last_day", {"last_day": (timezone.localdate() + timedelta(days=400)).isoformat()}),
        (
            "last_day",
            {"started_on": "2026-01-01", "last_day": "2026-01-02"},
        ),
        ("started_on", {"started_on": "soon"}),
        ("given_at_home", {"given_at_home": "23:59"}),
        ("storage", {"storage": ""}),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    cast: Cast, field: str, fields: dict[str, Any]
) -> None:
    before = MedicinePermission.objects.count()
    answer = allow(cast, **fields)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert MedicinePermission.objects.count() == before, "nothing half done"


def test_only_who_decides_allows_and_for_their_own_home(cast: Cast) -> None:
    assert allow(cast, "emrys", "idris").status_code == 403
    assert allow(cast, "marek").status_code == 403
    assert allow(cast, "flora").status_code == 404
    ParentCarer.objects.filter(user=cast.agnieszka).update(has_parental_responsibility=False)
    assert allow(cast).status_code == 403
    for name, home in (("agnieszka", "kapelusz"), ("flora", "edmund"), ("marek", "kapelusz")):
        child = "ottoline" if name == "flora" else "zofia"
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            acting_as(cast.users[name]),
        ):
            make.make_medicine(cast.children[child], family=cast.homes[home], by=cast.users[name])


def test_the_database_knows_no_medicine_for_longer_than_a_year(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="medicine_for_a_year_at_most"):
        make.make_medicine(
            cast.children["zofia"],
            family=cast.homes["kapelusz"],
            by=cast.agnieszka,
            ended_on=timezone.localdate() + timedelta(days=800),
        )


def test_the_other_home_does_not_read_what_one_home_has_allowed(cast: Cast) -> None:
    html = read(signed_in(cast, "edmund").get(page_of(cast, "ottoline")))
    assert canary("home-flora") not in html
    assert canary("home-edmund") in html
    assert html.count("Held it.") == 2, "a dose that we gave is read by both homes"


# --- giving ---------------------------------------------------------------------------------------


def test_marek_gives_a_dose_and_the_family_reads_it(cast: Cast, ears: MedicinePermission) -> None:
    key = uuid.uuid4()
    for _twice in range(2):
        assert give(cast, ears, key=key).status_code == 302
    dose = MedicineGiven.objects.get(form_key=key)
    assert (dose.given_by_name, dose.witness_name, dose.dose) == ("Marek", "Ewa", "5 ml")
    client = signed_in(cast, "agnieszka")
    assert "medicine given" in read(client.get(reverse("home")))
    day = reverse("learning_journals:day_today", args=[ears.child_id])
    assert "Amoxicillin, 5 ml, given by Marek" in read(client.get(day))


def test_without_a_permission_in_force_the_page_says_stop_and_so_does_the_database(
    cast: Cast, ears: MedicinePermission
) -> None:
    end = reverse("learning_journals:permission_end", args=[ears.pk])
    assert signed_in(cast, "agnieszka").post(end).status_code == 302
    before = doses_today(ears)
    url = reverse("learning_journals:dose_create", args=[ears.pk])
    assert "Stop: nobody allows this medicine today" in read(signed_in(cast, "marek").get(url))
    answer = give(cast, ears)
    assert answer.status_code == 422
    assert "ring the family" in answer.context["form"].non_field_errors()[0]
    assert doses_today(ears) == before
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.marek):
        make.make_dose(ears, by=cast.marek, given_at=timezone.now())


def test_a_dose_from_before_the_permission_was_signed_was_given_without_one(
    cast: Cast, ears: MedicinePermission, at_three: datetime
) -> None:
    signed = at_three.replace(hour=7, minute=40, second=25)
    MedicinePermission.objects.filter(pk=ears.pk).update(given_at=signed)
    answer = give(cast, ears, at="00:01")
    assert answer.status_code == 422
    [said] = answer.context["form"].errors["at"]
    assert "Agnieszka allowed it at 07:40" in said
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.marek):
        make.make_dose(ears, by=cast.marek, given_at=signed - timedelta(hours=1))
    assert give(cast, ears, at="07:40").status_code == 302, "the field knows no seconds"


def test_a_dose_from_before_a_permission_was_taken_back_is_written_down_after(
    cast: Cast, ears: MedicinePermission, at_three: datetime
) -> None:
    MedicinePermission.objects.filter(pk=ears.pk).update(
        given_at=at_three - timedelta(days=1), ended_at=at_three.replace(hour=14)
    )
    for too_late in ("14:30", ""):
        assert give(cast, ears, at=too_late).status_code == 422
    assert give(cast, ears, at="12:05").status_code == 302


def test_a_permission_ends_with_the_responsibility_of_who_gave_it(
    cast: Cast, ears: MedicinePermission
) -> None:
    link = ParentCarer.objects.filter(user=cast.agnieszka, child=ears.child)
    link.update(ended_on=timezone.localdate() - timedelta(days=1))
    said = "Agnieszka’s permission held until yesterday. Ring the family."
    marek = signed_in(cast, "marek")
    form = read(marek.get(reverse("learning_journals:dose_create", args=[ears.pk])))
    assert said in form
    assert "We gave it" not in form
    board = reverse("learning_journals:today_room", args=[cast.rooms["conkers"].pk])
    for page in (board, page_of(cast)):
        html = read(marek.get(page))
        assert said in html
    assert "next at" not in html
    assert said in give(cast, ears).context["form"].non_field_errors()[0]
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.marek):
        make.make_dose(ears, by=cast.marek, given_at=timezone.now())
    assert "Allow it again" in read(signed_in(cast, "tomasz").get(page_of(cast)))


def test_who_moves_out_and_keeps_responsibility_keeps_the_permission(
    cast: Cast, ears: MedicinePermission
) -> None:
    day = timezone.localdate()
    link = ParentCarer.objects.filter(user=cast.agnieszka, child=ears.child)
    link.update(ended_on=day - timedelta(days=1))
    make.make_link(
        ears.child,
        user=cast.agnieszka,
        family=make.make_family(cast.hill, name="At the canal"),
        started_on=day,
        has_parental_responsibility=True,
    )
    assert give(cast, ears).status_code == 302


@pytest.mark.parametrize(("first", "last"), [(-9, -1), (1, 9)])
def test_a_permission_of_other_days_allows_nothing(
    cast: Cast, ears: MedicinePermission, first: int, last: int
) -> None:
    days = {"started_on": first, "ended_on": last}
    day = timezone.localdate()
    MedicinePermission.objects.filter(pk=ears.pk).update(
        **{name: day + timedelta(days=each) for name, each in days.items()}
    )
    assert give(cast, ears).status_code == 422
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.marek):
        make.make_dose(ears, by=cast.marek, given_at=timezone.now())


def test_a_permission_for_one_child_is_none_for_another(
    cast: Cast, ears: MedicinePermission
) -> None:
    ears.child_id = cast.children["idris"].pk
    with (
        pytest.raises((ProgrammingError, IntegrityError)),
        acting_as(cast.marek),
    ):
        make.make_dose(ears, by=cast.marek, given_at=timezone.now())


def test_a_dose_too_soon_stops_and_is_logged_only_if_it_was_given_all_the_same(
    cast: Cast, ears: MedicinePermission
) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    make.make_dose(ears, by=cast.agnieszka, at_home=True, given_at=hour_ago)
    before = doses_today(ears)
    answer = give(cast, ears)
    assert answer.status_code == 422
    [said] = answer.context["form"].errors["all_the_same"]
    assert f"given at home at {timezone.localtime(hour_ago):%H:%M}" in said
    assert f"Not before {timezone.localtime(hour_ago + timedelta(hours=4)):%H:%M}" in said
    assert 'name="all_the_same"' in answer.content.decode()
    assert doses_today(ears) == before
    assert give(cast, ears, all_the_same="on").status_code == 302
    assert MedicineGiven.objects.filter(permission=ears, too_soon=True).count() == 1
    assert "not at its time" in read(signed_in(cast, "agnieszka").get(page_of(cast)))


@pytest.mark.parametrize(
    ("at", "is_its_time"), [("11:29", False), ("11:30", True), ("13:30", True), ("13:31", False)]
)
def test_a_dose_far_from_its_time_stops_and_says_which_times_there_are(
    cast: Cast, at_three: datetime, at: str, is_its_time: bool
) -> None:
    early = at_three.replace(hour=8)
    allowed = make.make_medicine(
        cast.children["zofia"],
        family=cast.homes["kapelusz"],
        by=cast.agnieszka,
        medicine="Cetirizine",
        given_at=early,
        times=[time(12, 30)],
    )
    answer = give(cast, allowed, at=at)
    assert answer.status_code == (302 if is_its_time else 422)
    if not is_its_time:
        assert f"at 12:30, and this is {at}" in unescape(answer.content.decode())
        assert give(cast, allowed, at=at, all_the_same="on").status_code == 302
    assert MedicineGiven.objects.get(permission=allowed).too_soon is not is_its_time


def test_two_homes_that_allow_the_same_medicine_do_not_make_two_doses(cast: Cast) -> None:
    of_flora = cast.medicines["ottoline-from-flora"]
    of_edmund = cast.medicines["ottoline-from-edmund"]
    make.make_dose(of_flora, by=cast.saoirse, given_at=timezone.now() - timedelta(hours=1))
    post = {"given_by": cast.posts["saoirse"].pk, "witness": cast.posts["priya"].pk}
    answer = give(cast, of_edmund, "saoirse", **post)
    assert "Too soon" in answer.context["form"].errors["all_the_same"][0]


def test_two_homes_that_allow_the_same_medicine_wait_for_the_longer_of_their_hours(
    cast: Cast, at_three: datetime
) -> None:
    of_flora = cast.medicines["ottoline-from-flora"]
    of_edmund = cast.medicines["ottoline-from-edmund"]
    # Allowed this morning, at whatever hour the test runs.
    MedicinePermission.objects.update(given_at=at_three.replace(hour=8))
    MedicinePermission.objects.filter(pk=of_edmund.pk).update(hours_between=6)
    make.make_dose(of_flora, by=cast.saoirse, given_at=at_three.replace(hour=10, minute=30))
    with acting_as(cast.saoirse) as person:
        board = medicines_on_the_board([cast.children["ottoline"]], person)
    said = [each.words for each in board[cast.children["ottoline"].pk]]
    assert said == ["Amoxicillin: next not before 16:30"] * 2
    post = {"given_by": cast.posts["saoirse"].pk, "witness": cast.posts["priya"].pk}
    for allowed in (of_flora, of_edmund):
        answer = give(cast, allowed, "saoirse", **post)
        [too_soon] = answer.context["form"].errors["all_the_same"]
        assert "6 hours must lie between. Not before 16:30" in too_soon


def test_a_dose_in_one_home_moves_no_time_on_the_page_of_the_other(
    cast: Cast, at_three: datetime
) -> None:
    of_flora = cast.medicines["ottoline-from-flora"]
    MedicinePermission.objects.update(times=[time(12), time(16)])
    make.make_dose(
        of_flora, by=cast.flora, at_home=True, given_at=at_three.replace(hour=14, minute=45)
    )
    pages = {}
    for name in ("flora", "edmund"):
        with acting_as(cast.users[name]) as person:
            pages[name] = medicine_page(cast.children["ottoline"], person)
    said = {name: [each.next_time for each in page.courses] for name, page in pages.items()}
    assert said == {"flora": ["next not before 18:45"], "edmund": ["next at 12:00"]}


@pytest.mark.parametrize(
    ("field", "who"),
    [("witness", ""), ("witness", "marek"), ("given_by", ""), ("given_by", "bram")],
)
def test_a_dose_needs_two_of_us(cast: Cast, ears: MedicinePermission, field: str, who: str) -> None:
    answer = give(cast, ears, **{field: cast.posts[who].pk if who else ""})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_when_needed_asks_for_what_was_seen_and_names_nobody_else(cast: Cast) -> None:
    inhaler = make.make_medicine(
        cast.children["zofia"],
        family=cast.homes["kapelusz"],
        by=cast.agnieszka,
        medicine="Inhaler",
        when_needed="wheezing",
    )
    assert "reason" in give(cast, inhaler).context["form"].errors
    assert "Idris" in give(cast, inhaler, reason="Like Idris").context["form"].errors["reason"][0]
    assert give(cast, inhaler, reason="Wheezing after the run").status_code == 302


def test_parents_and_colleagues_of_other_rooms_give_nothing(
    cast: Cast, ears: MedicinePermission
) -> None:
    assert give(cast, ears, "agnieszka").status_code == 403
    assert give(cast, ears, "saoirse").status_code == 404


def test_what_was_given_is_never_changed_and_what_was_taken_back_never_comes_back(
    cast: Cast, ears: MedicinePermission
) -> None:
    MedicinePermission.objects.filter(pk=ears.pk).update(ended_at=timezone.now())
    for name in ("marek", "bettina", "agnieszka"):
        with acting_as(cast.users[name]):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                MedicineGiven.objects.update(dose="10 ml")
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                MedicinePermission.objects.update(dose="10 ml")
            assert MedicinePermission.objects.filter(pk=ears.pk).update(ended_at=None) == 0


def test_nobody_takes_back_what_another_home_has_allowed(cast: Cast) -> None:
    allowed = cast.medicines["ottoline-from-flora"]
    end = reverse("learning_journals:permission_end", args=[allowed.pk])
    assert signed_in(cast, "edmund").post(end).status_code == 404
    assert signed_in(cast, "saoirse").post(end).status_code == 403
    allowed.refresh_from_db()
    assert allowed.ended_at is None
    with acting_as(cast.saoirse):
        ours = MedicinePermission.objects.filter(pk=allowed.pk)
        assert ours.exists()
        assert ours.update(ended_at=timezone.now()) == 0


# --- the next time --------------------------------------------------------------------------------


def test_the_next_time_moves_on_with_each_dose(cast: Cast) -> None:
    day = timezone.localdate()

    def at(clock: str) -> datetime:
        return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))

    allowed = MedicinePermission(times=[time(16), time(12)], hours_between=3)
    allowed.given_today, allowed.last_given, allowed.hours_apart = [], None, 3
    assert next_time(allowed, now=at("09:00")) == "next at 12:00"
    allowed.given_today, allowed.last_given = [at("12:10")], at("12:10")
    assert next_time(allowed, now=at("13:00")) == "next at 16:00"
    allowed.last_given = at("14:30")
    assert next_time(allowed, now=at("15:00")) == "next not before 17:30"
    allowed.given_today = [at("12:10"), at("16:00")]
    assert next_time(allowed, now=at("16:30")) == ""
    needed = MedicinePermission(times=[], when_needed="wheezing", hours_between=4)
    needed.given_today, needed.last_given, needed.hours_apart = [], at("10:15"), 4
    assert next_time(needed, now=at("12:00")) == "when needed, not before 14:15"
    assert next_time(needed, now=at("14:30")) == "when needed"


# --- read of at home ------------------------------------------------------------------------------


def test_a_parent_says_once_that_they_have_read_of_what_stood_on_the_page(
    cast: Cast, ears: MedicinePermission
) -> None:
    first = make.make_dose(ears, by=cast.marek)
    up_to = timezone.now()
    later = make.make_dose(ears, by=cast.marek, logged_at=up_to + timedelta(minutes=1))
    url = reverse("learning_journals:dose_read", args=[ears.child_id])
    client = signed_in(cast, "agnieszka")
    for comment in ("Thank you", "Something else"):
        body = {"up_to": up_to.isoformat(), "comment": comment}
        assert client.post(url, body).status_code == 302
    said = Acknowledgement.objects.get(dose=first, person=cast.agnieszka)
    assert (said.person_name, said.comment) == ("Agnieszka", "Thank you")
    assert not Acknowledgement.objects.filter(dose=later).exists()
    assert "Thank you" in read(signed_in(cast, "marek").get(page_of(cast)))
    assert signed_in(cast, "marek").post(url, body).status_code == 403
    assert client.post(url, {"up_to": "yesterday"}).status_code == 422


def test_what_was_given_and_not_read_of_stands_on_the_staffs_list(
    cast: Cast, ears: MedicinePermission
) -> None:
    waiting = reverse("learning_journals:notice_unread")
    assert page_of(cast) not in read(signed_in(cast, "bettina").get(waiting))
    dose = make.make_dose(ears, by=cast.marek)
    for name in ("bettina", "marek"):
        assert page_of(cast) in read(signed_in(cast, name).get(waiting))
    assert page_of(cast) not in read(signed_in(cast, "saoirse").get(waiting))
    make.make_acknowledgement(dose, family=cast.homes["kapelusz"], by=cast.tomasz)
    assert page_of(cast) not in read(signed_in(cast, "bettina").get(waiting))


def test_a_mother_tells_the_room_of_a_dose_at_home(cast: Cast, ears: MedicinePermission) -> None:
    url = reverse("learning_journals:dose_at_home", args=[ears.pk])
    client = signed_in(cast, "agnieszka")
    body = {"key": uuid.uuid4(), "given_at_home": "23:59"}
    assert client.post(url, body).status_code == 422
    body["given_at_home"] = "00:00"
    for _twice in range(2):
        assert client.post(url, body).status_code == 302
    assert MedicineGiven.objects.filter(permission=ears, form_key=body["key"]).count() == 1
    assert signed_in(cast, "marek").post(url, body).status_code == 403


# --- how often the database is asked --------------------------------------------------------------


def test_the_page_and_the_board_ask_as_often_for_many_doses_as_for_few(
    cast: Cast, ears: MedicinePermission
) -> None:
    counted: dict[str, list[int]] = {}
    on_board = []
    for more in (20, 180):
        for number in range(more):
            dose = make.make_dose(ears, by=cast.marek)
            if number % 2:
                make.make_acknowledgement(dose, family=cast.homes["kapelusz"], by=cast.tomasz)
        for name in ("agnieszka", "marek"):
            client = signed_in(cast, name)
            client.get(page_of(cast))
            with statements() as sent:
                assert client.get(page_of(cast)).status_code == 200
            counted.setdefault(name, []).append(len(sent))
        with acting_as(cast.marek) as person:
            children = [cast.children[each] for each in ("zofia", "idris", "anouk")]
            with statements() as sent:
                assert medicines_on_the_board(children, person)
            on_board.append(len(sent))
    for name, (few, many) in counted.items():
        assert few == many <= MOST_ON_THE_PAGE, (name, few, many)
    assert on_board == [2, 2], "whom one cares for, and their medicines"
