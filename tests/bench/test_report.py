"""The bench says in a table what was measured, against which budget, and what could not be."""

from typing import Any, cast

from bench import report
from bench.measure import ALONE, TOGETHER, Batch, Target, share_of
from bench.pages import Budget, Page
from bench.servers import Server, spent

NO_SERVER = cast(Server, None)


def target(name: str, cpu: float, *, page: Page | None = None, **fields: Any) -> Target:
    made = Target(name, NO_SERVER, [], page=page, **fields)
    made.batches = {
        ALONE: [Batch(p50=cpu, p95=cpu * 2, cpu=each) for each in (cpu / 2, cpu, cpu * 9)],
        TOGETHER: [Batch(p50=cpu, p95=cpu * 3, cpu=cpu)],
    }
    return made


def page(name: str, **fields: Any) -> Page:
    return Page(name, name.title(), "parent", lambda seat: seat, Budget("feed", 2.5, 1.2), **fields)


def measured() -> list[Target]:
    return [
        target("feed", 10),
        target("const", 2),
        target("journal", 11, page=page("journal"), statements=8, busy_statements=8),
        target("journal_bare", 9.9, page=page("journal")),
        target("board", 40, page=page("board"), statements=13, busy_statements=400),
        Target("later", NO_SERVER, [], page=page("later"), problem="not there yet"),
    ]


def row(name: str) -> dict[str, Any]:
    return next(row for row in report.results(measured()) if row["name"] == name)


def test_ratios_are_of_the_medians_of_the_rounds() -> None:
    assert row("journal")["cpu_ratio"] == 1.1
    assert row("journal")["p95_ratio"] == 1.1
    assert row("board")["cpu_ratio"] == 4


def test_what_the_second_wall_costs_is_its_share_of_the_whole_page() -> None:
    assert round(row("journal")["security_share"], 3) == 0.1
    assert "security_share" not in row("board")


def test_a_broken_budget_is_said_in_words_and_a_kept_one_is_not() -> None:
    said = report.broken(report.results(measured()))
    assert "Board: CPU 4.00, must be at most 2.5" in said
    assert "Board: statements 13.00, must be at most 12" in said
    assert "Board: 400 statements with 400 rows, 13 with 30" in said
    assert not [line for line in said if line.startswith("Journal")]


def test_the_table_has_a_line_for_every_page_and_says_what_is_not_there() -> None:
    lines = report.table(report.results(measured())).splitlines()
    assert len(lines) == 1 + 5
    by_name = {line.split()[0]: line for line in lines[1:]}
    assert by_name["Journal"].startswith("Journal / feed  1.10   2.5  1.2   aim  1.10")
    assert "OVER" in by_name["Board"]
    assert by_name["Later"].endswith("not there yet")


def test_columns_stand_under_each_other() -> None:
    lines = report.aligned([("", "a", "long"), ("name", "1.00", "2"), ("gone", "away")]).split("\n")
    assert lines == ["         a  long", "name  1.00     2", "gone  away"]


def test_verdicts() -> None:
    assert [report.verdict(value, 2.5, 1.2) for value in (1.2, 1.3, 2.6, None)] == [
        *("aim", "ok", "OVER", ""),
    ]


def test_the_share_of_a_list_is_a_value_of_it() -> None:
    values = [float(value) for value in range(20)]
    assert share_of(values, 0.5) == 10
    assert share_of(values, 0.95) == 19
    assert share_of([3.0], 0.95) == 3


def test_a_backend_that_began_in_between_counts_from_nothing() -> None:
    assert spent({1: 5.0, 2: 1.0}, {1: 6.0, 3: 0.5}) == 1.5
