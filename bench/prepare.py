"""What has to be there before anything is measured: tables, rows, static files, one photograph."""

import os
from io import BytesIO
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from PIL import Image

from bench.data import PASSWORD, Seats, Size
from bench.load import load
from bench.servers import Databases, manage
from learning_journals.photos import photo_file_name, store_photo_file
from settings.run import static_fingerprint


def fill(databases: Databases, name: str, size: Size) -> tuple[Seats, int]:
    """A new database with our tables and so much in them; the seats, and how many rows."""
    databases.create(name)
    manage("bench.settings", databases.url(name), "manage.py", "migrate", "--verbosity", "0")
    with databases.connect(name, autocommit=False) as connection:
        found = load(connection, size, password_hash=make_password(PASSWORD))
    tidy(databases, name)
    return found


def fill_floor(databases: Databases, name: str) -> None:
    """A new database with the floor's tables and rows."""
    databases.create(name)
    url = databases.url(name)
    manage("bench.floor_settings", url, "manage.py", "migrate", "--verbosity", "0")
    manage("bench.floor_settings", url, "-c", "from bench import floor; floor.fill()")
    tidy(databases, name)


def tidy(databases: Databases, name: str) -> None:
    """What PostgreSQL does by itself in a quiet hour: statistics, and what everybody may see."""
    with databases.connect(name) as connection:
        connection.execute("SELECT set_config('app.purpose', 'maintenance', false)")
        connection.execute("VACUUM ANALYZE")


def collect_static() -> None:
    """Static files as in production: named by content and compressed. Once, until they change."""
    stamp, now = Path(os.environ["VAR_DIR"]) / "static.stamp", static_fingerprint()
    if not stamp.exists() or stamp.read_text() != now:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(now)


def keep_photo(seats: Seats) -> None:
    """One small file, kept as the thumbnail of every photograph that will be asked for."""
    content = BytesIO()
    Image.new("RGB", (320, 240), "#7a8f5a").save(content, "JPEG", quality=80)
    for seat in {*seats.parents, *seats.busy_parents}:
        store_photo_file(photo_file_name(seat.photo_name, "thumb"), content.getvalue())
