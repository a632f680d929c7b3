"""Writing down what was seen: nothing typed is lost, and only what may be shown is shown."""

import uuid
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import AuditEvent
from learning_journals import policies
from learning_journals.actions.observations import restore_observation, withdraw_observation
from learning_journals.models import Observation, ObservationChild, Photo
from tests import factories as make
from tests.cast import Cast, canary
from tests.roles import acting_as

pytestmark = pytest.mark.django_db

NEW = "learning_journals:observation_create"
SEEN = "Zofia lined up nine pine cones and said “o, tak!” 🌲 كَيْرَا"


@pytest.fixture
def marek(cast: Cast, client: Client) -> Client:
    client.force_login(cast.marek)
    return client


def form_of(cast: Cast, *names: str, **fields: Any) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()),
        "page": str(uuid.uuid4()),
        "child": [str(cast.children[name].pk) for name in names],
        "words": SEEN,
        "then": "save",
    } | fields


def text_of(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def own(cast: Cast) -> list[Observation]:
    """What Marek wrote in a test, without what the cast comes with."""
    written = Observation.objects.filter(author=cast.marek).exclude(words__contains="kanari")
    return list(written.order_by("created_at"))


def write(client: Client, cast: Cast, *names: str, **fields: Any) -> HttpResponse:
    return client.post(reverse(NEW), form_of(cast, *names, **fields))


def autosave(client: Client, form: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(reverse("learning_journals:observation_autosave"), form)
    assert answer.status_code == 200
    return answer.json()


# --- drafts ---------------------------------------------------------------------------------------


def test_marek_writes_a_draft_with_everything_in_it(cast: Cast, marek: Client) -> None:
    at = timezone.localtime() - timedelta(hours=1)
    answer = write(
        marek,
        cast,
        "zofia",
        areas=["M", "CL"],
        characteristics=["creating_thinking"],
        next_step="small, bigger, biggest",
        try_at_home="Socks by size",
        child_voice="o, tak!",
        happened_at=f"{at:%Y-%m-%dT%H:%M}",
    )
    (seen,) = own(cast)
    assert answer.url == reverse("learning_journals:observation_edit", args=[seen.pk])
    assert (seen.words, seen.status, seen.kind) == (SEEN, "draft", "observation")
    assert (sorted(seen.areas), seen.characteristics) == (["CL", "M"], ["creating_thinking"])
    line = seen.journal_lines.get()
    assert (line.child, line.is_shared, line.at) == (
        cast.children["zofia"],
        False,
        seen.happened_at,
    )
    page = text_of(marek.get(answer.url))
    for kept in (
        SEEN,
        "small, bigger, biggest",
        "Socks by size",
        "o, tak!",
        f"{at:%Y-%m-%dT%H:%M}",
    ):
        assert kept in page
    assert AuditEvent.objects.get(verb="write_observation").child_id == line.child_id


def test_the_form_leads_back_to_where_one_came_from(cast: Cast, marek: Client) -> None:
    room = cast.rooms["conkers"]
    board = reverse("learning_journals:today_room", args=[room.pk])
    assert f'href="{reverse(NEW)}?room={room.pk}"' in text_of(marek.get(board))
    assert f'href="{board}"' in text_of(marek.get(f"{reverse(NEW)}?room={room.pk}"))
    saved = marek.post(f"{reverse(NEW)}?room={room.pk}", form_of(cast, "zofia"))
    assert f'href="{board}"' in text_of(marek.get(saved.url)), "the draft still knows the board"
    journal = reverse("learning_journals:journal", args=[cast.children["zofia"].pk])
    assert f'href="{journal}"' in text_of(marek.get(saved.url.partition("?")[0]))
    for nowhere in ("", "?room=x", f"?room={cast.rooms['ducklings'].pk}"):
        page = text_of(marek.get(f"{reverse(NEW)}{nowhere}"))
        back = f'<a class="button button-quiet" href="{reverse("learning_journals:journal_list")}"'
        assert back in page


def test_the_same_form_sent_twice_is_one_draft(cast: Cast, marek: Client) -> None:
    form = form_of(cast, "zofia")
    for _ in range(2):
        assert marek.post(reverse(NEW), form).status_code == 302
    assert len(own(cast)) == 1


def test_two_children_make_a_group_and_a_wow_stays_a_wow(cast: Cast, marek: Client) -> None:
    write(marek, cast, "zofia", "idris")
    write(marek, cast, "zofia", "idris", is_wow="on")
    assert [seen.kind for seen in own(cast)] == ["group", "wow"]


def test_what_happens_to_a_group_stands_in_the_trail_of_every_child(
    cast: Cast, marek: Client
) -> None:
    write(marek, cast, "zofia", "idris")
    (seen,) = own(cast)
    share(marek, seen)
    with acting_as(cast.marek) as person:
        withdraw_observation(seen, actor=person)
        restore_observation(seen, actor=person)
    for verb in ("write", "share", "withdraw", "restore"):
        lines = AuditEvent.objects.filter(verb=f"{verb}_observation")
        assert {line.child_id for line in lines} == {
            cast.children["zofia"].pk,
            cast.children["idris"].pk,
        }
        assert lines.count() == 2


def test_a_form_with_nothing_in_it_says_so(cast: Cast, marek: Client) -> None:
    answer = write(marek, cast, "zofia", words="  ")
    assert answer.status_code == 422
    assert "Write what you saw, or add a photo." in text_of(answer)
    assert f'value="{cast.children["zofia"].pk}" checked' in text_of(answer)
    assert own(cast) == []
    assert not AuditEvent.objects.filter(verb="write_observation").exists()


def test_everything_that_sharing_needs_is_said_at_once(cast: Cast, marek: Client) -> None:
    wrong_day = {"words": "", "happened_at": "2999-01-01T10:00"}
    for fields, more in (({"words": ""}, []), (wrong_day, ["still to come"])):
        answer = write(marek, cast, then="share", **fields)
        assert answer.status_code == 422
        html = text_of(answer)
        for says in [
            "Choose the child this is about.",
            "Write what you saw, or add a photo.",
            *more,
        ]:
            assert html.count(says) == 2, "in the summary and beside the field"
    kept = text_of(write(marek, cast, words=""))
    assert "Choose the child" not in kept, "a draft needs nobody yet"
    assert own(cast) == []


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"words": "x" * 5001}, "there is room for 5000"),
        ({"words": "zero\x00byte"}, "a zero byte"),
        ({"next_step": "x" * 501}, "there is room for 500"),
        ({"happened_at": "2999-01-01T10:00"}, "still to come"),
        ({"happened_at": "0202-01-01T10:00"}, "more than a year ago"),
        ({"happened_at": "yesterday"}, "Write day and time"),
        ({"areas": ["XX"]}, "cannot be chosen any more"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_in_the_form(
    cast: Cast, marek: Client, fields: dict[str, Any], says: str
) -> None:
    answer = write(marek, cast, "zofia", **fields)
    assert answer.status_code == 422
    html = text_of(answer)
    assert says in html
    assert "error-summary" in html
    assert fields.get("words", SEEN).replace("\x00", "") in html.replace("\x00", "")
    assert own(cast) == []


def test_a_child_of_another_room_cannot_be_written_about(cast: Cast, marek: Client) -> None:
    stranger = str(cast.children["ottoline"].pk)
    answer = write(marek, cast, "zofia", child=[stranger, str(cast.children["zofia"].pk)])
    assert answer.status_code == 422
    assert "not in your care today" in text_of(answer)
    assert SEEN in text_of(answer)
    assert not ObservationChild.objects.filter(
        child=cast.children["ottoline"], observation__author=cast.marek
    ).exists()


@pytest.mark.parametrize("who", ["agnieszka", "gwen", "rosalind", "femi", "olwen"])
def test_only_those_who_work_with_children_write_observations(
    cast: Cast, client: Client, who: str
) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse(NEW)).status_code == 403
    assert write(client, cast, "zofia").status_code == 403
    answer = client.post(reverse("learning_journals:observation_autosave"), form_of(cast, "zofia"))
    assert answer.status_code == 403


def test_drafts_are_listed_and_colleagues_do_not_edit_them(cast: Cast, marek: Client) -> None:
    write(marek, cast, "zofia")
    (draft,) = own(cast)
    edit = reverse("learning_journals:observation_edit", args=[draft.pk])
    assert edit in text_of(marek.get(reverse(NEW)))
    ewa = Client()
    ewa.force_login(cast.ewa)
    assert edit not in text_of(ewa.get(reverse(NEW)))
    assert ewa.get(edit).status_code == 403
    assert ewa.post(edit, form_of(cast, "zofia", words="mine now")).status_code == 403
    detail = reverse("learning_journals:observation_detail", args=[draft.pk])
    assert ewa.get(detail).status_code == 200
    for who in ("agnieszka", "saoirse", "ottilie"):
        stranger = Client()
        stranger.force_login(getattr(cast, who))
        assert stranger.get(detail).status_code == 404
        assert stranger.get(edit).status_code == 404


def test_the_form_opens_with_the_child_of_the_page_one_came_from(cast: Cast, marek: Client) -> None:
    html = text_of(marek.get(reverse(NEW), {"child": str(cast.children["idris"].pk)}))
    assert f'value="{cast.children["idris"].pk}" checked' in html
    assert f'value="{cast.children["zofia"].pk}" checked' not in html


# --- saved while typing ---------------------------------------------------------------------------


def test_what_is_typed_is_saved_in_quiet_words(cast: Cast, marek: Client) -> None:
    form = form_of(cast, "zofia", words="Zofia lined")
    first = autosave(marek, form)
    assert first["said"].startswith("Saved ")
    autosave(marek, form | first["fields"] | {"words": "Zofia lined up nine"})
    (draft,) = own(cast)
    assert draft.words == "Zofia lined up nine"
    assert first["fields"]["observation"] == str(draft.pk)


def test_nothing_typed_makes_no_draft(cast: Cast, marek: Client) -> None:
    assert autosave(marek, form_of(cast, "zofia", words=""))["said"] == ""
    assert own(cast) == []


def test_too_many_words_are_not_claimed_as_saved(cast: Cast, marek: Client) -> None:
    said = autosave(marek, form_of(cast, "zofia", words="x" * 5001))["said"]
    assert said.startswith("Not saved yet:")
    assert own(cast) == []


def test_an_answer_lost_on_the_way_is_no_conflict(cast: Cast, marek: Client) -> None:
    """Patchy Wi-Fi: the server saved, the tablet never heard of it, and saves again."""
    form = form_of(cast, "zofia", words="one")
    known = form | autosave(marek, form)["fields"]
    autosave(marek, known | {"words": "one two"})  # its answer is lost
    again = autosave(marek, known | {"words": "one two three"})
    assert "second draft" not in again["said"]
    (draft,) = own(cast)
    assert draft.words == "one two three"


def test_two_pages_of_one_draft_are_both_kept_and_both_shown(cast: Cast, marek: Client) -> None:
    form = form_of(cast, "zofia", words="begun on the tablet")
    begun = form | autosave(marek, form)["fields"]
    on_laptop = begun | {"page": str(uuid.uuid4()), "words": "changed on the laptop"}
    autosave(marek, on_laptop)
    late = autosave(marek, begun | {"words": "changed on the tablet"})
    assert "second draft" in late["said"]
    later = autosave(marek, begun | late["fields"] | {"words": "changed on the tablet again"})
    assert later["fields"]["observation"] == late["fields"]["observation"]
    first, second = own(cast)
    assert first.words == "changed on the laptop"
    assert second.words == "changed on the tablet again"
    edit = reverse("learning_journals:observation_edit", args=[second.pk])
    html = text_of(marek.get(edit, {"beside": str(first.pk)}))
    assert "Both are kept" in html
    assert "changed on the laptop" in html
    assert "changed on the tablet again" in html


def test_a_whole_form_that_comes_too_late_shows_both_texts(cast: Cast, marek: Client) -> None:
    write(marek, cast, "zofia", words="begun")
    (draft,) = own(cast)
    edit = reverse("learning_journals:observation_edit", args=[draft.pk])
    old = form_of(cast, "zofia", version="1", observation=str(draft.pk), key=str(uuid.uuid4()))
    marek.post(edit, old | {"page": str(uuid.uuid4()), "words": "the quick one"})
    answer = marek.post(edit, old | {"words": "the slow one", "then": "share"}, follow=True)
    html = text_of(answer)
    assert "the quick one" in html
    assert "the slow one" in html
    assert {seen.words for seen in own(cast)} == {"the quick one", "the slow one"}
    assert {seen.status for seen in own(cast)} == {"draft"}, "nothing is shared unseen"


def test_the_beside_of_somebody_else_is_not_shown(cast: Cast, marek: Client) -> None:
    write(marek, cast, "zofia")
    (draft,) = own(cast)
    edit = reverse("learning_journals:observation_edit", args=[draft.pk])
    for foreign in ("anouk-draft", "ottoline-draft"):
        html = text_of(marek.get(edit, {"beside": str(cast.observations[foreign].pk)}))
        assert "Both are kept" not in html


# --- sharing --------------------------------------------------------------------------------------


def share(client: Client, observation: Observation) -> HttpResponse:
    return client.post(reverse("learning_journals:observation_share", args=[observation.pk]))


def sees(cast: Cast, who: str, observation: Observation) -> bool:
    with acting_as(getattr(cast, who)) as person:
        seen = policies.observations_visible_to(person).filter(pk=observation.pk).exists()
        raw = Observation.objects.filter(pk=observation.pk).exists()
        assert raw or not seen, "the second wall shows less than the first"
        return seen


def test_shared_from_the_form_it_stands_in_zofias_journal(cast: Cast, marek: Client) -> None:
    answer = write(marek, cast, "zofia", then="share")
    (seen,) = own(cast)
    assert answer.url == reverse("learning_journals:observation_detail", args=[seen.pk])
    assert (seen.status, seen.journal_lines.get().is_shared) == ("shared", True)
    page = text_of(marek.get(answer.url))
    assert "Shared with the family of Zofia." in page
    assert sees(cast, "agnieszka", seen)
    assert sees(cast, "tomasz", seen)
    assert not sees(cast, "nia", seen)
    mother = Client()
    mother.force_login(cast.agnieszka)
    journal = text_of(
        mother.get(reverse("learning_journals:journal", args=[cast.children["zofia"].pk]))
    )
    assert SEEN in journal
    assert AuditEvent.objects.filter(verb="share_observation").count() == 1


def test_sharing_twice_is_sharing_once(cast: Cast, marek: Client) -> None:
    form = form_of(cast, "zofia", then="share")
    for _ in range(2):
        assert marek.post(reverse(NEW), form).status_code == 302
    (seen,) = own(cast)
    assert share(marek, seen).status_code == 302
    assert AuditEvent.objects.filter(verb="share_observation").count() == 1


def test_nothing_is_shared_about_nobody(cast: Cast, marek: Client) -> None:
    answer = write(marek, cast, then="share")
    assert answer.status_code == 422
    html = text_of(answer)
    assert "Choose the child this is about." in html
    assert "everything else are saved as a draft" in html
    (draft,) = own(cast)
    assert draft.status == "draft"
    assert f'name="observation" value="{draft.pk}"' in html


def test_a_child_who_may_not_be_in_group_photos_stops_the_sharing_beside_the_name(
    cast: Cast, marek: Client
) -> None:
    make.make_consent(cast.links["nia", "idris"], code="photo_group")
    write(marek, cast, "zofia", "idris")
    (draft,) = own(cast)
    make.make_photo(draft, by=cast.marek)
    edit = reverse("learning_journals:observation_edit", args=[draft.pk])
    html = text_of(marek.get(edit))
    assert "Zofia’s family has not said yes to group photos." in html
    assert "No group photos" in html.split("Zofia</span>")[1][:500]
    assert "Idris’s family" not in html
    form = form_of(cast, "zofia", "idris", observation=str(draft.pk), then="share")
    answer = marek.post(edit, form)
    assert answer.status_code == 422
    assert "Zofia’s family has not said yes to group photos." in text_of(answer)
    assert share(marek, draft).status_code == 302
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert not sees(cast, "agnieszka", draft)


@pytest.mark.parametrize("way_out", ["yes", "alone", "no photo"])
def test_each_way_out_of_the_group_photo_rule_works(
    cast: Cast, marek: Client, way_out: str
) -> None:
    make.make_consent(cast.links["nia", "idris"], code="photo_group")
    names = ["zofia"] if way_out == "alone" else ["zofia", "idris"]
    write(marek, cast, *names)
    (draft,) = own(cast)
    if way_out != "no photo":
        make.make_photo(draft, by=cast.marek)
    if way_out == "yes":
        make.make_consent(cast.links["agnieszka", "zofia"], code="photo_group")
    share(marek, draft)
    draft.refresh_from_db()
    assert draft.status == "shared"
    assert set(draft.journal_lines.values_list("is_shared", flat=True)) == {True}


def test_a_shared_observation_is_taken_back_mended_and_shared_again(
    cast: Cast, marek: Client
) -> None:
    write(marek, cast, "zofia", then="share")
    (seen,) = own(cast)
    edit = reverse("learning_journals:observation_edit", args=[seen.pk])
    assert marek.get(edit).status_code == 302, (
        "what is shared is not edited under the family's eyes"
    )
    answer = marek.post(
        reverse("learning_journals:observation_withdraw", args=[seen.pk]), follow=True
    )
    assert "The family no longer sees it." in text_of(answer)
    assert not sees(cast, "agnieszka", seen)
    marek.post(reverse("learning_journals:observation_restore", args=[seen.pk]))
    form = form_of(cast, "zofia", observation=str(seen.pk), version="4", words="mended")
    marek.post(edit, form | {"then": "share"})
    seen.refresh_from_db()
    assert (seen.words, seen.status) == ("mended", "shared")
    assert sees(cast, "agnieszka", seen)


def test_words_typed_into_what_was_shared_meanwhile_are_kept(cast: Cast, marek: Client) -> None:
    write(marek, cast, "zofia")
    (seen,) = own(cast)
    share(marek, seen)
    edit = reverse("learning_journals:observation_edit", args=[seen.pk])
    marek.post(edit, form_of(cast, "zofia", observation=str(seen.pk), words="and one more thing"))
    assert [each.words for each in own(cast)] == [SEEN, "and one more thing"]
    seen.refresh_from_db()
    assert seen.words == SEEN


def test_a_draft_is_put_away_and_brought_back(cast: Cast, marek: Client) -> None:
    write(marek, cast, "zofia")
    (draft,) = own(cast)
    edit = reverse("learning_journals:observation_edit", args=[draft.pk])
    answer = marek.post(
        reverse("learning_journals:observation_withdraw", args=[draft.pk]), follow=True
    )
    html = text_of(answer)
    assert "The draft is put away." in html
    assert edit not in html
    restore = reverse("learning_journals:observation_restore", args=[draft.pk])
    assert restore in html
    assert marek.post(restore).url == edit
    assert SEEN in text_of(marek.get(edit))


@pytest.mark.parametrize(
    ("who", "status"),
    [("ewa", 403), ("bettina", 302), ("agnieszka", 403), ("saoirse", 404), ("ottilie", 404)],
)
def test_who_takes_back_what_marek_shared(
    cast: Cast, marek: Client, client: Client, who: str, status: int
) -> None:
    write(marek, cast, "zofia", then="share")
    (seen,) = own(cast)
    other = Client()
    other.force_login(getattr(cast, who))
    withdraw = reverse("learning_journals:observation_withdraw", args=[seen.pk])
    assert other.post(withdraw).status_code == status
    seen.refresh_from_db()
    assert seen.status == ("withdrawn" if status == 302 else "shared")


def test_nobody_at_the_nursery_takes_back_what_a_home_wrote(cast: Cast, client: Client) -> None:
    entry = cast.observations["zofia-from-kapelusz"]
    for who in ("marek", "bettina"):
        client.force_login(getattr(cast, who))
        withdraw = reverse("learning_journals:observation_withdraw", args=[entry.pk])
        assert client.post(withdraw).status_code == 403
        assert (
            client.get(reverse("learning_journals:observation_edit", args=[entry.pk])).status_code
            == 403
        )


# --- reading --------------------------------------------------------------------------------------


def test_agnieszka_reads_one_observation_by_itself_with_her_own_words(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.agnieszka)
    seen = cast.observations["zofia"]
    html = text_of(client.get(reverse("learning_journals:observation_detail", args=[seen.pk])))
    assert canary("zofia") in html
    assert canary("home-kapelusz") in html
    assert "Take it back" not in html


def test_of_a_group_each_family_reads_only_its_own_child(cast: Cast, client: Client) -> None:
    seen = make.make_observation(cast.children["zofia"], cast.children["idris"], by=cast.marek)
    client.force_login(cast.agnieszka)
    html = text_of(client.get(reverse("learning_journals:observation_detail", args=[seen.pk])))
    assert "Zofia" in html
    assert "Idris" not in html


def test_journal_lines_say_what_their_observation_says(cast: Cast, marek: Client) -> None:
    """The lines repeat moment and sharing, so that a journal reads one index: in step, always."""
    earlier = timezone.localtime() - timedelta(hours=3)
    write(marek, cast, "zofia", "idris", then="share")
    write(marek, cast, "zofia", "idris")
    draft = own(cast)[1]
    edit = reverse("learning_journals:observation_edit", args=[draft.pk])
    marek.post(
        edit,
        form_of(
            cast,
            "idris",
            observation=str(draft.pk),
            version="1",
            happened_at=f"{earlier:%Y-%m-%dT%H:%M}",
        ),
    )
    marek.post(reverse("learning_journals:observation_withdraw", args=[own(cast)[0].pk]))
    for line in ObservationChild.objects.select_related("observation"):
        seen = line.observation
        assert (line.at, line.is_shared, line.family_id) == (
            seen.happened_at,
            seen.status == "shared",
            seen.family_id,
        )
    assert [line.child for line in draft.journal_lines.all()] == [cast.children["idris"]]


def test_who_has_left_does_not_read_what_they_wrote(cast: Cast) -> None:
    """Rosalind's post ended yesterday; her words about Zofia stay with the nursery."""
    hers = make.make_observation(cast.children["zofia"], by=cast.rosalind)
    make.make_photo(hers, by=cast.rosalind)
    assert not sees(cast, "rosalind", hers)
    with acting_as(cast.rosalind) as person:
        assert not policies.photos_visible_to(person).exists()
        assert not Photo.objects.exists()
    assert sees(cast, "marek", hers)
