"""Accidents, incidents, injuries on arrival: signed, read at home the same day, never changed."""

import uuid
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.queries.news import has_news
from families.models import AuditEvent, ParentCarer
from learning_journals.actions import Refused
from learning_journals.actions.hidden_names import refuse_other_names
from learning_journals.models import Acknowledgement, Notice, NoticeAddendum
from learning_journals.queries.notices import unread_notices
from tests import factories as make
from tests.cast import Cast, canary
from tests.roles import acting_as
from tests.statements import statements

pytestmark = pytest.mark.django_db

MOST_ON_A_NOTICE, MOST_ON_THE_LIST, MOST_UNREAD = 12, 9, 9


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def read(answer: Any) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def page_of(notice: Notice) -> str:
    return reverse("learning_journals:notice_detail", args=[notice.pk])


def a_bump(cast: Cast, **fields: Any) -> dict[str, Any]:
    """A form about Zofia's forehead, filled in by Marek."""
    return {
        "key": uuid.uuid4(),
        "kind": "accident",
        "day": timezone.localdate().isoformat(),
        "at": "00:00",
        "place": "By the sand pit",
        "words": "She ran and another child ran. Their heads met.",
        "marks": ["forehead"],
        "injury": "A red bump",
        "first_aid": "A cold cloth",
        "first_aid_by": cast.posts["ewa"].pk,
        "witness": cast.posts["ewa"].pk,
        "head_advice_given": "on",
        "told_by": cast.posts["marek"].pk,
        "told_how": "phone",
        "told_at": "00:00",
        **fields,
    }


def write(cast: Cast, name: str = "marek", child: str = "zofia", **fields: Any) -> HttpResponse:
    url = reverse("learning_journals:notice_create", args=[cast.children[child].pk])
    return signed_in(cast, name).post(url, a_bump(cast, **fields))


def says_read(cast: Cast, name: str, notice: Notice, comment: str = "") -> HttpResponse:
    url = reverse("learning_journals:notice_read", args=[notice.pk])
    return signed_in(cast, name).post(url, {"comment": comment})


# --- signing --------------------------------------------------------------------------------------


def test_marek_signs_what_happened_and_zofias_mother_finds_it_on_her_first_page(cast: Cast) -> None:
    Notice.objects.filter(child=cast.children["zofia"]).delete()
    assert write(cast).status_code == 302
    notice = Notice.objects.get(child=cast.children["zofia"])
    assert (notice.signed_by_name, notice.first_aid_by_name) == ("Marek", "Ewa")
    assert AuditEvent.objects.filter(verb="sign_notice", target_id=str(notice.pk)).exists()
    client = signed_in(cast, "agnieszka")
    assert page_of(notice) in read(client.get(reverse("home")))
    day = reverse("learning_journals:day_today", args=[notice.child_id])
    assert page_of(notice) in read(client.get(day))
    html = read(client.get(page_of(notice)))
    assert "Their heads met" in html
    assert "Forehead" in html
    assert "Ring 999" in html


def test_the_same_form_sent_twice_is_one_notice(cast: Cast) -> None:
    key, before = uuid.uuid4(), Notice.objects.count()
    first, second = write(cast, key=key), write(cast, key=key)
    assert first.url == second.url
    assert Notice.objects.count() == before + 1


@pytest.mark.parametrize("field", ["words", "injury", "first_aid", "place"])
def test_another_childs_name_stops_the_form_and_everything_typed_stays(
    cast: Cast, field: str
) -> None:
    before = Notice.objects.count()
    answer = write(cast, **{field: "idris’s elbow was in the way"})
    assert answer.status_code == 422
    assert "“Idris” is another child’s name" in answer.context["form"].errors[field][0]
    html = unescape(answer.content.decode())
    assert "idris’s elbow was in the way" in html
    assert "By the sand pit" in html or field == "place"
    assert 'value="forehead" id="id_marks_0" checked' in html.replace("  ", " ")
    assert Notice.objects.count() == before


def test_names_are_found_in_any_case_and_with_other_accents_but_not_in_other_words(
    cast: Cast,
) -> None:
    zofia, rooms = cast.children["zofia"], cast.rooms
    for name in ("Zoë Plum", "Will Plum", "Anna Plum"):
        make.make_child(cast.hill, name=name, room=rooms["conkers"])
    texts = ["ZOE fell", "we will see", "Will fell", "annabel, banana", "Zofia herself", "Anna’s"]
    words = {text: text for text in texts}
    with acting_as(cast.marek) as person, pytest.raises(Refused) as refused:
        refuse_other_names(words, children=[zofia], actor=person)
    assert set(refused.value.errors) == {"ZOE fell", "Will fell", "Anna’s"}


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("day", {"day": (timezone.localdate() + timedelta(days=1)).isoformat()}),
        ("day", {"day": (timezone.localdate() - timedelta(days=30)).isoformat()}),
        ("day", {"day": "the day before"}),
        ("at", {"at": ""}),
        ("at", {"at": "25:00"}),
        ("place", {"place": " "}),
        ("place", {"place": "x" * 121}),
        ("words", {"words": ""}),
        ("words", {"words": "a\x00b"}),
        ("marks", {"marks": ["tail"]}),
        ("first_aid_by", {"first_aid_by": ""}),
        ("first_aid", {"first_aid": ""}),
        ("first_aid_by", {"first_aid_by": uuid.uuid4()}),
        ("told_at", {"told_at": ""}),
        ("told_how", {"told_how": ""}),
        ("told_by", {"told_by": ""}),
        ("head_advice_given", {"marks": ["knee_left"]}),
        ("told_by", {"told_by": "", "told_how": "", "told_at": ""}),
        ("kind", {"kind": "report"}),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    cast: Cast, field: str, fields: dict[str, Any]
) -> None:
    before = Notice.objects.count()
    answer = write(cast, **fields)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert Notice.objects.count() == before


def test_nobody_is_their_own_witness(cast: Cast) -> None:
    answer = write(cast, witness=cast.posts["marek"].pk)
    assert "witness" in answer.context["form"].errors


def test_a_mother_signs_nothing_and_who_does_not_care_for_her_finds_nothing(cast: Cast) -> None:
    assert write(cast, "agnieszka").status_code == 403
    assert write(cast, "saoirse").status_code == 404
    assert write(cast, "ottilie").status_code == 404


# --- never changed --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["marek", "bettina", "agnieszka"])
def test_the_database_lets_nobody_change_or_remove_what_was_signed(cast: Cast, name: str) -> None:
    make.make_acknowledgement(
        cast.notices["zofia"], family=cast.homes["kapelusz"], by=cast.agnieszka, comment="Ow."
    )
    with acting_as(cast.users[name]):
        for rows, change in (
            (Notice.objects.all(), {"words": "Nothing happened."}),
            (NoticeAddendum.objects.all(), {"words": "Nothing happened."}),
            (Acknowledgement.objects.all(), {"comment": ""}),
        ):
            assert rows.exists()
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                rows.update(**change)
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f'DELETE FROM "{rows.model._meta.db_table}"')


def test_what_comes_later_is_added_with_name_and_time(cast: Cast) -> None:
    notice = cast.notices["zofia"]
    add = reverse("learning_journals:notice_add", args=[notice.pk])
    key = uuid.uuid4()
    for _twice in range(2):
        answer = signed_in(cast, "ewa").post(add, {"key": key, "words": "Slept well after it."})
        assert answer.status_code == 302
    assert NoticeAddendum.objects.filter(notice=notice, author=cast.ewa).count() == 1
    html = read(signed_in(cast, "agnieszka").get(page_of(notice)))
    assert "Slept well after it." in html
    answer = signed_in(cast, "ewa").post(add, {"key": uuid.uuid4(), "words": "Idris said so."})
    assert answer.status_code == 422
    assert "Idris said so." in unescape(answer.content.decode())
    assert signed_in(cast, "agnieszka").post(add, {"key": key, "words": "No."}).status_code == 403


def test_the_managers_line_is_hers_and_never_about_a_child_of_her_own(cast: Cast) -> None:
    notice = cast.notices["zofia"]
    review = reverse("learning_journals:notice_review", args=[notice.pk])
    body = {"key": uuid.uuid4(), "words": "We moved the table."}
    assert signed_in(cast, "marek").post(review, body).status_code == 403
    assert signed_in(cast, "bettina").post(review, body).status_code == 302
    assert "We moved the table." in read(signed_in(cast, "agnieszka").get(page_of(notice)))
    make.make_link(notice.child, user=cast.tariq, family=cast.homes["priya"])
    body["key"] = uuid.uuid4()
    assert signed_in(cast, "tariq").post(review, body).status_code == 403
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as(cast.tariq),
    ):
        make.make_notice_addendum(notice, by=cast.tariq, words="Fine.", is_review=True)


def test_the_database_takes_no_signature_in_somebody_elses_name(cast: Cast) -> None:
    for name, signer in (("marek", cast.ewa), ("agnieszka", cast.agnieszka)):
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            acting_as(cast.users[name]),
        ):
            make.make_notice(cast.children["zofia"], by=signer)


# --- read at home ---------------------------------------------------------------------------------


def test_each_adult_says_once_that_they_have_read_it(cast: Cast) -> None:
    notice = cast.notices["zofia"]
    assert says_read(cast, "agnieszka", notice, "Thank you for the cold cloth").status_code == 302
    assert says_read(cast, "agnieszka", notice, "Something else").status_code == 302
    assert says_read(cast, "tomasz", notice).status_code == 302
    said = Acknowledgement.objects.filter(notice=notice)
    assert sorted(said.values_list("person_name", "comment")) == [
        ("Agnieszka", "Thank you for the cold cloth"),
        ("Tomasz", ""),
    ]
    assert page_of(notice) not in read(signed_in(cast, "agnieszka").get(reverse("home")))
    assert "Thank you for the cold cloth" in read(signed_in(cast, "marek").get(page_of(notice)))


def test_what_one_home_says_the_other_does_not_learn(cast: Cast) -> None:
    notice = cast.notices["ottoline"]  # Edmund has read it, with a word
    word = canary("home-edmund")
    assert word in read(signed_in(cast, "saoirse").get(page_of(notice)))
    html = read(signed_in(cast, "flora").get(page_of(notice)))
    assert word not in html
    assert "Edmund" not in html
    assert "I have read this" in html
    with acting_as(cast.flora):
        assert not Acknowledgement.objects.filter(person=cast.edmund).exists()


def test_nobody_reads_in_the_name_of_another_home_or_without_the_right_to_the_day(
    cast: Cast,
) -> None:
    notice = cast.notices["ottoline"]
    assert says_read(cast, "agnieszka", notice).status_code == 404
    assert says_read(cast, "saoirse", notice).status_code == 403
    for home, person in (("edmund", cast.flora), ("flora", cast.edmund)):
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            acting_as(cast.flora),
        ):
            make.make_acknowledgement(notice, family=cast.homes[home], by=person)
    ParentCarer.objects.filter(user=cast.flora).update(sees_daily_notes=False)
    assert signed_in(cast, "flora").get(page_of(notice)).status_code == 404
    assert says_read(cast, "flora", notice).status_code == 404


def test_a_colleague_who_left_is_still_named(cast: Cast) -> None:
    notice = make.make_notice(
        cast.children["zofia"],
        by=cast.rosalind,
        witness=cast.posts["rosalind"],
        witness_name="Rosalind",
    )
    html = read(signed_in(cast, "agnieszka").get(page_of(notice)))
    assert html.count("Rosalind") == 2


# --- nobody is forgotten --------------------------------------------------------------------------


def test_what_nobody_at_home_has_read_stands_on_the_board_and_the_managers_list(cast: Cast) -> None:
    notice = cast.notices["zofia"]
    waiting, board = reverse("learning_journals:notice_unread"), cast.rooms["conkers"].pk
    board = reverse("learning_journals:today_room", args=[board])
    for name, page in (("marek", board), ("bettina", waiting), ("marek", waiting)):
        assert page_of(notice) in read(signed_in(cast, name).get(page)), (name, page)
    assert canary("home-kapelusz") in read(signed_in(cast, "bettina").get(waiting))
    says_read(cast, "tomasz", notice)  # one of the home is enough
    for name, page in (("marek", board), ("bettina", waiting)):
        assert page_of(notice) not in read(signed_in(cast, name).get(page)), (name, page)


def test_of_two_homes_the_list_names_the_one_that_waits(cast: Cast) -> None:
    with acting_as(cast.bettina) as person:
        [each] = [one for one in unread_notices(person) if one.child.known_as == "Ottoline"]
    assert each.homes == [cast.homes["flora"].name]
    assert not each.is_late
    Notice.objects.filter(pk=each.notice.pk).update(
        day=timezone.localdate() - timedelta(days=2),
        signed_at=timezone.now() - timedelta(days=2),
    )
    with acting_as(cast.saoirse) as person:
        [late] = [one for one in unread_notices(person) if one.child.known_as == "Ottoline"]
    assert late.is_late


def test_practitioners_are_told_of_the_children_in_their_care_only(cast: Cast) -> None:
    html = read(signed_in(cast, "saoirse").get(reverse("learning_journals:notice_unread")))
    assert "Ottoline" in html
    assert "Zofia" not in html
    assert (
        signed_in(cast, "gwen").get(reverse("learning_journals:notice_unread")).status_code == 403
    )
    list_url = reverse("learning_journals:notice_unread")
    assert signed_in(cast, "agnieszka").get(list_url).status_code == 403


def test_whoever_joins_later_is_not_asked_about_what_was_before(cast: Cast) -> None:
    notice = cast.notices["zofia"]
    days_ago = timezone.localdate() - timedelta(days=3)
    Notice.objects.filter(pk=notice.pk).update(day=days_ago)
    links = ParentCarer.objects.filter(child=notice.child, ended_on__isnull=True)
    links.update(started_on=timezone.localdate())
    assert page_of(notice) not in read(signed_in(cast, "agnieszka").get(reverse("home")))
    with acting_as(cast.bettina) as person:
        assert notice not in [each.notice for each in unread_notices(person)]


def test_a_mother_who_works_here_is_kept_from_the_other_homes_reading(cast: Cast) -> None:
    """Priya's child has another home; at work she reads neither its words nor that it waits."""
    anouk, other = cast.children["anouk"], make.make_family(cast.hill, name="The other home")
    dad = make.make_user("dad@other.example", full_name="Dad Other")
    make.make_link(anouk, user=dad, family=other, relationship="dad")
    make.make_acknowledgement(cast.notices["anouk"], family=other, by=dad, comment="Not again")
    cast.posts["priya"].role = "deputy"
    cast.posts["priya"].save(update_fields=["role"])
    html = read(signed_in(cast, "priya").get(page_of(cast.notices["anouk"])))
    assert "Not again" not in html
    assert "Dad" not in html


# --- how often the database is asked --------------------------------------------------------------


def test_the_pages_ask_as_often_for_two_hundred_notices_as_for_twenty(cast: Cast) -> None:
    zofia = cast.children["zofia"]
    list_url = reverse("learning_journals:notice_list", args=[zofia.pk])
    waiting = reverse("learning_journals:notice_unread")
    pages = (
        ("agnieszka", list_url, MOST_ON_THE_LIST),
        ("marek", list_url, MOST_ON_THE_LIST),
        ("agnieszka", page_of(cast.notices["zofia"]), MOST_ON_A_NOTICE),
        ("marek", page_of(cast.notices["zofia"]), MOST_ON_A_NOTICE),
        ("bettina", waiting, MOST_UNREAD),
    )
    counted: dict[tuple[str, str], list[int]] = {}
    for more in (20, 180):
        for _each in range(more):
            notice = make.make_notice(zofia, by=cast.marek, marks=["forehead", "knee_left"])
            make.make_notice_addendum(notice, by=cast.ewa, words="Fine again.")
        make.make_notice_addendum(cast.notices["zofia"], by=cast.ewa, words="Fine again.")
        for name, url, _most in pages:
            client = signed_in(cast, name)
            client.get(url)
            with statements() as sent:
                assert client.get(url).status_code == 200
            counted.setdefault((name, url), []).append(len(sent))
    for name, url, most in pages:
        few, many = counted[name, url]
        assert few == many <= most, (name, url, few, many)


# --- the e-mail that a family wishes for ----------------------------------------------------------


def test_a_notice_is_news_for_the_homes_that_read_the_day_and_for_nobody_else(cast: Cast) -> None:
    since = timezone.now()
    make.make_notice(cast.children["zofia"], by=cast.marek)
    news = {}
    for name in ("agnieszka", "flora", "marek"):
        with acting_as(cast.users[name]) as person:
            news[name] = has_news(person, setting_id=cast.hill.pk, since=since)
    assert news == {"agnieszka": True, "flora": False, "marek": False}
