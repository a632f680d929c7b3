"""Ratios to the floor of the same run, as a table for people and as JSON for later."""

import json
import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.measure import ALONE, TOGETHER, Target
from bench.pages import FLOOR_PAGES

BARE = "_bare"  # ends the name of a page measured without the second wall
P95_MUST, P95_AIM = 2.5, 1.3
STATEMENTS_MUST, STATEMENTS_AIM = 12, 8
SECURITY_MUST, SECURITY_AIM = 0.25, 0.12
GROWTH_AIM = 1.2


def verdict(value: float | None, must: float, aim: float) -> str:
    """In one word how a value stands to its budget."""
    if value is None:
        return ""
    return "aim" if value <= aim else "ok" if value <= must else "OVER"


def divided(value: float | None, floor: float | None) -> float | None:
    return value / floor if value is not None and floor else None


def results(targets: Iterable[Target]) -> list[dict[str, Any]]:
    """One dictionary for each page: what was measured, and as ratios to its floor."""
    by_name = {target.name: target for target in targets}
    found = []
    for target in by_name.values():
        if target.name.endswith(BARE):
            continue
        budget = target.page.budget if target.page else None
        floor = by_name.get(budget.floor if budget else "feed")
        row: dict[str, Any] = {
            "name": target.name,
            "label": target.page.label if target.page else f"Floor: {FLOOR_PAGES[target.name]}",
            "problem": target.problem,
            "floor": budget.floor if budget else "",
            "must": budget.must if budget else None,
            "aim": budget.aim if budget else None,
            "cpu_ms": target.median("cpu"),
            "p50_ms": target.median("p50"),
            "p95_ms": target.median("p95"),
            "together_cpu_ms": target.median("cpu", TOGETHER),
            "together_p50_ms": target.median("p50", TOGETHER),
            "together_p95_ms": target.median("p95", TOGETHER),
            "statements": target.statements or None,
            "statements_busy": target.busy_statements,
            "kilobytes": round(target.kilobytes, 1) or None,
            "kilobytes_must": (target.page.most_kilobytes or None) if target.page else None,
            "rounds": {
                way: [vars(batch) for batch in batches] for way, batches in target.batches.items()
            },
        }
        if floor and floor is not target:
            row["cpu_ratio"] = divided(row["cpu_ms"], floor.median("cpu"))
            row["p95_ratio"] = divided(row["p95_ms"], floor.median("p95"))
            row["together_p95_ratio"] = divided(
                row["together_p95_ms"], floor.median("p95", TOGETHER)
            )
        bare = by_name.get(target.name + BARE)
        if bare and row["cpu_ms"] and bare.median("cpu"):
            row["without_wall_cpu_ms"] = bare.median("cpu")
            row["security_share"] = 1 - row["without_wall_cpu_ms"] / row["cpu_ms"]
        found.append(row)
    return found


def broken(rows: Iterable[dict[str, Any]]) -> list[str]:
    """The budgets that are not kept, in words."""
    found = []
    for row in rows:
        checks = [
            ("CPU", row.get("cpu_ratio"), row["must"]),
            (f"p95, {ALONE}", row.get("p95_ratio"), P95_MUST if row["must"] else None),
            (f"p95, {TOGETHER}", row.get("together_p95_ratio"), P95_MUST if row["must"] else None),
            ("statements", row["statements"], STATEMENTS_MUST if row["must"] else None),
            ("security", row.get("security_share"), SECURITY_MUST),
            ("kilobytes", row["kilobytes"], row["kilobytes_must"]),
        ]
        for what, value, must in checks:
            if value is not None and must is not None and value > must:
                found.append(f"{row['label']}: {what} {value:.2f}, must be at most {must:g}")
        few, many = row["statements"], row["statements_busy"]
        if few and many and many > few:
            found.append(f"{row['label']}: {many} statements with 400 rows, {few} with 30")
    return found


def table(rows: list[dict[str, Any]]) -> str:
    """What people read: CPU and p95 as multiples of the floor, this machine's milliseconds last."""
    head = ("", "CPU", "must", "aim", "", "p95", "p95 ×8", "SQL", "400")
    head += ("KB", "wall", "ms", "CPU ms")
    lines: list[tuple[str, ...]] = [head]
    for row in rows:
        if row["problem"]:
            lines.append((row["label"], row["problem"]))
            continue
        ratio = row.get("cpu_ratio")
        budgeted = row["must"] is not None
        lines.append(
            (
                f"{row['label']} / {row['floor']}" if budgeted else row["label"],
                number(ratio) if budgeted else "",
                number(row["must"], 1),
                number(row["aim"], 1),
                verdict(ratio, row["must"], row["aim"]) if budgeted else "",
                number(row.get("p95_ratio")) if budgeted else "",
                number(row.get("together_p95_ratio")) if budgeted else "",
                number(row["statements"], 0),
                number(row["statements_busy"], 0),
                number(row["kilobytes"], 0),
                percent(row.get("security_share")),
                number(row["p50_ms"], 1),
                number(row["cpu_ms"], 1),
            )
        )
    return aligned(lines)


def number(value: float | None, digits: int = 2) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def percent(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"


def aligned(lines: list[tuple[str, ...]]) -> str:
    """Columns under each other, the first to the left. A line of two is a name and a remark."""
    whole = [line for line in lines if len(line) > 2]
    widths = [max(len(line[column]) for line in whole) for column in range(len(whole[0]))]
    widths[0] = max(len(line[0]) for line in lines)
    shown = []
    for line in lines:
        cells = [line[0].ljust(widths[0])]
        if len(line) == 2:
            cells.append(line[1])
        else:
            cells += [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        shown.append("  ".join(cells).rstrip())
    return "\n".join(shown)


def save(kind: str, content: dict[str, Any]) -> Path:
    """Write a run as JSON beside the others; where it is."""
    now = datetime.now(UTC)
    path = Path(os.environ["VAR_DIR"]) / f"{kind}-{now:%Y-%m-%d-%H%M%S}.json"
    machine = {
        "at": now.isoformat(timespec="seconds"),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.platform(),
    }
    path.write_text(json.dumps({"machine": machine} | content, indent=1, ensure_ascii=False))
    return path
