"""The address that `make run` prints and that stands in its mail is one where passkeys work."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from settings import run

ROOT = Path(__file__).resolve().parents[2]


def demo_settings(**environment: str) -> dict[str, object]:
    """What the demo's settings say in a process with this environment."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import json; from django.conf import settings as s;"
            " print(json.dumps({'site': s.SITE_URL, 'hosts': s.ALLOWED_HOSTS}))",
        ],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "settings.dev",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


def test_the_demo_has_a_name_that_it_answers_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setattr(run, "PORT", 8123)
    demo = demo_settings(PORT="8123")
    assert run.address() == "http://localhost:8123/"
    assert demo["site"] + "/" == run.address(), "the links in mails lead to the same place"
    assert urlsplit(run.address()).hostname in demo["hosts"]


def test_an_address_from_outside_is_printed_and_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "http://nursery.test")
    assert run.address() == "http://nursery.test/"
    assert demo_settings(SITE_URL="http://nursery.test")["site"] == "http://nursery.test"
