"""Finding again what was written: in one journal, and, for staff, in those of a room."""

import random
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from families.models import Consent, ConsentInForce
from learning_journals.models import Observation, ObservationChild
from learning_journals.queries.journal_filters import Wanted, search_for
from learning_journals.queries.journal_finds import around
from tests import factories as make
from tests.cast import Cast, canary
from tests.statements import statements

pytestmark = pytest.mark.django_db

HERE = ZoneInfo("Europe/London")
MOST_STATEMENTS = 13


def browse(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def journal(cast: Cast, name: str, child: str, **query: str) -> str:
    url = reverse("learning_journals:journal", args=[cast.children[child].pk])
    answer = browse(cast, name).get(url, query)
    assert answer.status_code == 200
    return answer.content.decode()


def write(cast: Cast, words: str, **fields: object) -> Observation:
    return make.make_observation(cast.children["zofia"], by=cast.marek, words=words, **fields)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Zosia woła: żółty wózek!", ["zolty wozek", "ŻÓŁTY", "wóz", "woz zol", "WOLA"]),
        ("Der große Bär heißt Jörg.", ["grosse bar", "GROẞE", "heisst", "jorg"]),
        ("مُحَمَّد رَكَضَ إلى الشجرة", ["محمد", "الشجره", "ركض", "الى", "إلى"]),
        ("She said “car-r-r”, twice; then slept.", ["car", "sle twi", "said"]),
        ("ਉਹ ਹੱਸਦੀ ਹੈ", ["ਹੱਸ"]),
        ("Вона каже «МАМО»", ["мамо", "КАЖЕ"]),
        ("Don’t stop: 2 little ducks", ["don", "2 duck", "LITTLE"]),
    ],
)
def test_words_are_found_without_accents_and_capitals_by_their_beginnings(
    cast: Cast, written: str, asked: list[str]
) -> None:
    seen = write(cast, written)
    write(cast, "Something else entirely.")
    for words in asked:
        found = Observation.objects.filter(search_words=search_for(words))
        assert list(found) == [seen], words


def test_only_beginnings_of_words_and_all_of_the_words_count(cast: Cast) -> None:
    write(cast, "Nine pine cones")
    for words in ("ones", "pine apples", "inecone"):
        assert not Observation.objects.filter(
            search_words=search_for(words), journal_lines__child=cast.children["zofia"]
        ).filter(words="Nine pine cones")


def test_whatever_is_typed_is_words_and_never_a_query(cast: Cast) -> None:
    rows = Observation.objects
    chance = random.Random(7)
    odd = "&|!():*<->'\"\\%_⑴½ﷺ\u0300\u200d\u202e\x00\ufffe😀 a"
    typed = ["".join(chance.choices(odd, k=chance.randint(1, 12))) for _ in range(300)]
    for words in [*typed, "a & !b", "x:*", "'", "((", "\x00", "ß" * 300]:
        if (asked := search_for(words)) is not None:
            list(rows.filter(search_words=asked)[:1])
        journal_words = Wanted.read({"q": words}).words
        assert "\x00" not in journal_words
    html = journal(cast, "agnieszka", "zofia", q="<script>alert(1)</script> & !(")
    assert "<script>alert(1)" not in html


def test_agnieszka_finds_an_entry_by_every_kind_of_words(cast: Cast) -> None:
    one = write(cast, "One.", child_voice="Brrum", next_step="Tunnels", try_at_home="Sieves")
    two = write(cast, "Two.")
    make.make_photo(two, by=cast.marek, description="A ladybird on a leaf")
    make.make_comment(
        two,
        child=cast.children["zofia"],
        family=cast.homes["kapelusz"],
        by=cast.agnieszka,
        words="Biedronka!",
    )
    for words, entry in (
        *(("brrum", one), ("tunnel", one), ("sieve", one)),
        *(("ladyb", two), ("biedronka", two)),
    ):
        html = journal(cast, "agnieszka", "zofia", q=words)
        assert re.findall(r'id="entry-([^"]*)"', html) == [str(entry.pk)], words


def test_a_search_finds_nothing_that_one_may_not_read(cast: Cast) -> None:
    """Another home's words, its comments, drafts, and what a photograph shows that is not allowed:
    a page that finds something has told it, even if it shows something else."""
    ottoline, flora = cast.children["ottoline"], cast.homes["flora"]
    seen = make.make_observation(ottoline, by=cast.saoirse, words="Blocks.")
    make.make_comment(seen, child=ottoline, family=flora, by=cast.flora, words="Whispered.")
    assert "Nothing found" in journal(cast, "edmund", "ottoline", q="whispered")
    assert "Nothing found" in journal(cast, "edmund", "ottoline", q=canary("home-flora"))
    assert "Nothing found" in journal(cast, "flora", "ottoline", q=canary("draft-ottoline"))
    assert "Blocks." in journal(cast, "flora", "ottoline", q="whispered")
    assert "Blocks." in journal(cast, "saoirse", "ottoline", q="whispered")
    assert "Nothing found" not in journal(cast, "nia", "idris", q="pine cones")
    photo = cast.photos["idris"]
    photo.description = "A kingfisher"
    photo.save(update_fields=["description"])
    assert "Nothing found" not in journal(cast, "nia", "idris", q="kingf")
    assert "Nothing found" in journal(cast, "emrys", "idris", q="kingf"), "no right to photographs"
    ConsentInForce.objects.filter(child=cast.children["idris"]).delete()
    assert Consent.objects.exists()
    assert "Nothing found" in journal(cast, "nia", "idris", q="kingf"), "no family said yes"


def test_the_journal_is_narrowed_and_each_filter_comes_off_alone(cast: Cast) -> None:
    october = datetime(2026, 10, 14, 10, tzinfo=HERE)
    at = {"at": october}
    write(cast, "Counting in October.", areas=["M"], **at)
    wow = write(cast, "First steps in October.", areas=["PD"], kind="wow", **at)
    write(cast, "Counting in August.", areas=["M"], at=datetime(2026, 8, 31, 23, 59, tzinfo=HERE))
    make.make_observation(
        cast.children["zofia"],
        by=cast.tomasz,
        family=cast.homes["kapelusz"],
        words="Counting at home.",
        **at,
    )
    shown = {
        "Counting in October.": {"month": "2026-10", "q": "count", "by": str(cast.marek.pk)},
        "Counting in August.": {"month": "2026-08"},
        "Counting at home.": {"kind": "home", "by": str(cast.tomasz.pk)},
        "First steps in October.": {"kind": "wow", "area": "PD"},
    }
    for words, query in shown.items():
        html = journal(cast, "agnieszka", "zofia", **query)
        assert html.count("<article") == 1, query
        assert words in html
        assert html.count('class="chip"') == len(query)
    html = journal(cast, "agnieszka", "zofia", kind="wow", area="PD")
    address = reverse("learning_journals:journal", args=[cast.children["zofia"].pk])
    assert f'href="{address}?area=PD"' in html
    assert f'href="{address}?kind=wow"' in html
    assert str(wow.pk) in html


def test_what_one_can_choose_is_what_there_is(cast: Cast) -> None:
    write(cast, "Once.", at=datetime(2026, 8, 31, 23, 59, tzinfo=HERE))
    html = journal(cast, "edmund", "ottoline", narrow="1")
    names = re.search(r'<select[^>]*name="by">(.*?)</select>', html, re.S).group(1)
    assert "Saoirse" in names
    assert "Edmund" in names
    assert "Flora" not in names, "the other home's writers are nobody's to choose"
    html = journal(cast, "agnieszka", "zofia", narrow="1")
    months = re.search(r'<select[^>]*name="month">(.*?)</select>', html, re.S).group(1)
    assert "August 2026" in months
    assert "September 2026" not in months or timezone.localdate().month == 9


def test_a_search_goes_on_from_page_to_page_and_costs_what_a_journal_costs(cast: Cast) -> None:
    zofia = cast.children["zofia"]
    for number in range(70):
        write(cast, f"Żaba number {number:02d}.", at=timezone.now() - timedelta(hours=number))
        write(cast, f"Other {number:02d}.")
    client = browse(cast, "agnieszka")
    url = reverse("learning_journals:journal", args=[zofia.pk]) + "?q=zaba"
    client.get(url)
    with statements() as sent:
        client.get(url)
    assert len(sent) <= MOST_STATEMENTS
    found: list[str] = []
    while url:
        html = client.get(url).content.decode()
        found += re.findall(r"Żaba number (\d\d)\.", html)
        older = re.search(r'href="([^"]*before=[^"]*)" hx-get', html)
        url = older.group(1).replace("&amp;", "&") if older else ""
    assert found == [f"{number:02d}" for number in range(70)]


def test_the_shelf_holds_the_wow_moments_and_nothing_else(cast: Cast) -> None:
    wow = write(cast, "First steps!", kind="wow")
    photo = make.make_photo(wow, by=cast.marek, description="Walking")
    url = reverse("learning_journals:wow_shelf", args=[cast.children["zofia"].pk])
    html = browse(cast, "agnieszka").get(url).content.decode()
    assert "First steps!" in html
    assert reverse("learning_journals:photo_file", args=[photo.pk, "page"]) in html
    assert canary("zofia") not in html.partition("<main")[2].replace(
        cast.children["zofia"].known_as, ""
    )
    assert browse(cast, "edmund").get(url).status_code == 404


# --- staff, in all the journals they care for -----------------------------------------------------


def find(cast: Cast, name: str, words: str, **query: str) -> str:
    answer = browse(cast, name).get(
        reverse("learning_journals:journal_find"), {"q": words, **query}
    )
    assert answer.status_code == 200
    return answer.content.decode()


def test_marek_finds_in_the_journals_of_his_room_and_of_no_other(cast: Cast) -> None:
    html = find(cast, "marek", "nine pine")
    assert canary("zofia") in html
    assert canary("idris") in html
    for other in ("ottoline", "barnacle"):
        assert canary(other) not in html
    assert canary("ottoline") in find(cast, "bettina", "nine pine")
    assert canary("barnacle") not in find(cast, "bettina", "nine pine")


@pytest.mark.parametrize("name", ["agnieszka", "edmund", "gwen", "olwen"])
def test_families_and_the_office_have_no_such_page(cast: Cast, name: str) -> None:
    url = reverse("learning_journals:journal_find")
    assert browse(cast, name).get(url, {"q": "pine"}).status_code == 404


def test_a_find_shows_the_words_around_it(cast: Cast) -> None:
    write(cast, "One. " * 60 + "Then a Żaba jumped. " + "Two. " * 60)
    html = find(cast, "marek", "zaba")
    assert "Żaba jumped." in html
    assert escape("… One.") in html
    assert around("Short words", ["nothing"]) == "Short words"
    assert around("„Żółty!” she said", ["zol"]).startswith("„Żółty!”")


def test_half_a_year_is_found_whole_and_in_order_however_it_hangs_on_an_entry(cast: Cast) -> None:
    """The last weeks are looked through in another way than what was before them."""
    day = timezone.now()
    for number in range(30):
        seen = write(cast, f"Tent {number:02d}." if number % 3 else f"Number {number:02d}.")
        if number % 3 == 0:
            home, child = cast.homes["kapelusz"], cast.children["zofia"]
            make.make_comment(seen, child=child, family=home, by=cast.marek, words="In the tent.")
        Observation.objects.filter(pk=seen.pk).update(happened_at=day - timedelta(days=6 * number))
        ObservationChild.objects.filter(observation=seen).update(
            at=day - timedelta(days=6 * number)
        )
    html, found = find(cast, "marek", "tent"), []
    while True:
        found += re.findall(r"(?:Tent|Number) (\d\d)\.", html)
        older = re.search(r'href="([^"]*before=[^"]*)"', html)
        if not older:
            break
        html = browse(cast, "marek").get(older[1].replace("&amp;", "&")).content.decode()
    assert found == [f"{number:02d}" for number in range(30)]


def test_finds_go_on_from_page_to_page_with_the_same_statements(cast: Cast) -> None:
    def sent_for(words: str) -> int:
        client = browse(cast, "marek")
        url = reverse("learning_journals:journal_find") + f"?q={words}"
        client.get(url)
        with statements() as sent:
            client.get(url)
        return len(sent)

    few = sent_for("nine")
    for number in range(45):
        write(cast, f"Ladder {number:02d}.")
    assert sent_for("ladder") == few - 1, "the last weeks fill the page: nothing before is asked"
    html, found = find(cast, "marek", "ladder"), []
    while True:
        found += re.findall(r"Ladder (\d\d)\.", html)
        older = re.search(r'href="([^"]*before=[^"]*)"', html)
        if not older:
            break
        html = browse(cast, "marek").get(older.group(1).replace("&amp;", "&")).content.decode()
    assert sorted(found) == [f"{number:02d}" for number in range(45)]


def test_a_withdrawn_entry_is_found_by_nobody(cast: Cast) -> None:
    gone = write(cast, "Xylophone.")
    Observation.objects.filter(pk=gone.pk).update(status="withdrawn")
    ObservationChild.objects.filter(observation=gone).update(is_shared=False)
    assert "Xylophone." not in find(cast, "marek", "xyloph")
    assert "Nothing found" in journal(cast, "agnieszka", "zofia", q="xyloph")
