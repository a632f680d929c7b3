"""The same pages at two sizes: what a page costs must not depend on how many others there are.

Here a child has 100 observations at either size; what grows is the number of children.
"""

import argparse
import time
from contextlib import ExitStack

from bench import report
from bench.data import Size
from bench.measure import Crowd, Target, run_rounds
from bench.pages import PAGES
from bench.prepare import collect_static, fill, keep_photo
from bench.servers import Databases, Server

SMALL_CHILDREN = 100
SMALL, LARGE = "small", "large"


def size_of(children: int) -> Size:
    """A hundred entries a child in the journal, and a little of the rest."""
    return Size(children=children, observations=100, photos=100, days=20, care=5, messages=12)


def measure(given: argparse.Namespace) -> int:
    """Print the median time of every page at `--grow` children, divided by that at 100."""
    began = time.monotonic()
    databases = Databases()
    targets: dict[str, list[Target]] = {}
    facts = {}
    with ExitStack() as stack:
        if not given.keep:
            stack.callback(databases.drop_all)
        collect_static()
        seats = {}
        for name, children in ((SMALL, SMALL_CHILDREN), (LARGE, given.grow)):
            seats[name], rows = fill(databases, name, size_of(children))
            keep_photo(seats[name])
            megabytes = databases.bytes_of(name) / 2**20
            facts[name] = {"children": children, "rows": rows, "megabytes": round(megabytes)}
            took = f"{time.monotonic() - began:.0f} s"
            print(f"{children} children: {rows:,} rows, {megabytes:.0f} MB, {took}", flush=True)
        # Only now: whoever signed in before the large one was filled might be signed out again.
        for name in (SMALL, LARGE):
            server = stack.enter_context(Server(databases, name, settings="bench.settings"))
            crowd = Crowd(server, seats[name])
            stack.callback(crowd.close)
            targets[name] = [crowd.target(page) for page in PAGES]
        both = targets[SMALL] + targets[LARGE]
        run_rounds(both, rounds=given.rounds, requests=given.requests)

    head = ("", "p50", "must", "aim", "", "CPU", "ms small", "ms large")
    lines: list[tuple[str, ...]] = [head]
    found = []
    for small, large in zip(targets[SMALL], targets[LARGE], strict=True):
        label = small.page.label if small.page else small.name
        if problem := small.problem or large.problem:
            lines.append((label, problem))
            continue
        must = small.page.may_grow if small.page else 0
        ratio = report.divided(large.median("p50"), small.median("p50"))
        cpu = report.divided(large.median("cpu"), small.median("cpu"))
        found.append({"name": small.name, "p50_ratio": ratio, "cpu_ratio": cpu})
        lines.append(
            (
                label,
                report.number(ratio),
                report.number(must, 1),
                report.number(report.GROWTH_AIM, 1),
                report.verdict(ratio, must, report.GROWTH_AIM),
                report.number(cpu),
                report.number(small.median("p50"), 1),
                report.number(large.median("p50"), 1),
            )
        )
    print("\n" + report.aligned(lines))
    path = report.save("growth", {"sizes": facts, "pages": found})
    print(f"\n{time.monotonic() - began:.0f} s. Every number is in {path}", flush=True)
    return 0
