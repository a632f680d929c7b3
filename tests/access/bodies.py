"""What a form of the site is filled with: valid throughout, with the ids of whomever one likes.

The fields are read from the forms themselves. A field whose name is not known here fails the suite
until somebody says what it is filled with; `test_matrix.py` shows that such a body, sent by the
right person about their own, is accepted and written.
"""

import hashlib
import uuid
import wave
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils import timezone
from PIL import Image

import communications.forms.comments
import communications.forms.digests
import communications.forms.handover
import communications.forms.notes
import communications.forms.talks
import communications.forms.your_say
import families.forms.checks
import families.forms.children
import families.forms.collection
import families.forms.consents
import families.forms.csv_imports
import families.forms.fields
import families.forms.goals
import families.forms.hard_times
import families.forms.house_policies
import families.forms.in_confidence
import families.forms.invitations
import families.forms.joining
import families.forms.key_persons
import families.forms.local_services
import families.forms.people
import families.forms.places
import families.forms.plans
import families.forms.profiles
import families.forms.routines
import families.forms.safeguarding
import families.forms.stamps
import families.forms.taking_part
import families.forms.where_to_turn
import feedback.forms.fields
import feedback.forms.letterbox
import feedback.forms.letterboxes
import feedback.forms.pulses
import feedback.forms.themes
import feedback.forms.tray
import learning_journals.forms.answers
import learning_journals.forms.at_home
import learning_journals.forms.books
import learning_journals.forms.care
import learning_journals.forms.comments
import learning_journals.forms.days
import learning_journals.forms.frameworks
import learning_journals.forms.from_home
import learning_journals.forms.home_entries
import learning_journals.forms.medicines
import learning_journals.forms.menus
import learning_journals.forms.next_steps
import learning_journals.forms.notices
import learning_journals.forms.observations
import learning_journals.forms.portraits
import learning_journals.forms.release
import learning_journals.forms.reports
import learning_journals.forms.second_reader
from communications.forms.your_say import DecisionEditForm
from families.actions.key_persons import hello_of
from families.actions.meanwhile import fingerprint
from families.forms.children import ChildEditForm, LinkForm
from families.forms.consents import PurposeForm
from families.forms.invitations import RIGHTS_WORDS
from families.forms.joining import OutcomeForm, SettledForm, VisitNotesForm, WishAnswerForm
from families.forms.key_persons import HelloForm
from families.forms.local_services import ServiceEditForm
from families.forms.people import FamilyForm, PostForm, ProfileForm
from families.forms.places import ClosingForm, NurseryForm, RoomEditForm, TermEditForm
from families.forms.plans import PlanEditForm, PlanPageForm, PlanStepEditForm, WorryAnswerForm
from families.forms.profiles import AnswerForm
from families.forms.routines import NurseryLineForm
from families.forms.taking_part import WayEditForm
from families.forms.where_to_turn import ContactsForm
from families.models import ConsentPurpose, KeyPersonAssignment
from learning_journals.forms.at_home import RoomWeekForm
from tests.cast import COVERED_BY, Cast

from .addresses import HOME_OF, ROOM_OF, SETTING_OF, STAFF_OF, Address

MODULES = (
    communications.forms.comments,
    communications.forms.digests,
    communications.forms.handover,
    communications.forms.notes,
    communications.forms.talks,
    communications.forms.your_say,
    families.forms.children,
    families.forms.collection,
    families.forms.consents,
    families.forms.csv_imports,
    families.forms.fields,
    families.forms.goals,
    families.forms.in_confidence,
    families.forms.invitations,
    families.forms.joining,
    families.forms.key_persons,
    families.forms.people,
    families.forms.places,
    families.forms.safeguarding,
    families.forms.local_services,
    families.forms.house_policies,
    families.forms.hard_times,
    families.forms.where_to_turn,
    families.forms.taking_part,
    families.forms.plans,
    families.forms.checks,
    families.forms.profiles,
    families.forms.routines,
    families.forms.stamps,
    feedback.forms.fields,
    feedback.forms.letterbox,
    feedback.forms.letterboxes,
    feedback.forms.themes,
    feedback.forms.pulses,
    feedback.forms.tray,
    learning_journals.forms.at_home,
    learning_journals.forms.care,
    learning_journals.forms.answers,
    learning_journals.forms.books,
    learning_journals.forms.comments,
    learning_journals.forms.days,
    learning_journals.forms.frameworks,
    learning_journals.forms.home_entries,
    learning_journals.forms.medicines,
    learning_journals.forms.notices,
    learning_journals.forms.next_steps,
    learning_journals.forms.observations,
    learning_journals.forms.portraits,
    learning_journals.forms.reports,
    learning_journals.forms.from_home,
    learning_journals.forms.menus,
    learning_journals.forms.release,
    learning_journals.forms.second_reader,
)
OTHER_ROOM_OF = {"zofia": "pinecones", "idris": "pinecones", "ottoline": "conkers"}
ADULT_OF = {"zofia": "tomasz", "idris": "nia", "ottoline": "flora", "barnacle": "sunniva"}
WORDS = "Nine pine cones in a row."
BOXES = tuple(RIGHTS_WORDS)  # of a link, as an invitation offers them


def forms_of_the_site() -> Iterator[type[forms.Form]]:
    """Every form that is written down in one of our modules."""
    for module in MODULES:
        for each in vars(module).values():
            is_form = isinstance(each, type) and issubclass(each, forms.Form)
            if is_form and each.__module__ == module.__name__:
                yield each


def _day() -> str:
    return timezone.localdate().isoformat()


def _in_two_years() -> str:
    """A day that no term has yet."""
    return (timezone.localdate() + timedelta(days=730)).isoformat()


def _soon() -> str:
    return (timezone.localdate() + timedelta(days=9)).isoformat()


def _sun_cream(cast: Cast, who: str) -> ConsentPurpose:
    return getattr(cast, SETTING_OF[who]).consent_purposes.get(code="sun_cream")


# Field → its value with the ids of a target. None: the target has no such thing.
FIELDS: dict[str, Callable[[Cast, str], Any]] = {
    # whose
    "child": lambda cast, who: [cast.children[who].pk],
    "also": lambda cast, who: [],  # its choices are one's own other children
    "home": lambda cast, who: cast.homes[HOME_OF[who]].pk,
    "other_home": lambda cast, who: None,  # asked only where `home` says so
    "room": lambda cast, who: cast.rooms[ROOM_OF[who]].pk,
    "rooms": lambda cast, who: [cast.rooms[ROOM_OF[who]].pk],
    "card_id": lambda cast, who: cast.services[SETTING_OF[who]].pk,
    "term": lambda cast, who: cast.terms[SETTING_OF[who]].pk,
    "setting": lambda cast, who: getattr(cast, SETTING_OF[who]).pk,
    "membership": lambda cast, who: cast.posts[STAFF_OF[who]].pk,
    "home_owner": lambda cast, who: cast.users[ADULT_OF[who]].pk,
    "setting_owner": lambda cast, who: cast.posts[STAFF_OF[who]].pk,
    "note_of": lambda cast, who: cast.homes[HOME_OF[who]].pk,
    "told": lambda cast, who: [cast.posts[STAFF_OF[who]].pk],
    "kept_from": lambda cast, who: [cast.posts[STAFF_OF[who]].pk],
    "owner": lambda cast, who: cast.posts[STAFF_OF[who]].pk,
    "visitor": lambda cast, who: cast.posts[STAFF_OF[who]].pk,
    **dict.fromkeys(
        ("first_aid_by", "told_by", "given_by"), lambda cast, who: cast.posts[STAFF_OF[who]].pk
    ),
    "witness": lambda cast, who: cast.posts["tariq" if SETTING_OF[who] == "hill" else "ottilie"].pk,
    "medicine_form": lambda cast, who: "liquid",
    "times": lambda cast, who: "",
    "hours_between": lambda cast, who: 4,
    "given_at_home": lambda cast, who: "00:00",
    "told_how": lambda cast, who: "door",
    "told_at": lambda cast, who: "00:00",
    "marks": lambda cast, who: ["forehead"],
    "second_visitor": lambda cast, who: "",
    "readers": lambda cast, who: [cast.users[ADULT_OF[who]].pk],
    "holder": lambda cast, who: cast.children[who].consents.earliest("at").link_id,
    "wording": lambda cast, who: _sun_cream(cast, who).wordings.get().pk,
    "observation": lambda cast, who: None,  # a page that has made no draft yet; see `body_for`
    "beside": lambda cast, who: None,
    "cheer": lambda cast, who: cast.observations[who].pk,
    **dict.fromkeys(("see_too", "no_cheer", "no_see_too"), lambda cast, who: None),
    "numbers": lambda cast, who: "",  # looked at by nobody
    "sure": lambda cast, who: "on",  # that it is about the right child
    "without_moved": lambda cast, who: None,  # a box for those who have left one's care
    # which form this is
    "key": lambda cast, who: uuid.uuid4(),
    "page": lambda cast, who: uuid.uuid4(),
    "draft_seen": lambda cast, who: "",
    "seen": lambda cast, who: "0" * 64,  # what the row says; see `body_for`
    "version": lambda cast, who: 1,
    "receipt": lambda cast, who: "A" * 24,
    # the letterbox, through its own door
    **dict.fromkeys(("stamp", "card", "at_once", "short"), lambda cast, who: ""),
    "ticks": lambda cast, who: [],
    "reader": lambda cast, who: "managers",
    "shown": lambda cast, who: "1" * 768,
    "sheets": lambda cast, who: 1,
    # the tray
    "give": lambda cast, who: cast.themes[SETTING_OF[who]].pk,
    **dict.fromkeys(("take", "about_adult"), lambda cast, who: None),
    # days and times
    "day": lambda cast, who: _day(),
    "review_on": lambda cast, who: (timezone.localdate() + timedelta(days=40)).isoformat(),
    "help_day": lambda cast, who: (timezone.localdate() + timedelta(days=9)).isoformat(),
    "started_on": lambda cast, who: _day(),
    "last_day": lambda cast, who: _day(),
    "stays": lambda cast, who: "",  # a box that is there once a last day is written down
    "starts_on": lambda cast, who: _in_two_years(),
    "ends_on": lambda cast, who: _in_two_years(),
    "date_of_birth": lambda cast, who: (timezone.localdate() - timedelta(days=800)).isoformat(),
    "valid_from": lambda cast, who: _day(),
    "checked_on": lambda cast, who: _day(),
    "told_until": lambda cast, who: _day(),
    "need": lambda cast, who: "food",
    "cost": lambda cast, who: "free",
    "helped": lambda cast, who: "yes",
    "policy_kind": lambda cast, who: "policy",
    "happened_on": lambda cast, who: _day(),
    "expected_on": lambda cast, who: "",
    **dict.fromkeys(("first_day", "by_day", "visit_day"), lambda cast, who: _soon()),
    **dict.fromkeys(("time_1", "other_time"), lambda cast, who: f"{_soon()}T10:00"),
    **dict.fromkeys(("time_2", "time_3"), lambda cast, who: ""),
    "starts_at": lambda cast, who: "10:00",
    "happened_at": lambda cast, who: f"{_day()} 00:01",
    "at": lambda cast, who: "",
    "until": lambda cast, who: "",
    # going home
    "who": lambda cast, who: f"adult-{cast.users[ADULT_OF[who]].pk}",
    "photo": lambda cast, who: None,  # a file; see `body_for`
    "collects": lambda cast, who: _day(),
    "ended_on": lambda cast, who: "",
    "word": lambda cast, who: "blue teapot",
    "up_to": lambda cast, who: timezone.now().isoformat(),
    # what is on the table
    **dict.fromkeys(
        ("breakfast_offer", "snack_offer", "lunch_offer", "tea_offer", "what"),
        lambda cast, who: WORDS,
    ),
    **dict.fromkeys(
        ("breakfast_allergens", "snack_allergens", "lunch_allergens", "tea_allergens"),
        lambda cast, who: ["milk"],
    ),
    "allergens": lambda cast, who: ["milk", "eggs"],
    "instead": lambda cast, who: "else",
    "batch": lambda cast, who: cast.meal_stops[who].batch,
    "mistakes": lambda cast, who: [cast.meal_stops[who].pk],
    # daily notes
    "logged": lambda cast, who: ["breakfast", "lunch", "nappy"],
    # from home
    "note": lambda cast, who: [cast.mornings[f"{who}-from-{HOME_OF[who]}"].pk],
    "slept": lambda cast, who: "little",
    "had_breakfast": lambda cast, who: "some",
    "medicine": lambda cast, who: WORDS,
    "medicine_at": lambda cast, who: "07:10",
    # words
    **dict.fromkeys(
        (
            *("words", "subject", "reason", "child_voice", "next_step", "try_at_home"),
            *("about", "what_matters", "care_note", "allergies", "diet", "pronunciation"),
            *("relationship", "job_title", "works_on", "name", "home_name", "address"),
            "registration_number",
            "hello",
            "why",
            *("hope", "what_we_saw", "home_action", "setting_action"),
            *("full_name", "known_as", "around", "done_at_once"),
            *("injury", "first_aid", "comment", "medicine", "dose", "storage", "when_needed"),
            *("title", "summary", "policy_words", "place", "reach"),
            *("helpline_name", "authority_name", "regulator_name", "regulator_address"),
            *("barrier_words", "involved_words", "topic", "title", "text", "hours", "checks"),
            *("comforts", "whom", "people"),
            *("we_will", "settled_signs", "purpose", "answer", "notes", "safety_words", "outcome"),
            *("title", "question", "explanation"),
            *("at_home", "closing_words", "needs", "explores", "song", "bring"),
        ),
        lambda cast, who: WORDS,
    ),
    **dict.fromkeys(
        (
            *("phone", "emergency_number", "helpline_phone"),
            *("authority_phone", "regulator_phone"),
        ),
        lambda cast, who: "01632 960 789",
    ),
    "email": lambda cast, who: "somebody.new@example.org",
    "password": lambda cast, who: "pine cones in a row",
    # numbers
    "youngest_months": lambda cast, who: 6,
    "oldest_months": lambda cast, who: 30,
    "places": lambda cast, who: 12,
    # choices
    "colour": lambda cast, who: "clay",
    "review_after_months": lambda cast, who: "24",
    "after": lambda cast, who: 1,
    "signed_on": lambda cast, who: _day(),
    "kind": lambda cast, who: "lunch",
    "result": lambda cast, who: "loved",
    "month": lambda cast, who: "all",
    "amount": lambda cast, who: "most",
    "code": lambda cast, who: "ready_peg",
    "back": lambda cast, who: "",
    "choice": lambda cast, who: "no",
    "visit_kind": lambda cast, who: "together",
    "plan_kind": lambda cast, who: "school",
    "new_room": lambda cast, who: "",
    "whose_home": lambda cast, who: "",
    "nappy": lambda cast, who: "wet",
    "mood": lambda cast, who: "joyful",
    "ml_button": lambda cast, who: "120",
    "degrees": lambda cast, who: "37.8",
    "called_at": lambda cast, who: "",
    "tapped": lambda cast, who: "",
    "ml": lambda cast, who: "120",
    "when": lambda cast, who: "today",
    "role": lambda cast, who: "practitioner",
    "frequency": lambda cast, who: "weekly",
    "weekday": lambda cast, who: "2",
    "hour": lambda cast, who: "9",
    "framework": lambda cast, who: "elof",
    "begun_from": lambda cast, who: cast.observations[who].pk,
    "seen_in": lambda cast, who: cast.observations[who].pk,
    "how": lambda cast, who: "seen",
    "builds_on": lambda cast, who: cast.observations[who].pk,
    "share_card": lambda cast, who: cast.cards[SETTING_OF[who]].pk,
    "minutes": lambda cast, who: "10",
    "language": lambda cast, who: "en",
    "areas": lambda cast, who: [],
    "characteristics": lambda cast, who: [],
    "home_languages": lambda cast, who: ["pl"],
    "languages": lambda cast, who: ["pl"],
    "reads": lambda cast, who: ["pl"],
    "message_language": lambda cast, who: "pl",
    "audience": lambda cast, who: "room",
    "preferred_language": lambda cast, who: "en-gb",
    "skills": lambda cast, who: ["music"],
    "good_times": lambda cast, who: ["tue-morning"],
    "involved": lambda cast, who: ["home"],
    "barriers": lambda cast, who: ["shifts"],
    "unsaid": lambda cast, who: [],
    "visible_to": lambda cast, who: "team",
    "help_kind": lambda cast, who: "garden",
    "came": lambda cast, who: [],  # the sign-ups of the page itself
    # your say
    **dict.fromkeys(("said", "doing", "duty", "fixed", "option_1"), lambda cast, who: WORDS),
    "option_2": lambda cast, who: "Ten pine cones in a heap.",
    **dict.fromkeys(("option_3", "option_4", "option_5"), lambda cast, who: ""),
    "answer_kind": lambda cast, who: "partly",
    "option": lambda cast, who: 2,
    "done_on": lambda cast, who: "",
    "open_until": lambda cast, who: _soon(),
    "decider": lambda cast, who: cast.posts[STAFF_OF[who]].pk,
    "closed_on": lambda cast, who: _soon(),
    # three taps
    "opens_on": lambda cast, who: _day(),
    "closes_on": lambda cast, who: _soon(),
    "pulse": lambda cast, who: cast.pulses[SETTING_OF[who]].pk,
    "question_1": lambda cast, who: WORDS,
    "answers_1": lambda cast, who: "Many\nSome\nNone",
    "signs_1": lambda cast, who: "shapes",
    # boxes
    **dict.fromkeys(
        (
            "is_wow",
            "is_asked",
            "wants_interpreter",
            "everybody",
            "is_old_enough",
            "is_safeguarding_lead",
            "is_senco",
            "not_on_the_team",
            "with_name",
            "shows_name",
            "with_yes",
            "is_shown",
            "head_advice_given",
            "all_the_same",
            "shows_all",
            *BOXES,
        ),
        lambda cast, who: "on",
    ),
    "photos": lambda cast, who: None,  # files; see `body_for`
    "sound": lambda cast, who: None,
    "heard": lambda cast, who: WORDS,
    "portrait": lambda cast, who: None,
    "file": lambda cast, who: None,
    # of a file that is brought in
    "date_order": lambda cast, who: "dmy",
    "letters": lambda cast, who: [cast.invitations[SETTING_OF[who]].pk],
}
# Of a page with a row on it: the form and its row, whose words the form must have seen.
SEEN: dict[str, tuple[type[forms.Form], Callable[[Cast, str], Model]]] = {
    "families:child_edit": (ChildEditForm, lambda cast, who: cast.children[who]),
    "families:family_edit": (FamilyForm, lambda cast, who: cast.homes[HOME_OF[who]]),
    "families:nursery_edit": (NurseryForm, lambda cast, who: getattr(cast, SETTING_OF[who])),
    "families:nursery_close": (ClosingForm, lambda cast, who: getattr(cast, SETTING_OF[who])),
    "families:room_edit": (RoomEditForm, lambda cast, who: cast.rooms[ROOM_OF[who]]),
    "families:term_edit": (TermEditForm, lambda cast, who: cast.terms[SETTING_OF[who]]),
    "families:consent_purpose_edit": (PurposeForm, _sun_cream),
    "families:family_answer_edit": (
        AnswerForm,
        lambda cast, who: cast.answers[f"strengths-{HOME_OF[who]}"],
    ),
    "families:about_me_edit": (
        AnswerForm,
        lambda cast, who: cast.answers[f"sleep-{who}-{HOME_OF[who]}"],
    ),
    "families:routine_edit": (
        AnswerForm,
        lambda cast, who: cast.answers[f"routine-{who}-{HOME_OF[who]}"],
    ),
    "families:routine_nursery_edit": (NurseryLineForm, lambda cast, who: cast.nursery[who]),
    "families:post_edit": (PostForm, lambda cast, who: cast.posts[STAFF_OF[who]]),
    "families:service_edit": (ServiceEditForm, lambda cast, who: cast.services[SETTING_OF[who]]),
    "families:where_to_turn_edit": (
        ContactsForm,
        lambda cast, who: getattr(cast, SETTING_OF[who]),
    ),
    "families:plan_edit": (PlanEditForm, lambda cast, who: cast.plans[who]),
    "families:plan_step_edit": (PlanStepEditForm, lambda cast, who: cast.plan_steps[who]),
    "families:plan_page_edit": (PlanPageForm, lambda cast, who: cast.plan_pages[who]),
    "learning_journals:room_week_edit": (
        RoomWeekForm,
        lambda cast, who: cast.weeks[ROOM_OF[who]],
    ),
    "families:way_edit": (WayEditForm, lambda cast, who: cast.ways[SETTING_OF[who]]),
    "families:worry_answer": (WorryAnswerForm, lambda cast, who: cast.worries[who]),
    "families:wish_answer": (WishAnswerForm, lambda cast, who: cast.wishes[who]),
    "families:home_visit_notes": (VisitNotesForm, lambda cast, who: cast.visits[who]),
    "families:settling_outcome": (OutcomeForm, lambda cast, who: cast.settling[who]),
    "families:joining_settled": (SettledForm, lambda cast, who: cast.children[who].joining),
    "communications:decision_edit": (
        DecisionEditForm,
        lambda cast, who: cast.decisions[SETTING_OF[who]],
    ),
    "communications:decision_ask": (
        DecisionEditForm,
        lambda cast, who: cast.decisions[SETTING_OF[who]],
    ),
    "families:hello_edit": (HelloForm, lambda cast, who: hello_of(cast.key_persons[who])),
    "families:link_edit": (
        LinkForm,
        lambda cast, who: cast.children[who].parent_carers.order_by("started_on")[0],
    ),
}
# What a form needs besides its fields, or otherwise than the others.
SPECIAL: dict[str, Callable[[Cast, str], dict[str, Any]]] = {
    "families:device_end": lambda cast, who: {"device": "1"},
    "families:consent_list": lambda cast, who: {"answer": "yes"},
    "families:share_answer": lambda cast, who: {"answer": "another_time"},
    "families:health_change_settle": lambda cast, who: {
        "seen": fingerprint(cast.children[who], fields=(cast.health_changes[who].field,))
    },
    "families:plan_sign": lambda cast, who: {"seen": ""},  # a plan that nobody has changed yet
    "families:consent_paper": lambda cast, who: {
        "answer_sun_cream": f"{_sun_cream(cast, who).wordings.get().pk}:yes"
    },
    # The room that the child is not in already.
    "families:child_move": lambda cast, who: {
        "room": cast.rooms[OTHER_ROOM_OF.get(who, ROOM_OF[who])].pk
    },
    "families:safeguarding_add": lambda cast, who: {"kind": "note"},
    **dict.fromkeys(
        ("families:plan_create", "families:plan_step_create"), lambda cast, who: {"day": _soon()}
    ),
    "communications:handover": lambda cast, who: (
        {
            f"child-{row.pk}": cast.posts["saoirse"].pk
            for row in KeyPersonAssignment.objects.filter(membership=cast.posts[STAFF_OF[who]])
        }
        | dict.fromkeys(("drafts_to", "promises_to"), cast.posts["saoirse"].pk)
    ),
    # Of each key child, who covers and a note.
    "families:cover_create": lambda cast, who: {
        "ended_on": _day(),
        "everybody": cast.posts[COVERED_BY[who]].pk,
        f"who_{cast.children[who].pk}": cast.posts[COVERED_BY[who]].pk,
        f"note_{cast.children[who].pk}": WORDS,
    },
    "learning_journals:staff_portrait_edit": lambda cast, who: {"portrait": _picture()},
    "families:csv_import_create": lambda cast, who: {"file": _sheet(), "kind": "rooms"},
    # Without `kind`, which is the form beside it: the file is about something else.
    "families:csv_import_match": lambda cast, who: {
        **{"column_0": "name", "column_1": "places"},
        "kind": None,
    },
    "learning_journals:notice_create": lambda cast, who: {"kind": "accident", "at": "00:00"},
    "learning_journals:second_reader_edit": lambda cast, who: {"how": "all"},
    "learning_journals:daily_notes_edit": lambda cast, who: {"how": "by_leader"},
    "learning_journals:card_create": lambda cast, who: {"kind": "song"},
    # It was answered already, so it stays as it was asked.
    "learning_journals:room_week_edit": lambda cast, who: {
        "question": cast.weeks[ROOM_OF[who]].question
    },
    "learning_journals:week_answer": lambda cast, who: {
        "seen": fingerprint(cast.weeks[ROOM_OF[who]], fields=("question",))
    },
    "learning_journals:day_edit": lambda cast, who: {"then": "share"},
    # A day of which nothing is written yet.
    "learning_journals:menu_day": lambda cast, who: {"seen": hashlib.sha256(b"").hexdigest()},
    "learning_journals:photo_add": lambda cast, who: {"photos": _picture()},
    "learning_journals:collector_create": lambda cast, who: {"photo": _picture()},
    "learning_journals:home_entry_create": lambda cast, who: {"sound": _sound()},
    "learning_journals:photo_move": lambda cast, who: {"to": "earlier"},
}


def _picture() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (40, 30), "orange").save(file, "PNG")
    return SimpleUploadedFile("cones.png", file.getvalue(), "image/png")


def _sound() -> SimpleUploadedFile:
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", "NONE"))
        sound.writeframes(bytes(8000))
    return SimpleUploadedFile("song.wav", file.getvalue(), "audio/wav")


def _sheet() -> SimpleUploadedFile:
    return SimpleUploadedFile("rooms.csv", b"Room,Places\nHedgehogs,12\n", "text/csv")


def body_for(cast: Cast, address: Address, whose: str, *, sender: str = "") -> dict[str, Any]:
    """A whole body for this address, with the ids of `whose` in every field that takes one."""
    body = {name: value(cast, whose) for name, value in FIELDS.items()}
    # Each setting's form on the page of wishes has a prefix of its own.
    prefix = f"s{str(body['setting'])[:8]}"
    for name in ("setting", "frequency", "weekday", "hour"):
        body[f"{prefix}-{name}"] = body[name]
    if address.name in SEEN:
        form, row = SEEN[address.name]
        about = address.target if address.target in HOME_OF else whose
        body["seen"] = fingerprint(row(cast, about), fields=form.edits)
    elif address.name == "families:profile_edit" and sender:
        body["seen"] = fingerprint(cast.users[sender], fields=ProfileForm.edits)
    body |= SPECIAL.get(address.name, lambda cast, who: {})(cast, whose)
    return {name: value for name, value in body.items() if value not in (None, [])}
