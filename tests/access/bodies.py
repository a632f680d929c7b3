"""What a form of the site is filled with: valid throughout, with the ids of whomever one likes.

The fields are read from the forms themselves. A field whose name is not known here fails the suite
until somebody says what it is filled with; `test_matrix.py` shows that such a body, sent by the
right person about their own, is accepted and written.
"""

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils import timezone
from PIL import Image

import communications.forms
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
import families.forms.taking_part
import families.forms.where_to_turn
import feedback.forms
import learning_journals.forms.care
import learning_journals.forms.comments
import learning_journals.forms.days
import learning_journals.forms.home_entries
import learning_journals.forms.observations
import learning_journals.forms.portraits
import learning_journals.forms.reports
from families.actions.key_persons import hello_of
from families.actions.meanwhile import fingerprint
from families.forms.children import ChildEditForm, LinkForm
from families.forms.consents import PurposeForm
from families.forms.invitations import RIGHTS_WORDS
from families.forms.joining import OutcomeForm, SettledForm, VisitNotesForm, WishAnswerForm
from families.forms.key_persons import HelloForm
from families.forms.local_services import ServiceEditForm
from families.forms.people import FamilyForm, PostForm, ProfileForm
from families.forms.places import NurseryForm, RoomEditForm, TermEditForm
from families.forms.plans import PlanEditForm, PlanPageForm, PlanStepEditForm, WorryAnswerForm
from families.forms.profiles import AnswerForm
from families.forms.routines import NurseryLineForm
from families.forms.taking_part import WayEditForm
from families.forms.where_to_turn import ContactsForm
from families.models import ConsentPurpose, KeyPersonAssignment
from tests.cast import COVERED_BY, Cast

from .addresses import HOME_OF, ROOM_OF, SETTING_OF, STAFF_OF, Address

MODULES = (
    communications.forms,
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
    feedback.forms,
    learning_journals.forms.care,
    learning_journals.forms.comments,
    learning_journals.forms.days,
    learning_journals.forms.home_entries,
    learning_journals.forms.observations,
    learning_journals.forms.portraits,
    learning_journals.forms.reports,
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
    "second_visitor": lambda cast, who: "",
    "readers": lambda cast, who: [cast.users[ADULT_OF[who]].pk],
    "holder": lambda cast, who: cast.children[who].consents.earliest("at").link_id,
    "wording": lambda cast, who: _sun_cream(cast, who).wordings.get().pk,
    "observation": lambda cast, who: None,  # a page that has made no draft yet; see `body_for`
    "beside": lambda cast, who: None,
    "without_moved": lambda cast, who: None,  # a box for those who have left one's care
    # which form this is
    "key": lambda cast, who: uuid.uuid4(),
    "page": lambda cast, who: uuid.uuid4(),
    "draft_seen": lambda cast, who: "",
    "seen": lambda cast, who: "0" * 64,  # what the row says; see `body_for`
    "version": lambda cast, who: 1,
    "receipt": lambda cast, who: "A" * 24,
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
            *("title", "summary", "policy_words", "place", "reach"),
            *("helpline_name", "authority_name", "regulator_name", "regulator_address"),
            *("barrier_words", "involved_words", "topic", "title", "text", "hours", "checks"),
            *("comforts", "whom", "people"),
            *("we_will", "settled_signs", "purpose", "answer", "notes", "safety_words", "outcome"),
            *("title", "question", "explanation"),
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
    "ml": lambda cast, who: "120",
    "when": lambda cast, who: "today",
    "role": lambda cast, who: "practitioner",
    "frequency": lambda cast, who: "weekly",
    "weekday": lambda cast, who: "2",
    "hour": lambda cast, who: "9",
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
            *BOXES,
        ),
        lambda cast, who: "on",
    ),
    "photos": lambda cast, who: None,  # files; see `body_for`
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
    "families:way_edit": (WayEditForm, lambda cast, who: cast.ways[SETTING_OF[who]]),
    "families:worry_answer": (WorryAnswerForm, lambda cast, who: cast.worries[who]),
    "families:wish_answer": (WishAnswerForm, lambda cast, who: cast.wishes[who]),
    "families:home_visit_notes": (VisitNotesForm, lambda cast, who: cast.visits[who]),
    "families:settling_outcome": (OutcomeForm, lambda cast, who: cast.settling[who]),
    "families:joining_settled": (SettledForm, lambda cast, who: cast.children[who].joining),
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
    "learning_journals:day_edit": lambda cast, who: {"then": "share"},
    "learning_journals:photo_add": lambda cast, who: {"photos": _picture()},
    "learning_journals:collector_create": lambda cast, who: {"photo": _picture()},
    "learning_journals:photo_move": lambda cast, who: {"to": "earlier"},
}


def _picture() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (40, 30), "orange").save(file, "PNG")
    return SimpleUploadedFile("cones.png", file.getvalue(), "image/png")


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
