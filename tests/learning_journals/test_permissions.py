"""Photographs obey: what a family has not allowed is shared with nobody, and what it takes back is
gone at once, in the code and in the database, each by itself."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.actions.children import end_link
from families.actions.consents import answer
from families.models import Consent, ConsentWording
from learning_journals import policies
from learning_journals.models import Photo, ProgressReport
from tests import factories as make
from tests.access.people import person_by_code
from tests.cast import Cast
from tests.roles import acting_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def together(cast: Cast) -> Photo:
    """A photograph of Zofia and Idris, shared while both families allowed it."""
    for link in (("agnieszka", "zofia"), ("nia", "idris")):
        make.make_consent(cast.links[link], code="photo_group")
    seen = make.make_observation(cast.children["zofia"], cast.children["idris"], by=cast.ewa)
    return make.make_photo(seen, by=cast.ewa)


def say(cast: Cast, who: str, child: str, code: str, *, yes: bool) -> Consent:
    wording = ConsentWording.objects.get(setting=cast.hill, purpose__code=code)
    with acting_as(cast.users[who]) as person:
        return answer(
            cast.links[who, child], actor=person, wording=wording, says_yes=yes, key=uuid.uuid4()
        )


def sees(cast: Cast, who: str, photo: Photo) -> bool:
    """Whether somebody sees a photograph; both walls must say the same."""
    with acting_as(cast.users[who]):
        by_database = Photo.objects.filter(pk=photo.pk).exists()
    person = person_by_code(cast, who)
    by_code = policies.photos_visible_to(person).filter(pk=photo.pk).exists()
    assert by_database == by_code, f"the walls disagree on {who}"
    return by_code


def test_a_photograph_of_two_is_seen_by_both_families_and_the_team(
    cast: Cast, together: Photo
) -> None:
    for who in ("agnieszka", "tomasz", "nia", "marek", "ewa", "bettina"):
        assert sees(cast, who, together), who
    for who in ("emrys", "flora", "saoirse", "sunniva"):
        assert not sees(cast, who, together), who


def test_a_no_to_group_photos_hides_them_from_the_others_and_not_from_the_own_journal(
    cast: Cast, together: Photo
) -> None:
    given = say(cast, "agnieszka", "zofia", "photo_group", yes=False)
    assert not sees(cast, "nia", together)
    for who in ("agnieszka", "tomasz", "marek", "bettina"):
        assert sees(cast, who, together), who
    assert given.touched == [[_day_of(together), 1]]
    say(cast, "agnieszka", "zofia", "photo_group", yes=True)
    assert sees(cast, "nia", together), "a yes brings it back"


def test_a_no_to_the_own_journal_hides_every_photograph_from_everybody_but_who_sent_it(
    cast: Cast, together: Photo
) -> None:
    alone = cast.photos["zofia"]
    given = say(cast, "tomasz", "zofia", "photo_own", yes=False)
    for photo in (together, alone):
        for who in ("agnieszka", "tomasz", "nia", "bettina"):
            assert not sees(cast, who, photo), who
    assert sees(cast, "ewa", together), "she can take it out"
    assert not sees(cast, "marek", together)
    assert sees(cast, "nia", cast.photos["idris"])
    assert sum(count for _day, count in given.touched) == 2


def test_the_file_is_gone_with_the_permission(cast: Cast, client: Client, together: Photo) -> None:
    address = reverse("learning_journals:photo_file", args=[together.pk, "page"])
    say(cast, "agnieszka", "zofia", "photo_group", yes=False)
    client.force_login(cast.nia)
    assert client.get(address).status_code == 404
    journal = reverse("learning_journals:journal", args=[cast.children["idris"].pk])
    html = client.get(journal).content.decode()
    assert str(together.pk) not in html
    assert "nine pine cones" in html, "the words stay"


def test_the_last_yes_ends_with_the_link_of_who_said_it(cast: Cast, together: Photo) -> None:
    with acting_as(cast.bettina) as bettina:
        end_link(cast.links["agnieszka", "zofia"], actor=bettina, at_once=True)
    assert not sees(cast, "nia", together)
    assert not sees(cast, "tomasz", together), "he was never asked, or never answered"


def test_one_parent_s_no_outweighs_the_other_s_yes(cast: Cast) -> None:
    photo = cast.photos["ottoline"]
    assert sees(cast, "flora", photo)
    say(cast, "edmund", "ottoline", "photo_own", yes=False)
    for who in ("flora", "edmund"):
        assert not sees(cast, who, photo)


def test_what_a_home_sent_itself_is_not_the_nursery_s_to_hide(cast: Cast) -> None:
    entry = cast.observations["zofia-from-kapelusz"]
    photo = make.make_photo(entry, by=cast.agnieszka)
    say(cast, "agnieszka", "zofia", "photo_own", yes=False)
    for who in ("agnieszka", "tomasz", "marek"):
        assert sees(cast, who, photo), who


@pytest.mark.parametrize(
    ("names", "code", "words"),
    [
        (["zofia"], "photo_own", "has not said yes to photos in the journal"),
        (["zofia", "idris"], "photo_own", "has not said yes to photos in the journal"),
        (["zofia", "idris"], "photo_group", "has not said yes to group photos"),
    ],
)
def test_sharing_says_beside_the_name_what_is_missing(
    cast: Cast, client: Client, together: Photo, names: list[str], code: str, words: str
) -> None:
    say(cast, "agnieszka", "zofia", code, yes=False)
    draft = make.make_observation(
        *(cast.children[name] for name in names), by=cast.marek, shared=False
    )
    make.make_photo(draft, by=cast.marek)
    client.force_login(cast.marek)
    edit = reverse("learning_journals:observation_edit", args=[draft.pk])
    assert words in client.get(edit).content.decode()
    client.post(reverse("learning_journals:observation_share", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.status == "draft"
    say(cast, "agnieszka", "zofia", code, yes=True)
    client.post(reverse("learning_journals:observation_share", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.status == "shared"
    assert sorted(draft.photos.get().shows) == sorted(
        cast.children[name].consent_key for name in names
    )


def test_a_shared_photograph_that_names_nobody_is_shown_to_no_family(cast: Cast) -> None:
    Photo.objects.filter(pk=cast.photos["zofia"].pk).update(shows=[])
    assert not sees(cast, "agnieszka", cast.photos["zofia"])


def test_a_report_with_photographs_rests_while_they_may_not_be_shown(cast: Cast) -> None:
    report = cast.reports["zofia"]
    ProgressReport.objects.filter(pk=report.pk).update(has_photos=True)

    def reads(who: str) -> bool:
        with acting_as(cast.users[who]) as person:
            by_database = ProgressReport.objects.filter(pk=report.pk).exists()
            assert policies.reports_visible_to(person).filter(pk=report.pk).exists() == by_database
        by_code = policies.reports_visible_to(person_by_code(cast, who)).filter(pk=report.pk)
        assert by_code.exists() == by_database
        return by_database

    assert reads("agnieszka")
    say(cast, "agnieszka", "zofia", "photo_own", yes=False)
    assert not reads("agnieszka")
    assert reads("bettina"), "who prints it again"


def test_who_takes_a_yes_back_reads_what_it_touched_and_nobody_s_name(
    cast: Cast, client: Client, together: Photo
) -> None:
    wording = ConsentWording.objects.get(setting=cast.hill, purpose__code="photo_group")
    client.force_login(cast.agnieszka)
    body = {"key": uuid.uuid4(), "wording": wording.pk, "answer": "no"}
    address = reverse("families:consent_list", args=[cast.children["zofia"].pk])
    html = client.post(address, body, follow=True).content.decode()
    assert "1 photo is hidden" in html
    assert "Idris" not in html


def test_the_board_says_what_the_room_must_know(cast: Cast, client: Client) -> None:
    make.make_consent(cast.links["nia", "idris"], code="plasters", says_yes=False)
    make.make_consent(cast.links["agnieszka", "zofia"], code="photo_group", says_yes=False)
    client.force_login(cast.marek)
    board = reverse("learning_journals:today_room", args=[cast.rooms["conkers"].pk])
    html = client.get(board).content.decode()
    assert "Not allowed: plasters" in html
    assert "No group photos" in html, "Zofia"
    assert "Some permissions not answered yet" in html


def _day_of(photo: Photo) -> str:
    return timezone.localtime(photo.observation.happened_at).date().isoformat()
