"""The room's tablet loses its Wi-Fi: what is done meanwhile waits, locked, and arrives once."""

import contextlib
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from playwright.sync_api import Error as PlaywrightError

from tests.demo.pictures import draw_picture
from tests.stack import Stack, wait_until

from .conftest import TABLET, assert_accessible, sign_in
from .journeys import choose_children

pytestmark = pytest.mark.e2e

# Everything a page may keep: databases, caches and the small store beside them, as text.
READ_IT_ALL = """async () => {
  const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  const letters = (buffer) => new TextDecoder("latin1").decode(buffer);
  const said = (value) => {
    if (value instanceof ArrayBuffer) return letters(value);
    if (ArrayBuffer.isView(value)) return letters(value.buffer);
    if (value instanceof CryptoKey) return `key, to be taken out: ${value.extractable}`;
    if (value && typeof value === "object") {
      return Object.entries(value).map(([name, each]) => `${name}=${said(each)}`).join(" ");
    }
    return String(value);
  };
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => {
      indexedDB.open(name).onsuccess = ({ target }) => done(target.result);
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise((done) => {
        const asked = database.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      });
      for (const row of rows) found.push(`${store}: ${said(row)}`);
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request);
      const isText = /text|json|javascript|svg/.test(kept.headers.get("content-type"));
      found.push(`cache: ${request.url} ${isText ? await kept.text() : ""}`);
    }
  }
  return found;
}"""

Tablet = Callable[..., Page]


@pytest.fixture
def tablet(stack: Stack, browser: Browser) -> Iterator[Tablet]:
    """`tablet("marek")` is a tablet on which Marek has opened the board, and which is ready to lose
    its connection. Only errors of our own script count: a browser says much about a lost one."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def take(who: str) -> Page:
        context = browser.new_context(viewport=TABLET, base_url=stack.address, has_touch=True)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        sign_in(page, who)
        open_board(page)
        return page

    yield take
    for context in contexts:
        context.close()
    assert troubles == []


def open_board(page: Page) -> None:
    page.goto("/today/")
    expect(page.get_by_role("heading", name="Conkers", level=1)).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => caches.keys().then((names) => names.length > 0)")
    wait_until(lambda: kept(page, "boards"), what="the board to be kept")


def open_form(page: Page) -> None:
    page.goto("/observations/new/")
    page.wait_for_function("() => waitingQueue.state.me")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def kept(page: Page, store: str) -> list[str]:
    """What the tablet keeps in one of its stores."""
    for _page in range(5):  # the board comes back by itself, and a saved form leads to another page
        try:
            found = page.evaluate(READ_IT_ALL)
            break
        except PlaywrightError as problem:
            if "context was destroyed" not in str(problem):
                raise
            page.wait_for_load_state()
    else:
        raise AssertionError("the page never came to rest")
    return [line for line in found if line.startswith(f"{store}:")]


def waits(page: Page, words: str) -> None:
    """The line says so: after ten seconds for Undo, and fifteen more where the first try was too
    early for some."""
    expect(page.locator("[data-waiting-says]")).to_contain_text(words, timeout=60_000)


def nothing_waits(page: Page) -> None:
    wait_until(
        lambda: not kept(page, "entries") and not kept(page, "photos"), what="all to be sent"
    )


def do(page: Page, *names: str, kind: str, answer: str = "", words: str = "") -> None:
    """Choose these children, what happened, and press the button."""
    choose_children(page, *names)
    page.locator("label.kind", has_text=kind).click()
    if answer:
        page.locator("label.answer:visible", has_text=re.compile(f"^ *{answer} *$")).click()
    if words:
        page.get_by_label("A few words").fill(words)
    page.locator("[data-save]").click()


@pytest.fixture
def rows(stack: Stack) -> Callable[..., list[tuple[Any, ...]]]:
    """`rows("Played with kanari")`: child, time and time of arrival of what was logged with these
    words."""

    def of(words: str) -> list[tuple[Any, ...]]:
        return stack.ask(
            "SELECT c.known_as, e.at, e.logged_at FROM learning_journals_careentry e"
            " JOIN families_child c ON c.id = e.child_id"
            " WHERE e.words = %s AND e.undone_at IS NULL ORDER BY 1",
            words,
        )

    return of


def names(found: list[tuple[Any, ...]]) -> list[str]:
    return [name for name, *_rest in found]


def lost_after_it_arrived(route: Route) -> None:
    """The server has done it, and nobody hears: the page may have lost its patience by itself."""
    route.fetch()
    with contextlib.suppress(PlaywrightError):
        route.abort()


def test_what_is_logged_without_wifi_waits_and_arrives_once(
    tablet: Tablet, rows: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = tablet("marek")
    page.context.set_offline(True)
    waits(page, "No Wi-Fi. Go on: what you save waits here.")
    do(page, "Zofia", "Kofi", kind="Activity", words="Kanari puddles")
    waits(page, "1 thing waits for the Wi-Fi.")
    tapped = time.monotonic()
    expect(page.locator(".toast")).to_contain_text("Kept on this tablet: Activity")
    expect(page.locator("li.seat", has_text="Zofia")).to_contain_text("Waits: Activity")
    expect(page.locator("[name=child]:checked")).to_have_count(0)
    assert_accessible(page)

    page.reload()
    expect(page.get_by_role("heading", name="Conkers", level=1)).to_be_visible()
    waits(page, "1 thing waits for the Wi-Fi.")
    expect(page.locator("li.seat", has_text="Kofi")).to_contain_text("Waits: Activity")
    expect(page.get_by_text(re.compile(r"The board as it was at \d\d:\d\d"))).to_be_visible()
    assert page.locator("#board img").count() == 0
    assert page.locator(".mornings, .going-home").count() == 0
    expect(page.locator("#board")).not_to_contain_text(re.compile("collects|From home|at home:"))
    assert_accessible(page)
    do(page, "Zofia", kind="Activity", words="Kanari leaves")
    waits(page, "2 things wait for the Wi-Fi.")

    page.goto("/today/")  # opened anew
    expect(page.locator("li.seat", has_text="Zofia").locator("[data-waits]")).to_have_count(2)
    everything = "\n".join(page.evaluate(READ_IT_ALL))
    for secret in ("anari", "Zofia", "Kofi", "puddles"):
        assert secret not in everything
    assert "to be taken out: false" in everything
    assert "to be taken out: true" not in everything

    time.sleep(max(0.0, 17 - (time.monotonic() - tapped)))
    page.context.set_offline(False)
    nothing_waits(page)
    expect(page.locator("[data-shell]")).to_have_count(0)  # the board itself again
    expect(page.locator("li.seat", has_text="Zofia")).to_contain_text("Kanari leaves")
    puddles = rows("Kanari puddles")
    assert names(puddles) == ["Kofi", "Zofia"]
    assert names(rows("Kanari leaves")) == ["Zofia"]
    for _name, at, logged_at in puddles:
        assert (logged_at - at).total_seconds() > 15


def test_an_answer_that_is_lost_makes_no_second_row(
    tablet: Tablet, rows: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = tablet("marek")
    page.context.route("**/care/", lost_after_it_arrived)
    do(page, "Zofia", "Kofi", kind="Activity", words="Kanari echo")
    waits(page, "1 thing waits for the Wi-Fi.")
    assert names(rows("Kanari echo")) == ["Kofi", "Zofia"]
    page.wait_for_timeout(12_000)  # sent again, and the answer lost again
    assert len(kept(page, "entries")) == 1
    page.context.unroute("**/care/")
    nothing_waits(page)
    assert names(rows("Kanari echo")) == ["Kofi", "Zofia"]


def test_undo_takes_it_out_of_what_waits(
    tablet: Tablet, rows: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = tablet("marek")
    page.context.set_offline(True)
    do(page, "Zofia", kind="Activity", words="Kanari nonsense")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator("li.seat [data-waits]")).to_have_count(0)
    nothing_waits(page)
    page.context.set_offline(False)
    page.wait_for_timeout(3_000)
    assert rows("Kanari nonsense") == []


def test_what_waits_for_marek_is_never_sent_by_ewa(
    tablet: Tablet, rows: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = tablet("marek")
    page.context.set_offline(True)
    do(page, "Zofia", kind="Activity", words="Kanari bridge")
    waits(page, "1 thing waits")
    page.wait_for_timeout(11_000)
    page.context.clear_cookies()  # his session has ended meanwhile
    page.context.set_offline(False)
    waits(page, "You are signed out. Sign in, and what waits here is sent.")
    assert_accessible(page)

    sign_in(page, "ewa")
    open_board(page)
    waits(page, "1 thing of Marek waits until Marek signs in on this tablet.")
    page.wait_for_timeout(2_000)
    assert len(kept(page, "entries")) == 1
    assert rows("Kanari bridge") == []
    assert len(kept(page, "keys")) == 1  # hers; his is gone, and with it his board
    assert len(kept(page, "boards")) == 1
    assert_accessible(page)

    page.goto("/more/")
    page.get_by_role("button", name="I am leaving this tablet").click()
    page.wait_for_url("**/account/login/**")
    wait_until(lambda: not kept(page, "keys"), what="her key to go")
    assert kept(page, "boards") == []
    sign_in(page, "marek")
    nothing_waits(page)
    assert names(rows("Kanari bridge")) == ["Zofia"]


def test_a_tap_after_the_session_has_ended_waits_for_the_next(
    tablet: Tablet, rows: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = tablet("marek")
    page.context.clear_cookies()
    do(page, "Zofia", kind="Activity", words="Kanari late")
    waits(page, "You are signed out. Sign in, and what waits here is sent.")
    row = page.locator("[data-waiting-list] li")
    expect(row).to_contain_text("Was this you?")
    sign_in(page, "marek")
    open_board(page)
    waits(page, "1 thing was saved when nobody was signed in: look at it.")
    page.wait_for_timeout(2_000)
    assert rows("Kanari late") == []
    assert_accessible(page)
    row.get_by_role("button", name="Send it").click()
    nothing_waits(page)
    assert names(rows("Kanari late")) == ["Zofia"]


def test_signed_out_in_one_window_nothing_is_written_in_that_name_in_another(
    tablet: Tablet,
) -> None:
    page = tablet("marek")
    other = page.context.new_page()
    other.goto("/more/")
    other.wait_for_function("() => waitingQueue.state.me")
    other.get_by_role("button", name="I am leaving this tablet").click()
    other.wait_for_url("**/account/login/**")
    page.wait_for_url("**/account/login/**")
    assert kept(page, "keys") == []


def test_a_sign_out_that_is_slow_leaves_no_window_open_in_that_name(tablet: Tablet) -> None:
    """The other window is back on the board before the server has heard of it."""
    page = tablet("marek")
    other = page.context.new_page()
    other.goto("/more/")
    other.wait_for_function("() => waitingQueue.state.me")
    held: list[Route] = []
    other.route("**/account/logout/", lambda route: held.append(route))
    # Pressed by script: a click of Playwright's would wait for the answer that is held.
    leave = other.get_by_role("button", name="I am leaving this tablet")
    leave.evaluate("(button) => button.click()")
    page.wait_for_url("**/account/login/**")
    assert kept(page, "keys") == []
    assert kept(page, "boards") == []
    assert held
    held[0].continue_()
    other.wait_for_url("**/account/login/**")
    sign_in(page, "marek")
    open_board(page)
    page.wait_for_function("() => waitingQueue.state.me")


def test_a_window_that_missed_the_sign_out_keeps_nothing(tablet: Tablet) -> None:
    page = tablet("marek")
    page.context.clear_cookies()
    page.evaluate(
        """() => new Promise((done) => {
          indexedDB.open("footbridge-waiting").onsuccess = ({ target }) => {
            const change = target.result.transaction("keys", "readwrite");
            change.objectStore("keys").clear();
            change.oncomplete = done;
          };
        })"""
    )
    do(page, "Zofia", kind="Activity", words="Kanari stranger")
    expect(page.locator(".toast")).to_contain_text("This was not kept.")
    assert kept(page, "entries") == []


def throw_away_on_its_way(page: Page, pattern: str, words: str) -> None:
    """With Wi-Fi again, throw away what is on its way with these words; then it arrives."""
    on_their_way: list[Route] = []
    is_over = False

    def hold(route: Route) -> None:
        if words in (route.request.post_data or "") and not is_over:
            on_their_way.append(route)
        else:
            route.fallback()

    page.context.route(pattern, hold)
    page.context.set_offline(False)
    for _ in range(300):
        if on_their_way:
            break
        page.wait_for_timeout(100)
    page.get_by_text("Look at what waits").click()
    page.get_by_role("button", name="Throw away").click()
    page.wait_for_timeout(500)
    is_over = True
    for route in on_their_way:
        route.continue_()
    page.wait_for_timeout(2_000)
    nothing_waits(page)


def test_a_tap_taken_back_on_its_way_is_undone_there(
    tablet: Tablet, rows: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = tablet("marek")
    page.context.set_offline(True)
    do(page, "Zofia", kind="Activity", words="Kanari regret")
    waits(page, "1 thing waits")
    throw_away_on_its_way(page, "**/care/", "Kanari regret")
    assert rows("Kanari regret") == []


def test_a_note_taken_back_on_its_way_is_not_shared(
    tablet: Tablet, seen: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = tablet("marek")
    open_form(page)
    page.context.set_offline(True)
    page.locator("label.choose-child", has_text="Zofia").click()
    page.get_by_label("What did you see?").fill("Kanari regretted.")
    page.locator("#observe").get_by_role("button", name="Share with the family").click()
    waits(page, "1 thing waits")
    throw_away_on_its_way(page, "**/autosave/", "Kanari regretted.")
    expect(page.locator(".toast").last).to_contain_text("It may be among your drafts already.")
    page.wait_for_timeout(2_000)
    assert [state for state, *_rest in seen("Kanari regretted.")] == ["draft"]


def test_an_old_token_is_asked_for_anew(
    tablet: Tablet, rows: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = tablet("marek")
    page.context.set_offline(True)
    do(page, "Zofia", kind="Activity", words="Kanari token")
    waits(page, "1 thing waits")
    refused: list[str] = []

    def refuse_once(route: Route) -> None:
        if refused:
            route.fallback()
        else:
            refused.append(route.request.url)
            route.fulfill(status=403, body="")

    page.context.route("**/care/", refuse_once)
    page.context.set_offline(False)
    nothing_waits(page)
    assert len(refused) == 1
    assert names(rows("Kanari token")) == ["Zofia"]


def test_what_the_server_stumbles_over_does_not_stop_the_rest(
    tablet: Tablet, rows: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = tablet("marek")
    page.context.route(
        "**/care/",
        lambda route: (
            route.fulfill(status=500, body="")
            if "stumble" in (route.request.post_data or "")
            else route.fallback()
        ),
    )
    page.context.set_offline(True)
    do(page, "Zofia", kind="Activity", words="Kanari stumble")
    waits(page, "1 thing waits")
    do(page, "Zofia", kind="Activity", words="Kanari behind")
    waits(page, "2 things wait")
    page.context.set_offline(False)
    row = page.locator("[data-waiting-list] li")
    expect(row).to_have_count(1, timeout=60_000)
    assert names(rows("Kanari behind")) == ["Zofia"]
    expect(row).to_contain_text("Footbridge could not take this", timeout=60_000)
    assert rows("Kanari stumble") == []


def test_signing_out_with_something_waiting_asks_first(tablet: Tablet) -> None:
    page = tablet("marek")
    page.goto("/more/")
    page.wait_for_function("() => waitingQueue.state.me")
    page.goto("/today/")
    page.context.set_offline(True)
    do(page, "Zofia", kind="Activity", words="Kanari goodbye")
    waits(page, "1 thing waits")
    page.context.set_offline(False)
    page.goto("/more/")
    page.get_by_role("button", name="I am leaving this tablet").click()
    ask = page.get_by_role("dialog")
    expect(ask).to_contain_text("Something still waits for the Wi-Fi")
    assert_accessible(page)
    ask.get_by_role("button", name="Stay").click()
    assert page.url.endswith("/more/")
    nothing_waits(page)


def test_signed_out_without_wifi_the_tablet_is_locked_and_the_session_ends_when_it_is_back(
    tablet: Tablet,
) -> None:
    page = tablet("marek")
    page.goto("/more/")
    page.wait_for_function("() => waitingQueue.state.me")
    page.context.set_offline(True)
    page.get_by_role("button", name="I am leaving this tablet").click()
    expect(page.get_by_text("Sign in when the Wi-Fi is back")).to_be_visible()
    assert_accessible(page)
    assert kept(page, "keys") == kept(page, "boards") == []
    page.context.route("**/account/logout/", lambda route: route.abort())  # not yet
    page.context.set_offline(False)
    waits(page, "This tablet is locked.")
    expect(page.locator("#board")).to_be_hidden()
    page.wait_for_timeout(2_000)
    assert kept(page, "keys") == []
    page.context.unroute("**/account/logout/")
    page.wait_for_url("**/account/login/**")
    page.goto("/more/")
    page.wait_for_url("**/account/login/**")


def test_a_tablet_with_wifi_that_nobody_touches_locks_itself_too(tablet: Tablet) -> None:
    page = tablet("marek")
    page.clock.install()
    page.goto("/today/")
    page.wait_for_function("() => waitingQueue.state.me")
    page.clock.fast_forward("20:00")
    page.wait_for_timeout(1_000)
    assert len(kept(page, "keys")) == 1
    page.clock.fast_forward("12:00")
    page.wait_for_url("**/account/login/**")
    assert kept(page, "keys") == kept(page, "boards") == []
    page.goto("/more/")
    page.wait_for_url("**/account/login/**")


def test_a_tablet_that_nobody_touched_opens_no_board(tablet: Tablet) -> None:
    page = tablet("marek")
    page.context.set_offline(True)
    do(page, "Zofia", kind="Activity", words="Kanari asleep")
    waits(page, "1 thing waits")
    page.evaluate(
        """() => new Promise((done) => {
          indexedDB.open("footbridge-waiting").onsuccess = ({ target }) => {
            const keys = target.result.transaction("keys", "readwrite").objectStore("keys");
            keys.getAll().onsuccess = ({ target }) => {
              const [key] = target.result;
              keys.put({ ...key, touched: key.touched - key.idle - 1000 });
            };
            keys.transaction.oncomplete = done;
          };
        })"""
    )
    page.reload()
    expect(page.get_by_text("Sign in when the Wi-Fi is back")).to_be_visible()
    waits(page, "1 thing of Marek waits until Marek signs in on this tablet.")
    assert kept(page, "keys") == kept(page, "boards") == []
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Conkers", level=1)).to_be_visible()
    nothing_waits(page)


def test_what_is_refused_stays_with_its_reason_and_can_be_mended(
    tablet: Tablet, rows: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = tablet("marek")
    page.context.set_offline(True)
    do(page, "Kofi", kind="Woke up")  # who is not asleep
    waits(page, "1 thing waits")
    do(page, "Kofi", kind="Woke up")
    waits(page, "2 things wait")
    page.context.set_offline(False)
    waits(page, "2 things were not saved: look at them.")
    waiting = page.locator("[data-waiting-list] li")
    expect(waiting.first).to_contain_text("Kofi is not asleep.")
    expect(waiting.first).to_contain_text("Woke up")
    assert_accessible(page)
    waiting.first.get_by_role("button", name="Throw away").click()
    expect(page.locator(".toast").last).to_contain_text("Thrown away here: Woke up")
    expect(waiting).to_have_count(1)
    waiting.first.get_by_role("button", name="Look and mend").click()
    expect(page.locator("#board .error-summary")).to_contain_text("Kofi is not asleep.")
    waiting.first.get_by_role("button", name="Leave it").click()
    expect(page.locator("#board .error-summary")).to_have_count(0)
    waits(page, "1 thing was not saved: look at it.")
    do(page, "Zofia", kind="Activity", words="Kanari meanwhile")  # a tap of its own
    wait_until(lambda: rows("Kanari meanwhile"), what="it to be logged")
    expect(waiting).to_have_count(1)
    waiting.first.get_by_role("button", name="Look and mend").click()
    expect(page.locator("#board .error-summary")).to_contain_text("Kofi is not asleep.")
    expect(page.locator("#id_at")).to_have_value(re.compile(r"\d\d:\d\d"))
    page.locator("label.kind", has_text="Activity").click()
    page.get_by_label("A few words").fill("Kanari mended")
    page.locator("[data-save]").click()
    nothing_waits(page)
    assert names(rows("Kanari mended")) == ["Kofi"]


def photos(folder: Path, *seeds: int) -> list[Path]:
    files = []
    for seed in seeds:
        file = folder / f"kanari-{seed}.jpg"
        file.write_bytes(draw_picture("cups", seed))
        files.append(file)
    return files


@pytest.fixture
def seen(stack: Stack) -> Callable[..., list[tuple[Any, ...]]]:
    """`seen(words)`: the state of each observation with these words, its children and photos."""

    def of(words: str) -> list[tuple[Any, ...]]:
        return stack.ask(
            "SELECT o.status, (SELECT count(*) FROM learning_journals_observationchild l"
            " WHERE l.observation_id = o.id), (SELECT count(*) FROM learning_journals_photo p"
            " WHERE p.observation_id = o.id AND p.removed_at IS NULL)"
            " FROM learning_journals_observation o WHERE o.words = %s",
            words,
        )

    return of


def test_an_observation_with_two_photos_arrives_once(
    tablet: Tablet, seen: Callable[..., list[tuple[Any, ...]]], tmp_path: Path
) -> None:
    page = tablet("marek")
    open_form(page)
    page.context.set_offline(True)
    page.locator("label.choose-child", has_text="Zofia").click()
    page.get_by_label("What did you see?").fill("Kanari built a bridge.")
    page.locator("#id_photos").set_input_files(photos(tmp_path, 3, 4))
    page.get_by_role("button", name="Keep as a draft").last.click()
    waits(page, "1 thing waits for the Wi-Fi.")
    expect(page.locator(".toast")).to_contain_text("Draft, 2 photos")
    expect(page.get_by_label("What did you see?")).to_have_value("")
    assert_accessible(page)
    assert len(kept(page, "photos")) == 2
    everything = "\n".join(page.evaluate(READ_IT_ALL))
    for secret in ("anari", "Zofia", "JFIF"):
        assert secret not in everything

    page.reload()  # the form opens without connection too
    waits(page, "1 thing waits for the Wi-Fi.")
    page.locator("label.choose-child", has_text="Kofi").click()
    page.get_by_label("What did you see?").fill("Kanari counted snails.")
    page.locator("#id_photos").set_input_files(photos(tmp_path, 5))
    assert_accessible(page)
    page.get_by_role("button", name="Keep as a draft").click()
    waits(page, "2 things wait for the Wi-Fi.")
    # each answer is lost once
    dropped: set[str] = set()

    def lost_once(route: Route) -> None:
        if route.request.method == "POST" and route.request.url not in dropped:
            dropped.add(route.request.url)
            lost_after_it_arrived(route)
        else:
            route.fallback()

    page.context.route("**/observations/**", lost_once)
    page.context.set_offline(False)
    wait_until(lambda: not kept(page, "entries"), seconds=150, what="all to be sent")
    assert len(dropped) >= 2
    assert kept(page, "photos") == []
    assert seen("Kanari built a bridge.") == [("draft", 1, 2)]
    assert seen("Kanari counted snails.") == [("draft", 1, 1)]


def test_what_cannot_be_shared_is_kept_as_a_draft_with_the_reason(
    tablet: Tablet, seen: Callable[..., list[tuple[Any, ...]]], tmp_path: Path
) -> None:
    page = tablet("marek")
    open_form(page)
    page.context.set_offline(True)
    page.get_by_label("What did you see?").fill("Kanari sang.")  # of nobody
    page.locator("#id_photos").set_input_files(photos(tmp_path, 6))
    share = page.locator("#observe").get_by_role("button", name="Share with the family")
    share.click()
    waits(page, "1 thing waits")
    page.locator("label.choose-child", has_text="Zofia").click()
    page.get_by_label("What did you see?").fill("Kanari danced.")
    share.click()
    waits(page, "2 things wait")
    page.context.set_offline(False)
    waits(page, "1 thing was not saved: look at it.")
    row = page.locator("[data-waiting-list] li")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Choose the child this is about.")
    assert seen("Kanari sang.") == [("draft", 0, 1)]
    assert seen("Kanari danced.") == [("shared", 1, 0)]
    row.get_by_role("button", name="Look and mend").click()
    page.wait_for_url("**/edit/")
    expect(page.get_by_label("What did you see?")).to_have_value("Kanari sang.")
    assert kept(page, "entries") == []


def test_a_photo_that_the_server_had_no_room_for_is_not_lost(
    tablet: Tablet, seen: Callable[..., list[tuple[Any, ...]]], tmp_path: Path
) -> None:
    page = tablet("marek")
    open_form(page)
    page.context.set_offline(True)
    page.locator("label.choose-child", has_text="Zofia").click()
    page.get_by_label("What did you see?").fill("Kanari in a frame.")
    page.locator("#id_photos").set_input_files(photos(tmp_path, 8))
    page.get_by_role("button", name="Keep as a draft").last.click()
    waits(page, "1 thing waits")
    full = '<div id="photos"><ul class="left-out field-error"><li>No room.</li></ul></div>'
    page.context.route("**/photos/", lambda route: route.fulfill(status=200, body=full))
    page.context.set_offline(False)
    waits(page, "1 thing was not saved: look at it.")
    row = page.locator("[data-waiting-list] li")
    expect(row).to_contain_text("No room.")
    assert len(kept(page, "photos")) == 1
    assert seen("Kanari in a frame.") == [("draft", 1, 0)]
    page.context.unroute("**/photos/")
    row.get_by_role("button", name="Look and mend").click()
    page.wait_for_url("**/edit/**")
    expect(page.locator("#photos img")).to_have_count(1)
    assert len(kept(page, "entries")) == 1
    page.get_by_role("button", name="Keep as a draft").last.click()
    nothing_waits(page)
    assert seen("Kanari in a frame.") == [("draft", 1, 1)]


@contextlib.contextmanager
def child_out_of_the_room(stack: Stack, name: str) -> Iterator[None]:
    """The child's place in the room ended yesterday."""
    with stack.connection() as database:
        places = database.execute(
            "UPDATE families_roomplace p SET ended_on = current_date - 1 FROM families_child c"
            " WHERE c.id = p.child_id AND c.known_as = %s AND p.ended_on IS NULL RETURNING p.id",
            [name],
        ).fetchall()
    assert places
    yield
    with stack.connection() as database:
        for place in places:
            database.execute(
                "UPDATE families_roomplace SET ended_on = NULL WHERE id = %s", list(place)
            )


def test_a_child_who_has_left_the_room_meanwhile_is_not_lost_with_the_words(
    tablet: Tablet, stack: Stack, seen: Callable[..., list[tuple[Any, ...]]], tmp_path: Path
) -> None:
    page = tablet("marek")
    open_form(page)
    page.context.set_offline(True)
    page.locator("label.choose-child", has_text="Juno").click()
    page.locator("label.choose-child", has_text="Zofia").click()
    page.get_by_label("What did you see?").fill("Kanari waved.")
    page.locator("#id_photos").set_input_files(photos(tmp_path, 7))
    page.get_by_role("button", name="Keep as a draft").last.click()
    waits(page, "1 thing waits")
    with child_out_of_the_room(stack, "Juno"):
        page.context.set_offline(False)
        waits(page, "1 thing was not saved: look at it.")
        row = page.locator("[data-waiting-list] li")
        expect(row).to_contain_text("A child you chose is not in your care today.")
        assert seen("Kanari waved.") == []
        page.reload()
        row.get_by_role("button", name="Look and mend").click()
        expect(page.get_by_label("What did you see?")).to_have_value("Kanari waved.")
        expect(
            page.locator("label.choose-child", has_text="Zofia").locator("input")
        ).to_be_checked()
        page.get_by_role("button", name="Keep as a draft").last.click()
        nothing_waits(page)
    assert seen("Kanari waved.") == [("draft", 1, 1)]


def test_the_letterbox_and_the_way_in_are_left_alone(tablet: Tablet, stack: Stack) -> None:
    page = tablet("marek")
    ((address,),) = stack.ask(
        "SELECT letterbox_address FROM families_setting WHERE name LIKE 'Marmalade%%'"
    )
    for path in (f"/letterbox/{address}/", "/more/"):
        page.goto(path)
        assert page.evaluate("navigator.serviceWorker.controller") is None, path
    page.goto("/today/")
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    addresses = [line.split()[1] for line in kept(page, "cache")]
    pages = [each for each in addresses if not each.startswith(f"{stack.address}/static/")]
    assert set(pages) == {f"{stack.address}/waiting/"}


@contextlib.contextmanager
def milk_in_the_tea(stack: Stack, name: str) -> Iterator[None]:
    """There is milk in today's tea, and the nursery holds that this child must not have any."""
    with stack.connection() as database:
        offers = database.execute(
            "UPDATE learning_journals_offer SET allergens = '{milk}'"
            " WHERE day = current_date AND meal = 'tea' AND replaced_at IS NULL RETURNING id"
        ).fetchall()
        ticks = database.execute(
            "INSERT INTO learning_journals_childallergen"
            " (id, setting_id, child_id, allergen, ticked_by_id, ticked_at)"
            " SELECT gen_random_uuid(), c.setting_id, c.id, 'milk', u.id, now()"
            " FROM families_child c, families_user u"
            " WHERE c.known_as = %s AND u.email LIKE 'bettina@%%' RETURNING id",
            [name],
        ).fetchall()
    assert offers
    assert ticks
    yield
    with stack.connection() as database:
        for tick in ticks:
            database.execute(
                "DELETE FROM learning_journals_childallergen WHERE id = %s", list(tick)
            )


def test_a_meal_that_stops_is_said_without_wifi_and_asked_when_it_is_back(
    tablet: Tablet, stack: Stack
) -> None:
    with milk_in_the_tea(stack, "Zofia"):
        page = tablet("marek")
        page.context.set_offline(True)
        waits(page, "No Wi-Fi.")
        do(page, "Zofia", "Kofi", kind="Tea", answer="Most")
        said = "Zofia: not this tea: milk. It is not written down for this child"
        expect(page.locator(".toast")).to_contain_text(said)
        page.context.set_offline(False)
        nothing_waits(page)
        stop = page.locator(".stopped")
        expect(stop).to_contain_text("Zofia must not have milk")
        expect(stop).not_to_contain_text("Kofi")
        assert_accessible(page)
        stop.get_by_text("They did not eat it").click()
        stop.get_by_role("button", name="Save what happened").click()
        expect(page.locator(".stopped")).to_have_count(0)
        teas = stack.ask(
            "SELECT DISTINCT c.known_as FROM learning_journals_careentry e"
            " JOIN families_child c ON c.id = e.child_id JOIN learning_journals_offer o"
            " ON o.id = e.offer_id WHERE e.kind = 'tea' AND o.allergens = '{milk}'"
            " AND e.logged_at > now() - interval '10 minutes' ORDER BY 1"
        )
        assert names(teas) == ["Kofi"]
