"""`make anonymity`: the long run. Every part is kept as it is done, so that one can go on later.

    make anonymity                          everything, some forty minutes
    make anonymity ARGS="linking --rounds 20"

What was measured is in VAR_DIR/anonymity.json; `report` prints it as `docs/anonymity.md` has it.
"""

import argparse
import json
import os
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Measure the parts that were named, or all; 1 if a promise does not hold."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings.test"
    import django

    django.setup()
    from . import long_run

    parser = argparse.ArgumentParser(prog="make anonymity")
    parser.add_argument("parts", nargs="*", choices=[*long_run.PARTS, "report"])
    parser.add_argument("--rounds", type=int, help="of every part that has rounds")
    chosen = parser.parse_args(arguments)
    kept = Path(os.environ["VAR_DIR"]) / "anonymity.json"
    done = json.loads(kept.read_text()) if kept.exists() else {}
    for part in chosen.parts or long_run.PARTS:
        if part == "report":
            continue
        done |= long_run.measure(part, Path(os.environ["VAR_DIR"]) / "house", chosen.rounds)
        kept.write_text(json.dumps(done, indent=1))
    print(long_run.report(done))
    return 0 if all(each["holds"] for each in done.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
