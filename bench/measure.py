"""Rounds in shuffled order: how long each page takes, and how much processor time it costs.

Two ways: one person who asks again and again, and several (eight) people at a time. Each round
gives one number for each page and way; what counts is the median of the rounds.
"""

import random
import statistics
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.urls import NoReverseMatch

from bench.browser import Answer, Ask, Browser
from bench.data import Seat, Seats
from bench.middleware import COUNTED_HEADER
from bench.pages import FLOOR_PAGES, Page
from bench.servers import Server, spent

WARM_UP = 3
ALONE, TOGETHER = "1 user", "several users"


@dataclass(frozen=True)
class Batch:
    """One page, asked some times in a row; times in milliseconds."""

    p50: float
    p95: float
    cpu: float  # of the server and its backends, per request


@dataclass
class Target:
    """One page on one server, and what was found out about it."""

    name: str
    server: Server
    asks: list[tuple[Browser, Callable[[], Ask]]]
    ways: tuple[str, ...] = (ALONE,)
    page: Page | None = None
    problem: str = ""
    statements: int = 0
    busy_statements: int | None = None
    kilobytes: float = 0.0
    batches: dict[str, list[Batch]] = field(default_factory=dict)

    def median(self, measure: str, way: str = ALONE) -> float | None:
        """The median of the rounds of `p50`, `p95` or `cpu`; None if it was not measured."""
        found = [getattr(batch, measure) for batch in self.batches.get(way, [])]
        return statistics.median(found) if found else None


def run_rounds(targets: Iterable[Target], *, rounds: int, requests: int, seed: int = 1) -> None:
    """Measure all of them, each round in another order. Those with a problem are left out."""
    chance = random.Random(seed)
    turns = [(target, way) for target in targets if not target.problem for way in target.ways]
    # What everything is divided by is measured twice as often.
    turns += [(target, way) for target, way in turns if target.name in FLOOR_PAGES]
    for _round in range(rounds):
        chance.shuffle(turns)
        for target, way in turns:
            batch = _alone(target, requests) if way == ALONE else _together(target, requests)
            target.batches.setdefault(way, []).append(batch)


def _alone(target: Target, requests: int) -> Batch:
    browser, ask = target.asks[0]
    for _warm_up in range(WARM_UP):
        browser.ask(ask())
    before = target.server.cpu()
    times = [browser.ask(ask()).seconds for _request in range(requests)]
    return _batch(times, spent(before, target.server.cpu()))


def _together(target: Target, requests: int) -> Batch:
    each = max(requests // 3, 4)

    def one(browser: Browser, ask: Callable[[], Ask]) -> list[float]:
        browser.ask(ask())
        return [browser.ask(ask()).seconds for _request in range(each)]

    before = target.server.cpu()
    with ThreadPoolExecutor(len(target.asks)) as people:
        times = [t for found in people.map(lambda pair: one(*pair), target.asks) for t in found]
    batch = _batch(times, spent(before, target.server.cpu()))
    return Batch(batch.p50, batch.p95, batch.cpu * each / (each + 1))  # each began with one more


def _batch(times: list[float], cpu: float) -> Batch:
    return Batch(
        p50=share_of(times, 0.50) * 1000,
        p95=share_of(times, 0.95) * 1000,
        cpu=cpu / len(times) * 1000,
    )


def share_of(values: list[float], share: float) -> float:
    """The value below or at which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


# --- who asks for what ----------------------------------------------------------------------------


class Crowd:
    """The people of one server, each signed in once and with a connection of their own."""

    def __init__(self, server: Server, seats: Seats) -> None:
        self.server, self.seats = server, seats
        self.browsers: dict[str, Browser] = {}

    def browser_of(self, seat: Seat) -> Browser:
        if seat.email not in self.browsers:
            browser = Browser(self.server.port)
            browser.sign_in(seat.email)
            self.browsers[seat.email] = browser
        return self.browsers[seat.email]

    def close(self) -> None:
        for browser in self.browsers.values():
            browser.close()

    def target(self, page: Page, *, name: str = "", together: int = 1) -> Target:
        """A page made ready: looked at once, its statements counted, or with the reason why it
        cannot be measured."""
        seats = self.seats.of(page.who)
        target = Target(name or page.name, self.server, [], page=page)
        if not seats:
            target.problem = "nobody to ask for it"
            return target
        try:
            page.ask(seats[0])
        except NoReverseMatch:
            target.problem = "not there yet"
            return target
        try:
            found = [self._first_look(page, seat) for seat in seats[:together]]
        except UnexpectedAnswer as problem:
            target.problem = str(problem)
            return target
        target.asks = [(browser, ask) for browser, ask, _answer in found]
        if len(found) > 1:
            target.ways = (ALONE, TOGETHER)
        answer = found[0][2]
        target.kilobytes = len(answer.body) / 1024
        target.statements = int(answer.headers.get(COUNTED_HEADER, 0))
        if page.busy and self.seats.of(page.who, busy=True):
            busy = self.seats.of(page.who, busy=True)[0]
            try:
                answer = self._first_look(page, busy, least=1)[2]
                target.busy_statements = int(answer.headers.get(COUNTED_HEADER, 0))
            except UnexpectedAnswer as problem:
                target.problem = f"with 400 rows: {problem}"
        return target

    def _first_look(
        self, page: Page, seat: Seat, *, least: int | None = None
    ) -> tuple[Browser, Callable[[], Ask], Answer]:
        """Find where the page really is, and check that it is what we mean to measure."""
        browser = self.browser_of(seat)
        first = page.ask(seat)
        if first.form is None:
            path, _answer = browser.follow(first.path)
            found = Ask(path, htmx=first.htmx)

            def ask() -> Ask:
                return found
        else:

            def ask() -> Ask:
                return page.ask(seat)

        browser.ask(ask())  # what happens once, such as noting the room, is not counted
        answer = browser.ask(ask(), X_Bench_Count="1")
        if answer.leads_to.startswith("/account/") or ask().path.startswith("/account/"):
            raise UnexpectedAnswer("led to the sign-in")
        if answer.status == 404 and page.status != 404:
            raise UnexpectedAnswer("not there yet (404)")
        if answer.status != page.status:
            raise UnexpectedAnswer(f"answered {answer.status} instead of {page.status}")
        seen, wanted = answer.body.count(page.holds), least or page.least
        if page.holds and seen < wanted:
            raise UnexpectedAnswer(f"shows {seen} instead of {wanted} of {page.holds.decode()}")
        return browser, ask, answer


class UnexpectedAnswer(RuntimeError):
    """A page answers something else than what was to be measured."""


def floor_targets(server: Server, *, together: int) -> list[Target]:
    """The pages of the floor, asked by so many people at a time."""
    browsers = [Browser(server.port) for _person in range(together)]
    for browser in browsers:
        browser.ask(Ask("/enter/"))
    targets = []
    for name, path in FLOOR_PAGES.items():
        answer = browsers[0].ask(Ask(path))
        if answer.status != 200:
            raise UnexpectedAnswer(f"{path} of the floor answered {answer.status}")
        asks = [(browser, lambda path=path: Ask(path)) for browser in browsers]
        ways = (ALONE, TOGETHER) if together > 1 else (ALONE,)
        targets.append(Target(name, server, asks, ways, kilobytes=len(answer.body) / 1024))
    return targets
