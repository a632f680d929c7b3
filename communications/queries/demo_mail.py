"""The e-mails that the demo's mail server kept as files (a Maildir under VAR_DIR/mail)."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

MOST = 100
LINK = re.compile(r"https?://[^\s<>\"']+")
KEY = re.compile(r"[A-Za-z0-9._:,=+\-]{1,200}")


@dataclass(frozen=True)
class Letter:
    """One e-mail. `links` are those in its text that lead to this site, as paths."""

    key: str
    sender: str
    recipient: str
    subject: str
    at: datetime | None
    text: str = ""
    links: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


def letters() -> list[Letter]:
    """The newest e-mails, without their text."""
    box = _box()
    if box is None:
        return []
    files = sorted(_files(box), key=lambda file: file.stat().st_mtime, reverse=True)
    return [_read(file) for file in files[:MOST]]


def letter(key: str) -> Letter | None:
    """One e-mail with its text, or None. `key` is the name of its file, and nothing else."""
    box = _box()
    if box is None or not KEY.fullmatch(key):
        return None
    file = next((each for each in _files(box) if each.name.partition(":")[0] == key), None)
    return _read(file, whole=True) if file else None


def _box() -> Path | None:
    folder = Path(settings.VAR_DIR) / "mail"
    return folder if (folder / "new").is_dir() else None


def _files(box: Path) -> list[Path]:
    return [file for part in ("new", "cur") for file in (box / part).iterdir() if file.is_file()]


def _read(file: Path, *, whole: bool = False) -> Letter:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    text = _text_of(message) if whole else ""
    return Letter(
        key=file.name.partition(":")[0],
        sender=str(message.get("From", "")),
        recipient=str(message.get("To", "")),
        subject=str(message.get("Subject", "")),
        at=_date_of(message),
        text=text,
        links=tuple(dict.fromkeys(_path(link) for link in LINK.findall(text) if _is_ours(link))),
        headers=tuple(
            (name, str(message[name]))
            for name in ("Message-ID", "List-Unsubscribe")
            if message[name]
        ),
    )


def _text_of(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    try:
        return str(part.get_content()) if part else ""
    except (LookupError, UnicodeError):
        return ""


def _date_of(message: EmailMessage) -> datetime | None:
    try:
        at = parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        return None
    return at if timezone.is_aware(at) else timezone.make_aware(at)


def _is_ours(link: str) -> bool:
    return urlsplit(link).netloc == urlsplit(settings.SITE_URL).netloc


def _path(link: str) -> str:
    parts = urlsplit(link.rstrip(".,;)"))
    return parts._replace(scheme="", netloc="").geturl() or "/"
