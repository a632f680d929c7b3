"""The cast with its files on disk: what is delivered is searched for foreign words as well."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from weasyprint import HTML

from learning_journals.photos import PREVIEW, photo_file_name
from learning_journals.sounds import CLEAN, sound_file_name
from tests.cast import Cast, build_cast, canary
from tests.recording import made_by


@cache
def _pdf(words: str) -> bytes:
    return HTML(string=f"<p>{words}").write_pdf()


@pytest.fixture
def cast(db: None, settings: Any, tmp_path: Path) -> Cast:
    """Everybody, and of every child a photograph, a portrait and a report that hold its canary."""
    settings.MEDIA_ROOT = tmp_path
    cast = made_by(build_cast)
    for name, child in cast.children.items():
        word = canary(name)
        _keep(photo_file_name(cast.photos[name].name, PREVIEW), word.encode())
        child.portrait = f"portraits/{name}.jpg"
        child.save(update_fields=["portrait"])
        _keep(child.portrait, word.encode())
        for collector in child.collectors.all():
            _keep(
                collector.portrait,
                canary(f"home-{collector.portrait[:-4].split('-')[-1]}").encode(),
            )
        report = cast.reports[name]
        for row in (report, report.run):
            row.file_name = f"reports/{row.pk}.pdf"
            row.save(update_fields=["file_name"])
            _keep(row.file_name, _pdf(word))
    for name, sound in cast.sounds.items():
        word = canary(f"home-{name.partition('-from-')[2]}")
        _keep(sound_file_name(sound.name, CLEAN), word.encode())
    for name, post in cast.posts.items():
        post.user.portrait = f"portraits/staff-{name}.webp"
        post.user.save(update_fields=["portrait"])
        _keep(post.user.portrait, b"a face")
    return cast


def _keep(name: str, content: bytes) -> None:
    default_storage.save(name, ContentFile(content))
