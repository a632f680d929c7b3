"""From one adult's view of a child to a file: a PDF to read, JSON to carry on, the photographs.

No models and no rules about who may see what: those are in `queries/records.py`.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from families.models import Barrier, ShareInvitation, Skill, SkillOffer, WayToBeInvolved
from families.models.languages import spoken
from families.models.questions import Audience
from families.queries.taking_part import said_time
from families.templatetags.ui import exact_day, exact_moment
from learning_journals.models import CareEntry, EntryAnswer
from learning_journals.photos import open_photo_file, store_photo_file
from learning_journals.queries.entries import spoken_seconds
from learning_journals.reports import file_of_photo, render_pages
from learning_journals.sounds import CLEAN, sound_file_name

from .queries.record_format import Line
from .queries.records import Record, RecordPhoto

SHOWN_IN_PDF = 400  # photographs; all of them are in the folder beside it
Progress = Callable[[int, int], None]


def build(record: Record, *, taken_by: str, taken_at: datetime, progress: Progress) -> bytes:
    """The zip: `record.pdf`, `record.json`, `photographs/`, `sounds/`, `reports/` and what is what.

    A file that is lost in the storage is left out and named in `READ ME.txt`. `progress` hears how
    many pieces of how many are done.
    """
    total = len(record.photos) + len(record.report_files) + 2
    lost: list[str] = []
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as pack:
        document = record.as_json(taken_by=taken_by, taken_at=taken_at)
        text = json.dumps(document, ensure_ascii=False, indent=1)
        pack.writestr("record.json", text, zipfile.ZIP_DEFLATED)
        for number, photo in enumerate(record.photos, start=1):
            _add(pack, photo.file, file_of_photo(photo), lost)
            progress(number, total)
        for sound in record.sounds:
            _add(pack, sound.file, sound_file_name(sound.name, CLEAN), lost)
        for report in record.report_files:
            _add(pack, report.file, report.name, lost)
        progress(total - 1, total)
        pdf = render_pages(
            "communications/pdf/record.html",
            {"record": _spoken(record), "taken_by": taken_by, "taken_at": exact_moment(taken_at)},
            [photo for photo in record.photos if photo.file not in lost][:SHOWN_IN_PDF],
        )
        pack.writestr("record.pdf", pdf.content)
        pack.writestr("READ ME.txt", _read_me(record, lost))
    progress(total, total)
    return file.getvalue()


def keep(name: str, content: bytes) -> None:
    """Store a copy whole or not at all. Raises StorageFull."""
    store_photo_file(name, content)


def remove(name: str) -> None:
    """Remove a kept copy; one that is gone already is no error."""
    if name and default_storage.exists(name):
        default_storage.delete(name)


def _add(pack: zipfile.ZipFile, called: str, name: str, lost: list[str]) -> None:
    try:
        with open_photo_file(name) as kept:
            pack.writestr(called, kept.read())
    except FileNotFoundError:
        lost.append(called)


def _read_me(record: Record, lost: list[str]) -> str:
    lines = [
        _("%(child)s: your copy of the record") % {"child": record.child["known_as"]},
        "",
        _("record.pdf     to read and to print"),
        _("record.json    the same for a computer, to carry on somewhere else"),
        _("photographs/   every photograph that you may see"),
        _("reports/       the reports that were shared with you"),
        "",
        _("It holds what you may see, and nothing of another home."),
    ]
    if record.sounds:
        lines.insert(5, _("sounds/        what your home sent to be heard"))
    if lost:
        lines += ["", _("These files could not be found any more:"), *lost]
    return "\r\n".join(lines) + "\r\n"


# --- in words, for paper --------------------------------------------------------------------------


def _spoken(record: Record) -> dict[str, Any]:
    """The record for the PDF: days as people say them, photographs by what the page fetches."""
    shown: dict[str, RecordPhoto] = {photo.file: photo for photo in record.photos[:SHOWN_IN_PDF]}
    kinds = dict(CareEntry.Kind.choices)
    return {
        "child": {
            **record.child,
            "born": _said(record.child["date_of_birth"]),
            "first_day": _said(record.child["first_day"]),
            "last_day": _said(record.child["last_day"]),
        },
        "adults": record.adults,
        "key_persons": [
            {**row, "from": _said(row["from"]), "until": _said(row["until"])}
            for row in record.key_persons
        ],
        "rooms": [
            {**row, "from": _said(row["from"]), "until": _said(row["until"])}
            for row in record.rooms
        ],
        "collecting": _spoken_collecting(record.collecting),
        "permissions": [_spoken_permission(row) for row in record.permissions if row["my_answers"]],
        "other_permissions": _unanswered(record.permissions),
        "about_me": [_spoken_answer(row) for row in record.about_me],
        "routine": record.routine,
        "our_family": [_spoken_answer(row) for row in record.our_family],
        "taking_part": _spoken_taking_part(record.taking_part),
        "journal": [
            {
                **entry,
                "at": _said_at(entry["at"]),
                "photographs": [
                    shown[each["file"]] for each in entry["photographs"] if each["file"] in shown
                ],
                "comments": [{**said, "at": _said_at(said["at"])} for said in entry["comments"]],
                "answers": [_spoken_entry_answer(each) for each in entry["answers"]],
                "sound": entry["sound"]
                and {**entry["sound"], "length": spoken_seconds(entry["sound"]["seconds"])},
            }
            for entry in record.journal
        ],
        "days": [
            {
                "day": _said(day["day"]),
                "words": day["words"],
                "corrected": day["corrected"],
                "from_home": day["from_home"],
                "entries": [
                    {
                        **entry,
                        "kind": kinds.get(entry["kind"], entry["kind"]),
                        "at": entry["at"][11:],
                    }
                    for entry in day["entries"]
                ],
            }
            for day in record.days
        ],
        "reports": record.reports,
        "conversations": [
            {
                **talk,
                "messages": [{**said, "at": _said_at(said["at"])} for said in talk["messages"]],
            }
            for talk in record.conversations
        ],
        "joining": record.joining,
        "plans": [{**plan, "day": _said(plan["day"])} for plan in record.plans],
        "goals": record.goals,
        "working_on": [
            {**step, "from": _said(step["from"]), "until": _said(step["until"])}
            for step in record.working_on
        ],
        "week_answers": [
            {**answer, "at": _said_at(answer["at"])} for answer in record.week_answers
        ],
    }


def _spoken_entry_answer(each: Line) -> Line:
    """What was answered without many words, in words."""
    kinds, results = dict(EntryAnswer.Kind.choices), dict(EntryAnswer.Result.choices)
    said = [kinds[each["answer"]], results.get(each["how_it_was"], ""), each["words"]]
    return {"by": each["by"], "said": ": ".join(str(part) for part in said if part)}


def _spoken_collecting(collecting: Line) -> Line:
    return {
        **collecting,
        "people": [
            {
                **each,
                "from": _said(each["from"]),
                "until": _said(each["until"]),
                "taken_back_at": _said_at(each["taken_back_at"]),
            }
            for each in collecting.get("people", ())
        ],
        "days": [{**told, "day": _said(told["day"])} for told in collecting.get("days", ())],
    }


def _spoken_permission(row: Line) -> Line:
    """The words on top are those of today, or of the last answer where nothing is asked now."""
    said = {"yes": _("yes"), "no": _("no")}
    answers = [
        {
            **answer,
            "answer": said[answer["answer"]],
            "at": _said_at(answer["at"]),
            "signed_on_paper": _said(answer["signed_on_paper"]),
        }
        for answer in row["my_answers"]
    ]
    return {
        "words": row["asked_today"] or row["my_answers"][-1]["asked"],
        "is_asked": row["asked_today"] is not None,
        "my_answers": answers,
        "acts_on": _acts_on()[row["in_force"]]
        if row["in_force"]
        else _("Your answer does not count any more: you are asked again."),
    }


def _acts_on() -> dict[str | None, str]:
    return {
        "yes": _("The nursery acts on: allowed."),
        "no": _("The nursery acts on: not allowed."),
        "unanswered": _("Nobody has answered, so the nursery acts on: not allowed."),
        None: _("You have not answered."),
    }


def _unanswered(permissions: list[Line]) -> list[Line]:
    """What this adult was asked and has not answered, in a few lines instead of a page."""
    rows = [row for row in permissions if not row["my_answers"]]
    found = (
        {
            "acts_on": words,
            "titles": [row["asked_today"]["title"] for row in rows if row["in_force"] == outcome],
        }
        for outcome, words in _acts_on().items()
    )
    return [each for each in found if each["titles"]]


def _spoken_answer(row: Line) -> Line:
    readers = dict(Audience.choices)
    return {**row, "at": _said_at(row["at"]), "read_by": readers.get(row["read_by"], "")}


def _spoken_taking_part(part: Line) -> Line:
    offer, hard = part.get("to_share"), part.get("makes_it_hard")
    answers = dict(ShareInvitation.Answer.choices)
    return {
        "to_share": offer
        and {
            **offer,
            "skills": _labels(offer["skills"], Skill.choices),
            "languages": spoken(offer["languages"]),
            "good_times": ", ".join(said_time(code) for code in offer["good_times"]),
            "taking_part": _labels(offer["taking_part"], WayToBeInvolved.choices),
            "found_by": _labels([offer["found_by"]], SkillOffer.VisibleTo.choices),
        },
        "makes_it_hard": hard and {**hard, "barriers": _labels(hard["barriers"], Barrier.choices)},
        "invitations": [
            {
                **each,
                "at": _said_at(each["at"]),
                "answer": answers.get(each["answer"], _("not answered")),
            }
            for each in part.get("invitations", ())
        ],
        "helping": [{**each, "day": _said(each["day"])} for each in part.get("helping", ())],
    }


def _labels(codes: list[str], choices: Iterable[tuple[str, Any]]) -> str:
    """What codes are called on the screen: "Music and singing, Animals"."""
    known = dict(choices)
    return ", ".join(str(known.get(code, code)) for code in codes)


def _said(day: str | None) -> str:
    found = parse_date(day) if day else None
    return exact_day(found) if found else ""


def _said_at(at: str | None) -> str:
    found = parse_datetime(at) if at else None
    return exact_moment(found) if found else ""
