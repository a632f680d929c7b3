"""Themes on notes, the filter of the tray, and what is told of a term."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.models import YouSaid
from families.models import Setting, Term
from feedback.actions.themes import take_theme
from feedback.models import FeedbackItem, FeedbackReply, MovedNote, NoteTheme, Theme, ThemeCount
from feedback.queries.themes import HIGH
from tests import factories as make
from tests.access.people import person_by_code
from tests.cast import Cast
from tests.roles import acting_as
from tests.statements import statements

TRAY, THEMES, TERMS = "/feedback/", "/feedback/themes/", "/feedback/terms/"


@pytest.fixture
def bettina(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.bettina)
    return client


@pytest.fixture
def spring(cast: Cast) -> Term:
    """The term before the one that runs and has its key."""
    day = timezone.localdate()
    make.make_stamp_key(cast.hill, term=cast.terms["hill"])
    return make.make_term(
        cast.hill,
        name="Spring term",
        starts_on=day - timedelta(days=200),
        ends_on=day - timedelta(days=120),
    )


def sign_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def tap(client: Client, item: FeedbackItem, *, htmx: bool = False, **body: object) -> object:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(reverse("feedback:item_theme", args=[item.pk]), body, headers=headers)


def lay(
    setting: Setting, how_many: int, *themes: Theme, term: Term | None = None, **fields: object
) -> list[FeedbackItem]:
    """So many notes with these themes."""
    notes = [
        make.make_feedback(
            setting, words="A note.", receipt_hash=uuid.uuid4().hex * 2, term=term, **fields
        )
        for _each in range(how_many)
    ]
    for note in notes:
        for theme in themes:
            make.make_note_theme(note, theme=theme)
    return notes


def told(term: Term) -> dict[str, int | None]:
    return dict(ThemeCount.objects.filter(term=term).values_list("theme__name", "notes"))


# --- the list -------------------------------------------------------------------------------------


def test_a_nursery_begins_with_a_ready_list_by_one_press_and_twice_is_once(
    cast: Cast, bettina: Client
) -> None:
    Theme.objects.all().delete()
    assert "Begin with these" in bettina.get(THEMES).content.decode()
    assert not Theme.objects.exists(), "looking makes nothing"
    for _twice in range(2):
        assert bettina.post("/feedback/themes/begin/").status_code == 302
    names = Theme.objects.filter(setting=cast.hill).values_list("name", flat=True)
    assert "Bringing and fetching" in names
    assert len(names) == len(set(names)) == 8
    assert "Begin with these" not in bettina.get(THEMES).content.decode()


def test_a_theme_is_added_renamed_retired_and_used_again(cast: Cast, bettina: Client) -> None:
    bettina.post(THEMES, {"name": "  The garden "})
    theme = Theme.objects.get(name="The garden")
    edit = reverse("feedback:theme_edit", args=[theme.pk])
    bettina.post(edit, {"name": "Garten für alle 🌱"})
    theme.refresh_from_db()
    assert theme.name == "Garten für alle 🌱"
    retire = reverse("feedback:theme_retire", args=[theme.pk])
    [note] = lay(cast.hill, 1, theme)
    bettina.post(retire)
    page = bettina.get(TRAY).content.decode()
    assert page.count(f'name="take" value="{theme.pk}"') == 1, "the note keeps it"
    assert f'name="give" value="{theme.pk}"' not in page, "no other note is offered it"
    tap(bettina, cast.feedback["hill"], give=str(theme.pk))
    assert set(NoteTheme.objects.values_list("item", flat=True)) == {note.pk}
    bettina.post(retire, {"open": "1"})
    assert f'name="give" value="{theme.pk}"' in bettina.get(TRAY).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write a few words first."),
        ("   ", "Write a few words first."),
        ("x" * 41, "there is room for 40"),
        ("zero\x00byte", "cannot be kept (a zero byte)"),
        ("FOOD", "There is a theme with this name already."),
        ("old things", "among those you no longer use"),
    ],
)
def test_a_name_that_cannot_be_kept_stays_on_the_page(
    cast: Cast, bettina: Client, typed: str, said: str
) -> None:
    make.make_theme(cast.hill, name="Food")
    make.make_theme(cast.hill, name="Old things", is_retired=True)
    make.make_theme(cast.wharf, name="Elsewhere")
    other = make.make_theme(cast.hill, name="Other")
    for address in (THEMES, reverse("feedback:theme_edit", args=[other.pk])):
        page = bettina.post(address, {"name": typed})
        assert page.status_code == 422
        assert said in page.content.decode()
        assert typed.strip() in page.content.decode()
    assert Theme.objects.filter(setting=cast.hill).count() == 4


@pytest.mark.parametrize("name", ["saoirse", "marek", "gwen", "agnieszka", "ottilie", "rosalind"])
def test_only_manager_and_deputy_of_the_nursery_keep_its_themes(cast: Cast, name: str) -> None:
    client, theme, note = sign_in(cast, name), cast.themes["hill"], cast.feedback["hill"]
    edit = reverse("feedback:theme_edit", args=[theme.pk])
    retire = reverse("feedback:theme_retire", args=[theme.pk])
    assert client.get(edit).status_code in (403, 404)
    assert client.post(edit, {"name": "Mine"}).status_code in (403, 404)
    assert client.post(retire).status_code in (403, 404)
    assert tap(client, note, give=str(theme.pk)).status_code in (403, 404)
    if name != "ottilie":
        for address in (THEMES, TERMS):
            assert client.get(address).status_code == 403
            assert client.post(address, {"name": "Mine"}).status_code == 403
    theme.refresh_from_db()
    assert (theme.is_retired, NoteTheme.objects.count()) == (False, 0)
    assert not Theme.objects.filter(name="Mine").exists()


def test_the_database_alone_keeps_a_lead_and_another_nursery_from_giving_themes(
    cast: Cast,
) -> None:
    [read_by_all] = lay(cast.hill, 1, reader="both")
    line = NoteTheme(setting=cast.hill, item=read_by_all, theme=cast.themes["hill"])
    for name in ("saoirse", "marek", "ottilie", "agnieszka"):
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            acting_as(cast.users[name]),
            transaction.atomic(),
        ):
            NoteTheme.objects.bulk_create([line])
    foreign = NoteTheme(setting=cast.hill, item=cast.feedback["hill"], theme=cast.themes["wharf"])
    with pytest.raises(IntegrityError, match="same_setting"), acting_as(cast.bettina):
        NoteTheme.objects.bulk_create([foreign])


# --- one tap --------------------------------------------------------------------------------------


def test_one_tap_gives_a_theme_one_tap_takes_it_and_twice_is_once(
    cast: Cast, bettina: Client
) -> None:
    note, theme = cast.feedback["hill"], cast.themes["hill"]
    food = make.make_theme(cast.hill, name="Food")
    for _twice in range(2):
        answer = tap(bettina, note, give=str(theme.pk))
        assert answer["Location"] == f"{TRAY}#note-{note.pk}"
    tap(bettina, note, give=str(food.pk))
    assert note.themes.count() == 2
    for _twice in range(2):
        tap(bettina, note, take=str(theme.pk))
    assert [each.theme for each in note.themes.all()] == [food]


def test_after_a_tap_one_is_where_one_was(cast: Cast, bettina: Client) -> None:
    note, theme = cast.feedback["hill"], str(cast.themes["hill"].pk)
    back = tap(bettina, note, give=theme, back="note")["Location"]
    assert back == reverse("feedback:item_answer", args=[note.pk])
    back = tap(bettina, note, give=theme, back="closed=1&theme=none&answered=no")["Location"]
    assert back == f"{TRAY}?closed=1&theme=none&answered=no#note-{note.pk}"
    back = tap(bettina, note, give=theme, back="//evil.example/?theme=x&answered=<b>")["Location"]
    assert back == f"{TRAY}#note-{note.pk}"


def test_with_a_script_only_the_themes_of_this_note_are_drawn_anew(
    cast: Cast, bettina: Client
) -> None:
    note, theme = cast.feedback["hill"], cast.themes["hill"]
    part = tap(bettina, note, htmx=True, give=str(theme.pk), back="theme=none").content.decode()
    assert part.strip().startswith(f'<div id="themes-{note.pk}"')
    assert f'name="take" value="{theme.pk}" aria-pressed="true"' in part
    assert 'name="back" value="theme=none"' in part
    assert "The gate sticks" not in part


@pytest.mark.parametrize("given", ["", "x", "4da1dfa9-ac00-43ec-909c-f06e9b2f98d2", "theirs"])
def test_a_theme_that_is_none_of_ours_is_refused(cast: Cast, bettina: Client, given: str) -> None:
    given = str(cast.themes["wharf"].pk) if given == "theirs" else given
    page = bettina.post(
        reverse("feedback:item_theme", args=[cast.feedback["hill"].pk]),
        {"give": given},
        follow=True,
    )
    assert page.status_code == 200
    assert "Press once more" in page.content.decode()
    assert not NoteTheme.objects.exists()


# --- the filter -----------------------------------------------------------------------------------


def test_the_tray_shows_the_notes_of_one_theme_or_of_none(cast: Cast, bettina: Client) -> None:
    food = make.make_theme(cast.hill, name="Food")
    make.make_note_theme(cast.feedback["hill"], theme=food)
    [plain] = lay(cast.hill, 1)
    shown = {
        asked: {note.pk for note in bettina.get(TRAY, {"theme": asked}).context["tray"].notes}
        for asked in ("", str(food.pk), "none", str(cast.themes["hill"].pk), "x", "1' or 1=1")
    }
    both = {cast.feedback["hill"].pk, plain.pk}
    assert shown == {
        "": both,
        str(food.pk): {cast.feedback["hill"].pk},
        "none": {plain.pk},
        str(cast.themes["hill"].pk): set(),
        "x": both,
        "1' or 1=1": both,
    }


def test_the_tray_shows_what_waits_for_an_answer_and_what_is_answered(
    cast: Cast, bettina: Client
) -> None:
    silent, answered, asked_again = lay(cast.hill, 3)
    for note in (answered, asked_again):
        FeedbackReply.objects.create(setting=cast.hill, item=note, number=1, words="Thank you")
    FeedbackReply.objects.create(
        setting=cast.hill, item=asked_again, number=2, words="And?", from_writer=True
    )
    waits = {note.pk for note in bettina.get(TRAY, {"answered": "no"}).context["tray"].notes}
    done = {note.pk for note in bettina.get(TRAY, {"answered": "yes"}).context["tray"].notes}
    assert waits == {silent.pk, asked_again.pk, cast.feedback["hill"].pk}
    assert done == {answered.pk}


def test_a_tray_with_many_notes_and_themes_asks_no_more_than_one_with_few(
    cast: Cast, bettina: Client
) -> None:
    asked = []
    for page in (TRAY, reverse("feedback:item_answer", args=[cast.feedback["hill"].pk]), THEMES):
        bettina.get(page)
        counts = []
        for more in (2, 30):
            themes = [make.make_theme(cast.hill, name=uuid.uuid4().hex) for _each in range(3)]
            lay(cast.hill, more, *themes)
            lay(cast.hill, more, is_aside=True)
            with statements() as sent:
                bettina.get(page)
            counts.append(len(sent))
        assert counts[0] == counts[1]
        asked.append(counts[0])
    assert max(asked) <= 12, asked


# --- the terms ------------------------------------------------------------------------------------


def test_a_term_that_is_over_is_counted_once_and_small_numbers_are_kept_nowhere(
    cast: Cast, bettina: Client, spring: Term
) -> None:
    food, gate = make.make_theme(cast.hill, name="Food"), cast.themes["hill"]
    never = make.make_theme(cast.hill, name="Never")
    lay(cast.hill, 4, food, gate, term=spring)
    lay(cast.hill, 1, food, term=spring)
    bettina.post(TERMS, {"term": str(spring.pk)})
    assert told(spring) == {"Food": 5, gate.name: None, "Never": None}
    page = bettina.get(TERMS).content.decode()
    assert "<td>5</td>" in page
    assert page.count("fewer than 5</span>") == 2
    assert "Count Spring term" not in page
    # More notes, a theme taken off, a second press: it says what it said.
    lay(cast.hill, 3, gate, never, term=spring)
    NoteTheme.objects.filter(theme=food).delete()
    bettina.post(TERMS, {"term": str(spring.pk)})
    assert told(spring) == {"Food": 5, gate.name: None, "Never": None}


def test_before_a_term_is_counted_its_numbers_are_looked_at(
    cast: Cast, bettina: Client, spring: Term
) -> None:
    food, gate = make.make_theme(cast.hill, name="Food"), cast.themes["hill"]
    lay(cast.hill, 6, food, term=spring)
    lay(cast.hill, 4, gate, term=spring)
    assert f"{TERMS}?term={spring.pk}" in bettina.get(TERMS).content.decode()
    page = bettina.get(TERMS, {"term": spring.pk})
    text = page.content.decode()
    assert "These numbers, once and for all?" in text
    assert "<td>6</td>" in text
    assert "<td>4</td>" not in text, "no small number, here neither"
    assert not ThemeCount.objects.exists()
    # A colleague gives a theme meanwhile: it is looked at once more.
    lay(cast.hill, 1, food, term=spring)
    body = {"term": str(spring.pk), "numbers": page.context["review"].seen}
    again = bettina.post(TERMS, body, follow=True).content.decode()
    assert "These are the numbers now" in again
    assert "<td>7</td>" in again
    assert not ThemeCount.objects.exists()
    seen = bettina.get(TERMS, {"term": spring.pk}).context["review"].seen
    bettina.post(TERMS, {"term": str(spring.pk), "numbers": seen})
    assert told(spring)["Food"] == 7
    assert "once and for all?" not in bettina.get(TERMS, {"term": spring.pk}).content.decode()


def test_the_term_that_runs_is_never_counted_nor_one_that_is_over_before_the_next_begins(
    cast: Cast, bettina: Client
) -> None:
    now = cast.terms["hill"]
    lay(cast.hill, 9, cast.themes["hill"], term=now)
    assert "Count Autumn" not in bettina.get(TERMS).content.decode()
    bettina.post(TERMS, {"term": str(now.pk)})
    day = timezone.localdate()
    Term.objects.filter(pk=now.pk).update(ends_on=day - timedelta(days=5))
    tomorrow = day + timedelta(days=1)
    following = make.make_term(
        cast.hill, name="Next", starts_on=tomorrow, ends_on=day + timedelta(days=60)
    )
    bettina.post(TERMS, {"term": str(now.pk)})
    assert not ThemeCount.objects.exists(), "the box may still bring notes of it"
    Term.objects.filter(pk=following.pk).update(starts_on=day)
    bettina.post(TERMS, {"term": str(now.pk)})
    assert not ThemeCount.objects.exists(), "what the box brings is of it until the next has a key"
    make.make_stamp_key(cast.hill, term=following)
    assert "Count Autumn" in bettina.get(TERMS).content.decode()
    bettina.post(TERMS, {"term": str(now.pk)})
    assert told(now) == {cast.themes["hill"].name: 9}


@pytest.mark.parametrize("typed", ["", "x", "4da1dfa9-ac00-43ec-909c-f06e9b2f98d2", "theirs"])
def test_no_other_term_can_be_counted(
    cast: Cast, bettina: Client, spring: Term, typed: str
) -> None:
    typed = str(cast.terms["wharf"].pk) if typed == "theirs" else typed
    page = bettina.post(TERMS, {"term": typed}, follow=True).content.decode()
    assert "There was nothing to count" in page
    assert not ThemeCount.objects.exists()


def test_whoever_counts_gets_the_same_numbers_and_the_lead_s_notes_are_in_none(
    cast: Cast, spring: Term
) -> None:
    """Or Bettina would subtract hers from Tariq's and know how many notes are kept from her."""
    gate = cast.themes["hill"]
    stayed, *_others = lay(cast.hill, 6, gate, term=spring)
    lay(cast.hill, 7, gate, term=spring, reader="lead")
    [became_theirs] = lay(cast.hill, 1, gate, term=spring)
    for note, for_leads in ((stayed, False), (became_theirs, True)):
        row = {"setting": cast.hill, "item": note, "reader": "managers"}
        MovedNote.objects.create(**row, for_leads=for_leads)
    lay(cast.hill, 8, gate, term=spring, is_aside=True)
    for name in ("bettina", "tariq"):
        ThemeCount.objects.all().delete()
        sign_in(cast, name).post(TERMS, {"term": str(spring.pk)})
        assert told(spring) == {gate.name: 6}


def test_the_database_refuses_a_small_number_and_any_change(cast: Cast, spring: Term) -> None:
    row = {"setting": cast.hill, "term": spring, "theme": cast.themes["hill"]}
    for small in (0, 1, 4):
        with (
            pytest.raises(IntegrityError, match="no_small_number"),
            acting_as(cast.bettina),
            transaction.atomic(),
        ):
            ThemeCount.objects.bulk_create([ThemeCount(**row, notes=small)])
    ThemeCount.objects.create(**row, notes=5)
    for change in (lambda rows: rows.update(notes=6), lambda rows: rows.delete()):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            acting_as(cast.bettina),
            transaction.atomic(),
        ):
            change(ThemeCount.objects.filter(term=spring))


def test_the_page_of_the_terms_tells_nothing_from_which_a_small_number_can_be_reckoned(
    cast: Cast, bettina: Client, spring: Term
) -> None:
    """Two worlds that differ by small numbers only give the same page, byte for byte."""
    food, gate = make.make_theme(cast.hill, name="Food"), cast.themes["hill"]
    thanks = make.make_theme(cast.hill, name="Thanks")
    before = timezone.localdate() - timedelta(days=400)
    winter = make.make_term(
        cast.hill, name="Winter term", starts_on=before, ends_on=before + timedelta(days=90)
    )
    pages = []
    # (how many notes have Food and Gates, Food alone, Thanks, none) in spring, then in winter
    for worlds in (((4, 3, 0, 1), (0, 5, 2, 0)), ((0, 7, 4, 9), (4, 1, 0, 3))):
        ThemeCount.objects.all().delete()
        FeedbackItem.objects.filter(setting=cast.hill).delete()
        for term, (both, alone, thank, plain) in zip((spring, winter), worlds, strict=True):
            lay(cast.hill, both, food, gate, term=term)
            lay(cast.hill, alone, food, term=term)
            lay(cast.hill, thank, thanks, term=term)
            lay(cast.hill, plain, term=term)
            bettina.post(TERMS, {"term": str(term.pk)})
        bettina.get(TERMS)  # with the messages of the press
        text = bettina.get(TERMS).content.decode()
        pages.append(text[text.index("<main") : text.index("</main>")])
    assert told(spring) == {"Food": 7, gate.name: None, "Thanks": None}
    assert pages[0] == pages[1]


def test_the_tallest_bar_is_of_the_terms_that_are_shown(cast: Cast, bettina: Client) -> None:
    day = timezone.localdate() - timedelta(days=1_000)
    for notes in (90, 10, 9, 8, 7, 6, 5):  # six are shown, and ninety are of the one before
        term = make.make_term(cast.hill, starts_on=day, ends_on=day + timedelta(days=50))
        row = {"setting": cast.hill, "term": term, "theme": cast.themes["hill"]}
        ThemeCount.objects.create(**row, notes=notes)
        day += timedelta(days=60)
    [line] = bettina.get(TERMS).context["picture"].lines
    assert [bar.notes for bar in line.bars] == [10, 9, 8, 7, 6, 5]
    assert line.bars[0].height == HIGH


def test_the_page_of_the_terms_asks_the_same_for_few_and_many(cast: Cast, bettina: Client) -> None:
    day, asked = timezone.localdate() - timedelta(days=200), []
    make.make_stamp_key(cast.hill, term=cast.terms["hill"])
    bettina.get(TERMS)
    for more in (1, 6):
        for _each in range(more):
            day -= timedelta(days=60)
            term = make.make_term(cast.hill, starts_on=day, ends_on=day + timedelta(days=50))
            theme = make.make_theme(cast.hill, name=uuid.uuid4().hex)
            lay(cast.hill, 5, theme, term=term)
            bettina.post(TERMS, {"term": str(term.pk)})
        with statements() as sent:
            page = bettina.get(TERMS)
        asked.append(len(sent))
    assert asked[0] == asked[1] <= 12
    assert page.content.decode().count("<svg viewBox") >= 6


def test_the_code_alone_lets_a_lead_take_no_theme_from_a_note_that_she_reads(cast: Cast) -> None:
    """Asked as the owner, whom the database refuses nothing."""
    gate = cast.themes["hill"]
    [note] = lay(cast.hill, 1, gate, reader="lead")
    take_theme(note, actor=person_by_code(cast, "saoirse"), theme=gate)
    assert note.themes.count() == 1
    take_theme(note, actor=person_by_code(cast, "tariq"), theme=gate)
    assert note.themes.count() == 0, "he is the deputy, too"


# --- from a theme to the board --------------------------------------------------------------------


def test_an_item_of_the_board_begins_with_the_name_of_the_theme_and_keeps_no_way_back(
    cast: Cast, bettina: Client
) -> None:
    gates = cast.themes["hill"]
    page = bettina.get(TRAY, {"theme": str(gates.pk)}).content.decode()
    assert f"/you-said/new/?theme={gates.pk}" in page
    form = bettina.get("/you-said/new/", {"theme": str(gates.pk)}).context["form"]
    assert form["said"].value() == f"{gates.name}: "
    for other in (str(cast.themes["wharf"].pk), "x", "4da1dfa9-ac00-43ec-909c-f06e9b2f98d2", ""):
        form = bettina.get("/you-said/new/", {"theme": other}).context["form"]
        assert form["said"].value() == ""
    pointed_at = {field.related_model for field in YouSaid._meta.get_fields() if field.is_relation}
    assert not {model for model in pointed_at if model._meta.app_label == "feedback"}
