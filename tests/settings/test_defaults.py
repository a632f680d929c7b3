"""A process that is not told how to run is for real families: it must not run as the demo."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REFUSAL = "SECRET_KEY is missing from the environment: see docs/operations.md"


def started(*arguments: str) -> subprocess.CompletedProcess:
    """Python with an environment in which nothing of Footbridge is named."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "load",
    [
        "import settings.wsgi",
        "from settings.celery import app; app.conf.broker_url",
    ],
)
def test_web_worker_and_beat_refuse_to_start_when_nobody_said_how(load: str) -> None:
    done = started("-c", load)
    assert done.returncode != 0
    assert done.stderr.strip().splitlines()[-1].endswith(REFUSAL)


def test_djangos_command_line_refuses_in_one_plain_line() -> None:
    done = started("manage.py", "migrate")
    assert done.returncode == 1
    assert done.stderr.strip() == REFUSAL
