"""A mother who does not write records a lullaby on her phone, and the nursery plays it."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests import tones

from .conftest import PHONE, TABLET, Visit, assert_accessible

# One house for the whole folder: its tests run one after the other, in one process.
pytestmark = pytest.mark.e2e

LENGTH = "player => new Promise(done => { const say = () => done(player.duration);"
LENGTH += " player.readyState ? say() : player.addEventListener('loadedmetadata', say) })"
MOVES = "player => player.currentTime > 0.3"


def test_layla_records_a_lullaby_and_nuras_room_plays_it(visit: Visit) -> None:
    mother = visit("layla@families", PHONE)
    mother.goto("/journals/")
    mother.get_by_role("link", name="Write from home").click()
    assert_accessible(mother)

    # Three seconds, and thrown away; then the right ones.
    record = mother.get_by_role("button", name="Record", exact=True)
    stop = mother.get_by_role("button", name=re.compile("^Stop"))
    for again in (True, False):
        record.click()
        expect(stop).to_be_focused()
        expect(mother.get_by_role("timer")).to_have_text("0:03")
        assert_accessible(mother)
        stop.click()
        player = mother.get_by_label("Your sound")
        expect(player).to_be_visible()
        assert_accessible(mother)
        if again:
            mother.get_by_role("button", name="Throw it away").click()
            expect(player).to_be_hidden()
            expect(record).to_be_focused()
    _play(player)
    mother.get_by_label("What can we hear?").fill("أغنية النوم لنورا")
    _fits(mother)
    mother.get_by_role("button", name="Put it in the journal").click()
    entry = mother.locator("article").first
    expect(entry).to_contain_text("أغنية النوم لنورا")
    heard = entry.locator(".sound audio")
    expect(heard).to_be_visible(timeout=60_000)  # the worker has made it ready meanwhile
    expect(entry.locator(".sound-length")).to_have_text(re.compile("^[3-5] seconds$"))
    assert_accessible(mother)
    _fits(mother)

    rosalind = visit("rosalind", TABLET)
    rosalind.goto(mother.url.partition("#")[0])
    at_work = rosalind.locator("article").first.locator(".sound audio")
    _play(at_work)
    assert at_work.evaluate(LENGTH) > 2
    assert_accessible(rosalind)


def test_a_sound_of_three_minutes_is_refused_before_it_is_sent_and_without_scripting_after(
    visit: Visit,
) -> None:
    long = tones.encoded(tones.tone(180, rate=8_000), "wav", "pcm_s16le", rate=8_000)
    file = {"name": "long.wav", "mimeType": "audio/wav", "buffer": long}
    mother = visit("layla@families", PHONE)
    mother.goto("/journals/")
    mother.get_by_role("link", name="Write from home").click()
    mother.locator("input[name=sound]").set_input_files(file)
    expect(mother.get_by_text("It is longer than two minutes.")).to_be_visible()
    assert mother.locator("input[name=sound]").evaluate("field => field.files.length") == 0

    plain = visit("layla@families", PHONE, script=False)
    plain.goto(mother.url)
    expect(plain.get_by_role("button", name="Record", exact=True)).to_be_hidden()
    plain.locator("input[name=sound]").set_input_files(file)
    plain.get_by_label("What happened at home?").fill("Much too long.")
    plain.get_by_role("button", name="Put it in the journal").click()
    waiting = plain.locator("article").first
    expect(waiting).to_contain_text("Load this page again in a minute.")
    for _ in range(30):
        if "longer than two minutes" in waiting.inner_text():
            break
        plain.wait_for_timeout(1000)
        plain.reload()
    expect(waiting).to_contain_text("We could not read this sound. It is longer than two minutes.")
    expect(waiting).to_contain_text("Much too long.")


def _play(player: Locator) -> None:
    """From the keyboard, as a player of the browser is."""
    player.focus()
    player.press("Space")
    player.page.wait_for_function(MOVES, arg=player.element_handle())


def _fits(page: object) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")  # type: ignore[attr-defined]
    assert wide <= 0
