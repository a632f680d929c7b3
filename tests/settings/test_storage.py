"""Photographs in S3-compatible storage: delivered by Django, and looked at by the health page."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
SHOW = (
    "import json; from settings import base; print(json.dumps("
    "{'prefix': base.X_ACCEL_PREFIX, 'storage': base.STORAGES['default']}))"
)


def settings_with(**environment: str) -> dict[str, object]:
    """What a process under Compose starts with."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "X_ACCEL_PREFIX": "/private/", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


def test_the_proxy_is_asked_for_files_of_the_folder_only() -> None:
    """It knows the folder. A file of the bucket it would not find: every photograph was a 404."""
    assert settings_with(S3_BUCKET="")["prefix"] == "/private/"
    assert settings_with(S3_BUCKET="photographs")["prefix"] == ""


def test_a_file_in_s3_is_replaced_in_one_step() -> None:
    """Deleted first, it would be gone for whoever looks in between, or for good after a crash."""
    options = settings_with(S3_BUCKET="photographs")["storage"]["OPTIONS"]
    assert options["file_overwrite"] is True


class Bucket(InMemoryStorage):
    """Stands for S3: no folder, and it may be away."""

    away = False

    def _save(self, name: str, content: object) -> str:
        if self.away:
            raise OSError("the bucket cannot be reached")
        return super()._save(name, content)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name


@pytest.mark.django_db
def test_ready_looks_at_the_bucket_and_not_at_a_folder_that_nobody_uses(
    monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "unused"  # type: ignore[attr-defined]
    bucket = Bucket()
    monkeypatch.setattr("families.views.health.default_storage", bucket)
    assert Client().get("/health/ready").json()["storage"] is True
    bucket.away = True
    answer = Client().get("/health/ready")
    assert (answer.status_code, answer.json()["storage"]) == (503, False)
    assert not (tmp_path / "unused").exists()
