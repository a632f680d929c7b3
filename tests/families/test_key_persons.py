"""Who looks after whom: away and covered, a new key person's hello, who was it, who is missing."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import (
    AuditEvent,
    Cover,
    HandoverNote,
    HelloSeen,
    KeyPersonAssignment,
    KeyPersonHello,
    Membership,
)
from families.policies import children_visible_to
from tests import factories as make
from tests.cast import Cast, canary
from tests.roles import acting_as
from tests.statements import statements

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def browse(cast: Cast) -> Browse:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return signed_in


def child_page(cast: Cast, name: str) -> str:
    return reverse("families:child_detail", args=[cast.children[name].pk])


def page_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def away(cast: Cast, who: str, *, by: str, **fields: object) -> dict[str, object]:
    """What the manager types: from today to the day after tomorrow, for each key child."""
    held = KeyPersonAssignment.objects.filter(membership=cast.posts[who], is_backup=False)
    typed: dict[str, object] = {
        "started_on": today().isoformat(),
        "ended_on": (today() + timedelta(days=2)).isoformat(),
        "reason": "on a course",
    }
    for row in held:
        typed[f"who_{row.child_id}"] = str(cast.posts[by].pk)
        typed[f"note_{row.child_id}"] = "Sleeps with the blue rabbit."
    return typed | fields


def test_one_choice_covers_every_key_child_who_is_not_named_otherwise(
    cast: Cast, browse: Browse
) -> None:
    no_covers_yet()
    typed = away(cast, "marek", by="ewa")
    children = [key for key in typed if key.startswith("who_")]
    for child in children:
        typed[child] = ""
    typed[children[0]] = "nobody"
    typed["everybody"] = str(cast.posts["ewa"].pk)
    assert send_away(cast, browse("bettina"), "marek", typed).status_code == 302
    covered = Cover.objects.values_list("child_id", flat=True)
    assert {f"who_{pk}" for pk in covered} == set(children[1:])


def test_who_has_no_backup_is_preset_to_the_one_above_and_one_child_to_names(
    cast: Cast, browse: Browse
) -> None:
    no_covers_yet()
    address = reverse("families:cover_create", args=[cast.posts["marek"].pk])
    KeyPersonAssignment.objects.filter(child=cast.children["idris"], is_backup=True).delete()
    form = browse("bettina").get(address).context["form"]
    assert form["everybody"].value() == str(cast.posts["ewa"].pk)
    assert form[f"who_{cast.children['idris'].pk}"].value() == "", "as above, not nobody"
    KeyPersonAssignment.objects.filter(child=cast.children["idris"]).delete()
    form = browse("bettina").get(address).context["form"]
    [(name, field)] = [each for each in form.fields.items() if each[0].startswith("who_")]
    assert form[name].value() == str(cast.posts["ewa"].pk)
    assert "As above" not in [words for _, words in field.choices], "there is nothing above"


def send_away(cast: Cast, client: Client, who: str, typed: dict[str, object]) -> object:
    return client.post(reverse("families:cover_create", args=[cast.posts[who].pk]), typed)


def no_covers_yet() -> None:
    HandoverNote.objects.all().delete()
    Cover.objects.all().delete()


# --- away -----------------------------------------------------------------------------------------


def test_while_marek_is_away_saoirse_has_his_key_children_in_her_care_and_not_after(
    cast: Cast, browse: Browse
) -> None:
    no_covers_yet()
    zofia = cast.children["zofia"]
    assert browse("saoirse").get(child_page(cast, "zofia")).status_code == 404
    answer = send_away(cast, browse("bettina"), "marek", away(cast, "marek", by="saoirse"))
    assert answer.status_code == 302
    page = page_of(browse("saoirse"), child_page(cast, "zofia"))
    assert "You cover for <bdi>Marek</bdi> until" in page
    assert "blue rabbit" in page, "the hand-over note"
    board = page_of(
        browse("saoirse"), reverse("learning_journals:today") + f"{cast.rooms['pinecones'].pk}/"
    )
    assert "blue rabbit" in board
    assert f">{zofia.known_as}<" in board
    covers = Cover.objects.filter(child=zofia)
    covers.update(started_on=today() - timedelta(days=3), ended_on=today() - timedelta(days=1))
    assert browse("saoirse").get(child_page(cast, "zofia")).status_code == 404, "the day after"
    with acting_as(cast.saoirse) as person:
        assert zofia not in children_visible_to(person)


def test_the_family_reads_who_covers_until_when_and_never_the_note(
    cast: Cast, browse: Browse
) -> None:
    no_covers_yet()
    send_away(cast, browse("bettina"), "saoirse", away(cast, "saoirse", by="priya"))
    for name in ("flora", "edmund"):
        page = page_of(browse(name), child_page(cast, "ottoline"))
        assert "<bdi>Priya</bdi> covers for <bdi>Saoirse</bdi> until" in page
        assert "on a course" in page
        assert "blue rabbit" not in page
        home = page_of(browse(name), reverse("home"))
        assert "covers until" in home
        assert "blue rabbit" not in home
        with acting_as(cast.users[name]):
            assert Cover.objects.count() == 1
            assert HandoverNote.objects.count() == 0


def test_marek_himself_writes_down_that_he_is_away_and_nobody_else_does(
    cast: Cast, browse: Browse
) -> None:
    no_covers_yet()
    typed = away(cast, "marek", by="saoirse")
    for name, status in (("ewa", 403), ("gwen", 403), ("agnieszka", 403), ("ottilie", 404)):
        assert send_away(cast, browse(name), "marek", typed).status_code == status
    assert not Cover.objects.exists()
    assert send_away(cast, browse("marek"), "marek", typed).status_code == 302
    assert Cover.objects.count() == 2
    send_away(cast, browse("marek"), "marek", typed)
    assert Cover.objects.count() == 2, "the same form twice is one cover"


def test_a_practitioner_gives_nobody_a_child_that_is_not_her_key_child(cast: Cast) -> None:
    """Not even by the database alone: Ewa works in Zofia's room, and is not her key person."""
    no_covers_yet()
    row = {
        "setting_id": cast.hill.pk,
        "child_id": cast.children["zofia"].pk,
        "membership_id": cast.posts["saoirse"].pk,
        "started_on": today(),
        "ended_on": today(),
    }
    for away_post in ("ewa", "marek"):
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            acting_as(cast.ewa),
        ):
            Cover.objects.create(away_id=cast.posts[away_post].pk, **row)


def test_a_cover_ends_early_for_one_child_or_for_all(cast: Cast, browse: Browse) -> None:
    no_covers_yet()
    send_away(cast, browse("bettina"), "marek", away(cast, "marek", by="saoirse"))
    cover = Cover.objects.get(child=cast.children["zofia"])
    url = reverse("families:cover_end", args=[cover.pk])
    assert browse("saoirse").post(url, {"when": "today"}).status_code == 403
    assert browse("marek").post(url, {"when": "today"}).status_code == 302
    cover.refresh_from_db()
    assert cover.ended_on == today()
    browse("bettina").post(url, {"when": "at_once", "everybody": "on"})
    assert not Cover.objects.exists(), "what began today has not been"
    assert browse("saoirse").get(child_page(cast, "zofia")).status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ended_on": "2026-01-01"}, "The last day is before the first day."),
        ({"by": "gwen"}, "cannot be chosen any more"),
        ({"by": "marek"}, "cannot be chosen any more"),
        ({"by": "rosalind"}, "cannot be chosen any more"),
        ({"by": "leaver"}, "leaves before the last of these days"),
        ({"by": "nobody"}, "Choose somebody for at least one child."),
        ({"by": "taken"}, "on some of these days already"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(
    cast: Cast, browse: Browse, change: dict[str, str], said: str
) -> None:
    no_covers_yet()
    by = change.pop("by", "ewa")
    if by == "leaver":
        Membership.objects.filter(pk=cast.posts["ewa"].pk).update(ended_on=today())
    if by == "taken":
        make.make_cover(cast.children["idris"], away=cast.posts["marek"], by=cast.posts["saoirse"])
    before = Cover.objects.count()
    typed = away(cast, "marek", by=by if by in cast.posts else "ewa", **change)
    if by == "nobody":
        typed = {key: value for key, value in typed.items() if not key.startswith("who_")}
    answer = send_away(cast, browse("bettina"), "marek", typed)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in page
    assert "Sleeps with the blue rabbit." in page
    assert Cover.objects.count() == before, "all or nothing"


def test_the_database_itself_refuses_two_covers_on_one_day_and_cover_by_oneself(
    cast: Cast,
) -> None:
    no_covers_yet()
    marek, ewa, child = cast.posts["marek"], cast.posts["ewa"], cast.children["zofia"]
    make.make_cover(child, away=marek, by=ewa)
    for wrong in ({"away": marek, "by": cast.posts["saoirse"]}, {"away": ewa, "by": ewa}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.make_cover(child, **wrong)


@pytest.mark.parametrize(
    ("page", "of", "typed"),
    [
        ("key_person_edit", "child", {"membership": "tariq", "reason": "Marek moves."}),
        ("child_end", "child", {}),
        ("post_end", "ewa", {}),
        ("post_end", "marek", {}),
    ],
    ids=["another key person", "the child leaves", "the colleague leaves", "the key person leaves"],
)
def test_a_cover_ends_with_the_key_person_with_the_child_and_with_the_colleague(
    cast: Cast, browse: Browse, page: str, of: str, typed: dict[str, str]
) -> None:
    no_covers_yet()
    bettina, zofia = browse("bettina"), cast.children["zofia"]
    send_away(cast, bettina, "marek", away(cast, "marek", by="ewa"))
    assert {cover.ended_on - today() for cover in Cover.objects.all()} == {timedelta(days=2)}
    tomorrow = today() + timedelta(days=1)
    body: dict[str, object] = {"last_day": tomorrow, "day": tomorrow + timedelta(days=1), **typed}
    if "membership" in typed:
        body["membership"] = cast.posts["tariq"].pk
    about = zofia.pk if of == "child" else cast.posts[of].pk
    assert bettina.post(reverse(f"families:{page}", args=[about]), body).status_code == 302
    assert Cover.objects.get(child=zofia).ended_on == tomorrow
    idris = Cover.objects.get(child=cast.children["idris"])
    assert idris.ended_on == (today() + timedelta(days=2) if of == "child" else tomorrow)


def test_a_child_is_covered_for_no_longer_than_marek_is_its_key_person(
    cast: Cast, browse: Browse
) -> None:
    no_covers_yet()
    zofia, tomorrow = cast.children["zofia"], today() + timedelta(days=1)
    zofia.key_persons.filter(is_backup=False).update(ended_on=tomorrow)
    send_away(cast, browse("bettina"), "marek", away(cast, "marek", by="ewa"))
    assert Cover.objects.get(child=zofia).ended_on == tomorrow


def test_new_words_about_a_cover_stand_below_a_colleagues_and_replace_ones_own(
    cast: Cast, browse: Browse
) -> None:
    no_covers_yet()
    zofia = cast.children["zofia"]
    typed = away(cast, "marek", by="saoirse")
    send_away(cast, browse("bettina"), "marek", typed)
    new = {f"note_{zofia.pk}": "The EpiPen is in his bag.", "reason": "away"}
    for _twice in range(2):
        assert send_away(cast, browse("marek"), "marek", typed | new).status_code == 302
    cover = Cover.objects.get(child=zofia)
    both = "Bettina: Sleeps with the blue rabbit.\n\nMarek: The EpiPen is in his bag."
    assert (cover.reason, cover.note.words) == ("away", both)
    assert cover.note.author == cast.marek, "who wrote what stands there"
    assert Cover.objects.get(child=cast.children["idris"]).note.words.startswith("Sleeps with")
    changed = AuditEvent.objects.filter(verb="change_cover")
    assert changed.filter(child=zofia).count() == 1
    assert changed.count() == 2, "of Idris the reason alone, and nothing the second time"
    send_away(cast, browse("marek"), "marek", typed | {f"note_{zofia.pk}": "", "reason": ""})
    cover.refresh_from_db()
    assert cover.reason == "away"
    assert HandoverNote.objects.get(cover=cover).words == both, "no words change nothing"
    HandoverNote.objects.filter(cover=cover).update(words="Mine alone.")
    send_away(cast, browse("marek"), "marek", typed | {f"note_{zofia.pk}": "Better words."})
    assert HandoverNote.objects.get(cover=cover).words == "Better words."


# --- a change, with a reason and a hello ----------------------------------------------------------


def test_a_new_key_person_says_hello_and_each_adult_thanks_for_themselves(
    cast: Cast, browse: Browse
) -> None:
    tariq = cast.posts["tariq"]
    browse("bettina").post(
        reverse("families:key_person_edit", args=[cast.children["ottoline"].pk]),
        {
            "membership": tariq.pk,
            "day": today().isoformat(),
            "reason": "Saoirse leads Oaks now.",
            "hello": "I am Tariq, and I like snails too.",
        },
    )
    hello = KeyPersonHello.objects.get(assignment__membership=tariq)
    home = reverse("home")
    for name in ("flora", "edmund"):
        page = page_of(browse(name), home)
        assert "I like snails too." in page
        assert "Saoirse leads Oaks now." in page
    seen = reverse("families:hello_seen", args=[hello.pk])
    flora = browse("flora")
    assert flora.post(seen).status_code == 302
    assert flora.post(seen).status_code == 302, "pressed twice"
    assert HelloSeen.objects.filter(hello=hello).count() == 1
    assert "I like snails too." not in page_of(flora, home)
    assert "I like snails too." in page_of(flora, child_page(cast, "ottoline"))
    assert "I like snails too." in page_of(browse("edmund"), home), "the other home has not"
    assert "Read by <bdi>Flora</bdi>" in page_of(browse("saoirse"), child_page(cast, "ottoline"))
    assert "Flora" not in page_of(browse("edmund"), child_page(cast, "ottoline"))
    with acting_as(cast.edmund):
        assert not HelloSeen.objects.exists(), "what the other home has seen is theirs"
    assert browse("nia").post(seen).status_code == 404
    assert browse("saoirse").post(seen).status_code == 403


def test_the_key_person_writes_her_hello_herself_and_nobody_else_in_her_name(
    cast: Cast, browse: Browse
) -> None:
    held = cast.key_persons["zofia"]
    url = reverse("families:hello_edit", args=[held.pk])
    assert browse("ewa").get(url).status_code == 403
    assert browse("saoirse").get(url).status_code == 404
    assert browse("marek").post(url, {"words": ""}).status_code == 422
    form = browse("marek").get(url).context["form"].initial
    assert browse("marek").post(url, {**form, "words": "x" * 601}).status_code == 422
    said = {**form, "words": "On the floor, under a dinosaur."}
    assert browse("marek").post(url, said).status_code == 302
    assert "under a dinosaur" in page_of(browse("agnieszka"), reverse("home"))
    with acting_as(cast.ewa):
        assert KeyPersonHello.objects.filter(assignment=held).update(words="Forged.") == 0


@pytest.mark.parametrize("is_first", [True, False])
def test_a_manager_who_helps_does_not_erase_the_key_persons_own_hello(
    cast: Cast, browse: Browse, is_first: bool
) -> None:
    held = cast.key_persons["zofia"]
    if is_first:
        held.hello.delete()
    url = reverse("families:hello_edit", args=[held.pk])
    opened = browse("bettina").get(url).context["form"].initial
    marek = browse("marek")
    his = {**marek.get(url).context["form"].initial, "words": "I like rain and stones."}
    for _twice in range(2):
        assert marek.post(url, his).status_code == 302
    late = browse("bettina").post(url, {**opened, "words": "Marek is your key person."})
    assert late.status_code == 422
    assert "I like rain and stones." in late.content.decode()
    assert "Marek is your key person." in late.content.decode()
    assert KeyPersonHello.objects.get(assignment=held).words == "I like rain and stones."


def test_a_planned_change_of_key_person_is_taken_back_with_todays_date(
    cast: Cast, browse: Browse
) -> None:
    zofia, bettina = cast.children["zofia"], browse("bettina")
    address = reverse("families:key_person_edit", args=[zofia.pk])
    month = (today() + timedelta(days=30)).isoformat()
    for who, day in (("saoirse", month), ("marek", today().isoformat())):
        typed = {"membership": cast.posts[who].pk, "day": day, "reason": f"For {who}."}
        assert bettina.post(address, typed).status_code == 302
    rows = zofia.key_persons.filter(is_backup=False).order_by("started_on")
    assert {row.membership for row in rows} == {cast.posts["marek"]}
    assert [row.ended_on for row in rows][-1] is None
    assert rows.last().reason == "For marek.", "the family reads why"
    before = rows.count()
    bettina.post(address, typed)
    assert rows.count() == before, "who is it already stays it"


@pytest.mark.parametrize(
    ("who", "said"),
    [("leaver", "is leaving"), ("gwen", "cannot be chosen"), ("ewa", "key person and back-up")],
)
def test_somebody_who_cannot_be_it_is_refused_in_plain_words(
    cast: Cast, browse: Browse, who: str, said: str
) -> None:
    if who == "leaver":
        Membership.objects.filter(pk=cast.posts["priya"].pk).update(
            ended_on=today() + timedelta(days=9)
        )
    typed = {
        "membership": cast.posts["priya" if who == "leaver" else who].pk,
        "day": today().isoformat(),
        "reason": "A change of rooms.",
    }
    answer = browse("bettina").post(
        reverse("families:key_person_edit", args=[cast.children["zofia"].pk]), typed
    )
    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())
    assert "A change of rooms." in answer.content.decode()


# --- the manager ----------------------------------------------------------------------------------


def test_a_manager_who_names_herself_stands_there_for_the_family_and_for_that_day(
    cast: Cast, browse: Browse
) -> None:
    """As back-up she reads what is for the key person alone. She cannot make it undone today."""
    child, bettina = cast.children["zofia"], browse("bettina")
    address = reverse("families:key_person_edit", args=[child.pk]) + "?backup=1"
    typed = {"membership": cast.posts["bettina"].pk, "day": today().isoformat()}
    assert bettina.post(address, typed).status_code == 422, "never without a reason"
    typed["reason"] = "Ewa is ill this week"
    assert bettina.post(address, typed).status_code == 302
    home = reverse("families:family_detail", args=[cast.homes["kapelusz"].pk])
    assert canary("key-kapelusz") in page_of(bettina, home)
    again = {"membership": cast.posts["ewa"].pk, "day": today().isoformat(), "reason": "Back"}
    answer = bettina.post(address, again)
    assert answer.status_code == 422
    assert "the family can read that" in unescape(answer.content.decode())
    again["day"] = (today() + timedelta(days=1)).isoformat()
    assert bettina.post(address, again).status_code == 302
    seen = page_of(browse("agnieszka"), child_page(cast, "zofia"))
    assert "Who it was, and why it changed" in seen
    assert "Ewa is ill this week" in seen


def test_who_was_it_on_a_day_with_cover(cast: Cast, browse: Browse) -> None:
    day = today() - timedelta(days=30)
    Cover.objects.filter(child=cast.children["zofia"]).update(started_on=day, ended_on=day)
    url = f"{reverse('families:key_person_day')}?day={day.isoformat()}"
    answer = browse("bettina").get(url)
    [row] = [row for row in answer.context["rows"] if row.child == cast.children["zofia"]]
    assert (row.room, row.key_person, row.backup, row.cover) == ("Conkers", "Marek", "Ewa", "Ewa")
    assert canary("barnacle") not in answer.content.decode()
    wrong = browse("bettina").get(f"{reverse('families:key_person_day')}?day=3+Smarch")
    assert wrong.status_code == 422
    assert "Write the day like this" in wrong.content.decode()
    for name in ("marek", "gwen", "agnieszka"):
        assert browse(name).get(url).status_code == 403


def test_every_number_of_the_board_leads_to_its_children(cast: Cast, browse: Browse) -> None:
    lone = make.make_child(cast.hill, name="Pip Lantern", room=cast.rooms["conkers"])
    gaps = browse("bettina").get(reverse("families:key_person_board")).context["gaps"]
    assert [child.known_as for child in gaps.no_key_person] == ["Anouk", "Pip", "Rafferty"]
    assert [child.known_as for child in gaps.no_backup] == ["Anouk", "Ottoline", "Pip", "Rafferty"]
    assert gaps.no_contact == [lone]
    assert {each.away for each in gaps.away} == {cast.posts["marek"], cast.posts["saoirse"]}
    page = page_of(browse("bettina"), reverse("families:key_person_board"))
    for place in ("no-key-person", "no-backup", "no-contact", "away"):
        assert f'href="#{place}"' in page
        assert f'id="{place}"' in page
    assert browse("marek").get(reverse("families:key_person_board")).status_code == 403


def test_on_the_board_counts_who_is_there_today_or_on_the_first_day(
    cast: Cast, browse: Browse
) -> None:
    zofia, marek = cast.children["zofia"], cast.posts["marek"]
    zofia.key_persons.filter(is_backup=False).update(started_on=today() + timedelta(days=40))
    first = today() + timedelta(days=30)
    in_time = make.make_child(cast.hill, name="Fern Hill", started_on=first)
    too_short = make.make_child(cast.hill, name="Sorrel Hill", started_on=first)
    make.make_key_person(in_time, membership=marek, started_on=first)
    make.make_key_person(too_short, membership=marek, ended_on=first - timedelta(days=1))
    gaps = browse("bettina").get(reverse("families:key_person_board")).context["gaps"]
    assert zofia in gaps.no_key_person
    assert too_short in gaps.no_key_person
    assert in_time not in gaps.no_key_person


@pytest.mark.parametrize("name", ["key_person_board", "key_person_day"])
def test_the_managers_pages_ask_as_much_for_two_hundred_children_as_for_twenty(
    cast: Cast, browse: Browse, name: str
) -> None:
    client, url = browse("bettina"), reverse(f"families:{name}")
    counted = []
    for many in (20, 200):
        while len(cast.children) < many:
            child = make.make_child(
                cast.hill, name=f"Child {len(cast.children)}", room=cast.rooms["conkers"]
            )
            cast.children[str(child.pk)] = child
            if len(cast.children) % 2:
                make.make_key_person(child, membership=cast.posts["marek"])
                make.make_cover(child, away=cast.posts["marek"], by=cast.posts["ewa"])
        client.get(url)
        with statements() as sent:
            assert client.get(url).status_code == 200
        counted.append(len(sent))
    assert counted[0] == counted[1] <= 14, counted


def test_a_key_person_with_many_children_writes_one_form(cast: Cast, browse: Browse) -> None:
    client = browse("bettina")
    url = reverse("families:cover_create", args=[cast.posts["marek"].pk])
    client.get(url)
    counted = []
    for _ in range(2):
        with statements() as sent:
            assert client.get(url).status_code == 200
        counted.append(len(sent))
        for number in range(20):
            child = make.make_child(cast.hill, name=f"Kid {number}", room=cast.rooms["conkers"])
            make.make_key_person(child, membership=cast.posts["marek"])
    assert counted[0] == counted[1], counted


def test_a_missing_cover_answers_like_a_hidden_one(cast: Cast, browse: Browse) -> None:
    for pk in (uuid.uuid4(), cast.covers["barnacle"].pk):
        url = reverse("families:cover_end", args=[pk])
        assert browse("bettina").get(url).status_code == 404
