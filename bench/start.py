"""How long a second `make run` takes until the first page is there.

The first one prepares everything (and is timed as well, for interest); the second is what a person
waits for every morning.
"""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench import report
from settings import embedded

MUST, AIM = 8.0, 4.0  # seconds
PATIENCE_SECONDS = 900
ROOT = Path(__file__).resolve().parent.parent
OWN = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "DATABASE_ROLE", "ARGS", "MAKEFLAGS")


def measure() -> int:
    """Start it twice in a folder of its own, and say how long the first page took to come."""
    first, second = _once(), _once()
    word = report.verdict(second, MUST, AIM)
    print(f"make run, first page after: {first:.1f} s the first time, {second:.1f} s the second")
    print(f"second: must {MUST:.0f} s, aim {AIM:.0f} s: {word}")
    path = report.save("start", {"first_seconds": first, "second_seconds": second})
    print(f"Every number is in {path}", flush=True)
    return 0


def _once() -> float:
    var_dir, port = Path(os.environ["VAR_DIR"]) / "start", embedded.free_port()
    own = {name: value for name, value in os.environ.items() if name not in OWN}
    began = time.monotonic()
    process = subprocess.Popen(
        ["make", "--no-print-directory", "run"],
        cwd=ROOT,
        env=own | {"VAR_DIR": str(var_dir), "PORT": str(port)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not _answers(port):
            if process.poll() is not None or time.monotonic() - began > PATIENCE_SECONDS:
                raise RuntimeError("make run did not start; `make run` says why")
            time.sleep(0.05)
        return time.monotonic() - began
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait()


def _answers(port: int) -> bool:
    """Whether the first page is there: signed out, it is the one for signing in."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=5) as page:
            return page.status == 200
    except (urllib.error.URLError, OSError):
        return False
