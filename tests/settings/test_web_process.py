"""How a web process begins."""

import subprocess
import sys

BEGINS = """
import gc, runpy
import django
django.setup()
runpy.run_path("settings/gunicorn.conf.py")["post_worker_init"](None)
print(gc.get_freeze_count(), len(gc.get_objects()))
"""


def test_the_collector_of_garbage_does_not_look_through_what_stays() -> None:
    """It would stop whoever is served at that moment for a tenth of a second and more."""
    began = subprocess.run(
        [sys.executable, "-c", BEGINS], capture_output=True, text=True, check=True
    )
    stays, goes = map(int, began.stdout.split())
    assert stays > 100_000, "code and pages are loaded before anybody asks"
    assert goes < stays / 10
