"""The command line of the bench, and the run that `make bench` makes.

make bench                                  a small nursery, three rounds: about two minutes
make bench ARGS="--children 900 --years 3 --rounds 5"
make bench ARGS="--grow 5000"               the same pages at two sizes
make bench ARGS="--start"                   how long a second `make run` takes
"""

import argparse
import time
from collections.abc import Sequence
from contextlib import ExitStack

from bench import growth, report, start
from bench.data import SEATS, Size
from bench.measure import Crowd, Target, floor_targets, run_rounds
from bench.pages import PAGES
from bench.prepare import collect_static, fill, fill_floor, keep_photo
from bench.report import BARE
from bench.servers import Databases, Server

WEB, BARE_WEB, FLOOR = "web", "bare", "floor"


def arguments(line: Sequence[str]) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog='make bench ARGS="…"', description=__doc__)
    add = parser.add_argument
    add("--children", type=int, default=180, help="on the roll, in settings of 90")
    add("--years", type=int, default=1, help="of journals, days and messages")
    add("--care", type=int, default=8, help="care entries a child and attended day")
    add("--rounds", type=int, default=3, help="the median of so many counts")
    add("--users", type=int, default=SEATS, help="who ask at the same time, up to 8; 1: never")
    add("--requests", type=int, default=20, help="for each page and round")
    add("--only", default="", help="names of pages (bench/pages.py), separated by commas")
    add("--grow", type=int, metavar="CHILDREN", help="compare 100 children with so many")
    add("--start", action="store_true", help="time a second `make run`")
    add("--keep", action="store_true", help="do not drop the databases at the end")
    add("--strict", action="store_true", help="exit code 1 when a budget is not kept")
    return parser.parse_args(line)


def run(line: Sequence[str]) -> int:
    """Do what the command line asks for; 1 if something could not be measured."""
    given = arguments(line)
    if given.start:
        return start.measure()
    if given.grow:
        return growth.measure(given)
    return measure(given)


def measure(given: argparse.Namespace) -> int:
    """Every page at one size, beside the floor and beside itself without the second wall."""
    began = time.monotonic()
    size = Size(children=given.children, years=given.years, care=given.care)
    databases = Databases()
    with ExitStack() as stack:
        if not given.keep:
            stack.callback(databases.drop_all)
        collect_static()
        seats, rows = fill(databases, WEB, size)
        databases.create(BARE_WEB, copy_of=WEB)
        databases.without_rules(BARE_WEB)
        fill_floor(databases, FLOOR)
        keep_photo(seats)
        say(f"{rows:,} rows about {size.children} children, {time.monotonic() - began:.0f} s")

        web = stack.enter_context(Server(databases, WEB, settings="bench.settings"))
        bare = stack.enter_context(Server(databases, BARE_WEB, settings="bench.bare_settings"))
        floor = stack.enter_context(
            Server(databases, FLOOR, settings="bench.floor_settings", app="bench.floor")
        )
        crowd, few = Crowd(web, seats), Crowd(bare, seats)
        stack.callback(crowd.close)
        stack.callback(few.close)
        targets = floor_targets(floor, together=min(given.users, SEATS))
        chosen = [page for page in PAGES if not given.only or page.name in given.only.split(",")]
        targets += [
            crowd.target(page, together=given.users if page.budget else 1) for page in chosen
        ]
        targets += [
            few.target(page, name=page.name + BARE)
            for page in chosen
            if page.without_wall and not problem_of(targets, page.name)
        ]
        say(f"Signed in and looked at once, {time.monotonic() - began:.0f} s")
        run_rounds(targets, rounds=given.rounds, requests=given.requests)
        counts_postgres = web.counts_postgres

    rows_found = report.results(targets)
    say("\n" + report.table(rows_found))
    missed = report.broken(rows_found)
    say("\n" + ("\n".join(missed) if missed else "Every budget that was measured is kept."))
    if not counts_postgres:
        say("PostgreSQL runs elsewhere: its part of the processor time is missing.")
    path = report.save("pages", {"size": vars(size), "rounds": given.rounds, "pages": rows_found})
    say(f"{time.monotonic() - began:.0f} s. Every number is in {path}")
    wrong = [row for row in rows_found if row["problem"] and "not there" not in row["problem"]]
    return 1 if wrong or (given.strict and missed) else 0


def problem_of(targets: list[Target], name: str) -> str:
    """Why a page cannot be measured, or nothing."""
    return next((target.problem for target in targets if target.name == name), "")


def say(line: str) -> None:
    print(line, flush=True)
