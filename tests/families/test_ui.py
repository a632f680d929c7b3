"""The template tags of the design system: what they say, and what they never let through."""

import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override
from pytest_django.fixtures import Settings

from families.templatetags import ui

# A Tuesday, ten past four in the afternoon, London winter time.
NOW = datetime(2026, 11, 3, 16, 10, tzinfo=UTC)


def render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Zofia Kapelusz", "ZK"),
        ("Wren Applegarth-Moon", "WA"),
        ("Idris", "I"),
        ("élodie ångström", "ÉÅ"),
        ("نورة الزعفراني", "نا"),
        ("ਹਰਲੀਨ", "ਹ"),
        ("রুমি", "রু"),
        ("(Mo) O’Neill", "MO"),
        ("  ", "–"),
        ("", "–"),
        ("😀 7", "–"),
        ("e\u0301lodie", "E\u0301"),
    ],
)
def test_initials_are_whole_letters_of_any_script(name: str, letters: str) -> None:
    assert ui.initials(name) == letters


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        (NOW, "today, 16:10"),
        (NOW - timedelta(hours=17), "yesterday, 23:10"),
        (NOW - timedelta(days=2), "Sunday, 16:10"),
        (NOW - timedelta(days=6), "Wednesday, 16:10"),
        (NOW - timedelta(days=7), "Tuesday 27 October, 16:10"),
        (NOW - timedelta(days=30), "Sunday 4 October, 17:10"),  # summer time then
        (NOW - timedelta(days=400), "29 September 2025, 17:10"),
        (date(2026, 11, 3), "today"),
        (date(2026, 11, 4), "tomorrow"),
        (date(2026, 11, 13), "Friday 13 November"),
        (date(2027, 1, 8), "Friday 8 January"),
        (date(2028, 1, 8), "8 January 2028"),
    ],
)
def test_dates_are_spoken(value: datetime | date, spoken: str) -> None:
    assert ui.say_when(value, NOW) == spoken


def test_a_spoken_date_carries_the_exact_one() -> None:
    moment = timezone.now().replace(hour=12, minute=5) - timedelta(days=1)
    shown = render("{% when moment %}", moment=moment)
    assert shown.startswith(f'<time datetime="{timezone.localtime(moment).date()}T')
    assert f'title="{ui.exact_day(timezone.localtime(moment))}, ' in shown
    assert ">yesterday, " in shown
    assert "tabindex" not in shown
    assert 'tabindex="0"' in render("{% when moment focus=True %}", moment=moment)


def test_no_date_is_no_words() -> None:
    assert render("{% when nothing %}{% clock nothing %}", nothing=None) == ""


def test_the_heading_of_a_day_starts_with_a_capital() -> None:
    assert ui.spoken_day(timezone.localdate()) == "Today"


@pytest.mark.parametrize(
    ("minutes", "spoken"),
    [(0, "0 minutes"), (1, "1 minute"), (60, "1 hour"), (130, "2 hours 10 minutes")],
)
def test_lengths_of_time_are_spoken(minutes: int, spoken: str) -> None:
    assert ui.spoken_span(timedelta(minutes=minutes)) == spoken


def test_people_s_words_are_plain_text_in_paragraphs_of_their_own_direction() -> None:
    shown = render(
        "{% words text lang=lang %}",
        text="<script>alert(1)</script>\nand\n\n  \n\nشكراً & <b>bye</b>",
        lang='"><img src=x onerror=alert(1)>',
    )
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<b>" not in shown
    assert shown.count('<p dir="auto">') == 2


def test_no_words_are_no_paragraph() -> None:
    assert render("{% words text %}", text=None) == '<div class="words"></div>'


@pytest.mark.parametrize(
    ("text", "direction"),
    [("Dobry", "ltr"), ("12:30 شكراً Marek", "rtl"), ("", "ltr"), ("123", "ltr"), ("שלום", "rtl")],
)
def test_direction_is_that_of_the_first_letter(text: str, direction: str) -> None:
    assert ui.direction(text) == direction


def test_a_face_without_a_photograph_shows_initials_in_the_room_s_colour() -> None:
    room = SimpleNamespace(colour="clay")
    shown = render("{% avatar name room=room %}", name="<b>Zofia</b> <i>K", room=room)
    assert "tone-clay" in shown
    assert "<b>" not in shown


def test_a_photograph_has_its_size_and_waits_until_it_is_near() -> None:
    shown = render('{% avatar "Zofia" photo=src size="large" %}', src='/p/"><script>')
    assert 'width="72" height="72" loading="lazy"' in shown
    assert "<script" not in shown


@pytest.mark.parametrize("room", [None, "", "purple", "sage tone-sky", SimpleNamespace(colour="x")])
def test_an_unknown_colour_is_plain(room: object) -> None:
    assert ui.tone(room) == "tone-plain"


def test_icons_are_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in render('{% icon "sun" %}')


def test_arrows_turn_round_on_right_to_left_pages() -> None:
    assert "icon-turns" in render('{% icon "arrow-left" %}')
    assert "icon-turns" not in render('{% icon "sun" %}')


@pytest.mark.parametrize(
    ("tags", "address"),
    [
        ("undo=/today/undo/7/", "/today/undo/7/"),
        ("arrives undo=/a/", "/a/"),
        ("undo=//evil.example/", ""),
        ("undo=https://evil.example/", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_only_our_own_addresses_can_be_undone(tags: str | None, address: str) -> None:
    assert ui.undo_url(Message(25, "Saved.", extra_tags=tags)) == address


def test_e_mails_take_their_colours_from_the_tokens() -> None:
    assert render('{% token "ink" %}') == "#16342a"
    with pytest.raises(KeyError):
        render('{% token "puce" %}')


def test_a_part_of_nothing_is_nothing() -> None:
    assert ui.percent_of(3, 0) == 0
    assert ui.percent_of(3, 8) == 37


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Thursday 9 to 12, or ring 01632 960 201.", ["01632960201"]),
        ("(020) 7946-0123 or +44 (0)20 7946 0123", ["02079460123", "+442079460123"]),
        ("Childline 0800 1111, Samaritans 116 123, or 999", ["08001111", "116123", "999"]),
        ("Open 09:30-11:00, 0930-1100, since 2019-04-01, door 0044, flat 1112", []),
    ],
)
def test_numbers_to_ring_are_found_in_free_words_and_hours_are_not(
    words: str, numbers: list[str]
) -> None:
    shown = str(ui.with_calls(words))
    assert re.findall(r'href="tel:([^"]+)"', shown) == numbers
    assert re.sub(r"<[^>]+>", "", shown) == words


def test_what_is_not_a_number_stays_words() -> None:
    shown = ui.with_calls('<b onclick="x">01632 960 201</b>\nDoor B')
    assert "<b " not in shown
    assert shown.count("<a ") == 1
    assert "<br>Door B" in shown


def test_what_is_the_same_for_all_is_drawn_once_for_each_language(settings: Settings) -> None:
    settings.DEBUG = False
    part = '{% same_for_all "learning_journals/_waiting_words.html" %}'
    ui._same_for_all.cache_clear()
    with override("en-gb"):
        english = render(part, person="Agnieszka")
        assert render(part) == english
    with override("ar"):
        render(part)
    kept = ui._same_for_all.cache_info()
    assert (kept.misses, kept.hits) == (2, 1)
    assert 'data-sent="Sent."' in english
