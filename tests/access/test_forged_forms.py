"""Forms that are right in everything but whose ids they carry, sent to every address.

Each body would be accepted: the same body with one's own ids, sent by the right person, writes on
every page that takes a form. Sent with ids that are somebody else's, or to an address that is, it
changes no row of theirs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.http import HttpResponseBase
from django.utils import timezone

from communications.models import Decision, YouSaid, YouSaidVersion
from families.models import (
    RIGHTS,
    Child,
    HomeVisit,
    Invitation,
    Joining,
    KeyPersonAssignment,
    Membership,
    PlanWorry,
    SettlingVisit,
    ShareInvitation,
    Term,
    hash_of,
)
from families.row_security import RULES
from feedback.models import FeedbackItem, Pulse, Theme
from learning_journals.models import (
    CareEntry,
    DailyNote,
    Observation,
    ObservationChild,
    Photo,
    ProgressReport,
    ShareCard,
)
from tests import factories as make
from tests.cast import MAY_READ, Cast, canary

from .addresses import (
    AT,
    HOME_OF,
    PLAIN,
    ROOM_OF,
    SETTING_OF,
    STAFF_OF,
    TALK_OF,
    TARGETS,
    Address,
    addresses,
)
from .bodies import FIELDS, body_for, forms_of_the_site
from .visitor import SIGN_IN, Visitor, allowed, undone, words_in
from .walls import take_the_code_wall_down, take_the_database_wall_down

pytestmark = pytest.mark.timeout(600)  # hundreds of pages in a test, on whatever machine

# Who sends a form of this page rightly, and about whom. Everything else is sent by the manager
# about Zofia.
MANAGER = ("bettina", "zofia")
MOTHER = ("agnieszka", "zofia")
LEADER = ("marek", "zofia")
LEAD = ("tariq", "zofia")
RIGHTLY: dict[str, tuple[str, str]] = {
    "families:safeguarding_add": LEAD,
    "families:hard_time_create": MOTHER,
    "families:hard_time_end": MOTHER,
    "families:family_edit": MOTHER,
    "families:collection": MOTHER,
    "families:family_word_edit": MOTHER,
    "families:collector_end": MOTHER,
    "families:choice_withdraw": MOTHER,
    "families:collector_met": LEADER,
    "families:choice_rung": LEADER,
    "learning_journals:collector_create": MOTHER,
    "families:profile_edit": MOTHER,
    "families:family_answer_edit": MOTHER,
    "families:about_me_edit": MOTHER,
    "families:family_read": LEADER,
    "families:routine_edit": MOTHER,
    "families:routine_nursery_edit": LEADER,
    "families:health_change_create": MOTHER,
    "families:family_check": MOTHER,
    "families:family_check_step": MOTHER,
    "families:about_me_read": LEADER,
    "families:device_end": MOTHER,
    "families:consent_list": MOTHER,
    "families:survey": MOTHER,
    "families:survey_withdraw": MOTHER,
    "families:share_invite": LEADER,
    "families:share_answer": MOTHER,
    "families:way_sign_up": MOTHER,
    "families:way_leave": MOTHER,
    "families:child_goal_new": MOTHER,
    "families:goal_change": LEADER,
    "families:goal_accept": LEADER,
    "families:goal_step_add": MOTHER,
    "families:goal_step_done": MOTHER,
    "families:goal_step_reopen": LEADER,
    "families:goal_review": LEADER,
    "families:goal_close": LEADER,
    "families:invitation_accept": ("nobody", "zofia"),
    "families:wish_create": MOTHER,
    "families:home_visit_detail": MOTHER,
    "families:worry_create": MOTHER,
    "families:hello_seen": MOTHER,
    "learning_journals:staff_portrait_edit": LEADER,
    "learning_journals:care_create": LEADER,
    "learning_journals:sleep_end": LEADER,
    "learning_journals:care_undo": LEADER,
    "learning_journals:observation_create": LEADER,
    "learning_journals:observation_autosave": LEADER,
    "learning_journals:observation_edit": LEADER,
    "learning_journals:observation_share": LEADER,
    "learning_journals:observation_withdraw": LEADER,
    "learning_journals:observation_take_back": LEADER,
    "learning_journals:observation_restore": LEADER,
    "learning_journals:photo_add": LEADER,
    "learning_journals:photo_remove": LEADER,
    "learning_journals:photo_move": LEADER,
    "learning_journals:photo_restore": LEADER,
    "learning_journals:day_edit": LEADER,
    "learning_journals:medicine_allow": MOTHER,
    "learning_journals:permission_end": MOTHER,
    "learning_journals:dose_at_home": MOTHER,
    "learning_journals:dose_read": MOTHER,
    "learning_journals:dose_create": LEADER,
    "learning_journals:notice_create": LEADER,
    "learning_journals:notice_add": LEADER,
    "learning_journals:notice_read": MOTHER,
    "learning_journals:from_home": MOTHER,
    "learning_journals:from_home_read": LEADER,
    "learning_journals:room_day_detail": LEADER,
    "learning_journals:meal_instead": LEADER,
    "learning_journals:home_entry_create": MOTHER,
    "learning_journals:comment_create": MOTHER,
    "learning_journals:entry_answer": MOTHER,
    "learning_journals:entry_tried": MOTHER,
    "learning_journals:journal_books": MOTHER,
    "learning_journals:week_answer": MOTHER,
    "learning_journals:week_answer_used": LEADER,
    "learning_journals:next_step_create": LEADER,
    "learning_journals:next_step_close": LEADER,
    "communications:record_ask": MOTHER,
    "communications:message_create": MOTHER,
    "communications:conversation_create": MOTHER,
    "communications:digest_preferences": MOTHER,
    "communications:digest_now": MOTHER,
    "communications:decision_answer": MOTHER,
}
# Pages that answer a POST and take no form, or whose form is sent somewhere else than here.
NO_FORM_HERE = {
    "families:see_as_stop": "ends what has begun: tests/families/test_in_confidence.py",
    "health_live": "says that the process lives, whatever it is asked",
    "health_ready": "says whether its parts answer, whatever it is asked",
    "styleguide": "shows components, whatever it is asked",
    "learning_journals:today": "leads to a room, whatever it is asked",
    "learning_journals:today_room": "shows the board, whatever it is asked",
    "learning_journals:day_today": "shows the day, whatever it is asked",
    "learning_journals:day_detail": "shows the day, whatever it is asked",
    "learning_journals:journal": "shows the journal, whatever it is asked",
    "learning_journals:journal_list": "shows the children, whatever it is asked",
    "learning_journals:report_list": "shows the reports, whatever it is asked",
    "learning_journals:report_run_detail": "shows the run, whatever it is asked",
    "learning_journals:report_file": "delivers the file, whatever it is asked",
    "learning_journals:report_run_file": "delivers the file, whatever it is asked",
    "families:stamps": "numbers to sign, no rows: tests/families/stamps/test_desk.py",
    "feedback:letterbox": "its own door, connection and role: tests/feedback/test_letterbox.py",
    "feedback:letterbox_receipt": "its own door, connection and role: tests/feedback/test_box.py",
    "feedback:letterbox_pulse": "its own door, connection and role: tests/feedback/test_pulse.py",
    "feedback:letterbox_comment": "its own door and role: tests/feedback/test_comments.py",
}
# How many pages take a form; one that is lost from here is no longer tried with forged ids.
FORMS = 49
# What a rightly sent form writes where it writes nothing but what is kept of every request.
KEPT_ELSEWHERE = {
    "families:setting_choose": "django_session",  # where one acts today
    "families:device_end": "usersessions_usersession",
}


def _draft(cast: Cast) -> None:
    rows = Observation.objects.filter(pk=cast.observations["zofia"].pk)
    rows.update(status=Observation.Status.DRAFT, shared_at=None)
    ObservationChild.objects.filter(observation__in=rows).update(is_shared=False)


def _another_photo(cast: Cast) -> None:
    _draft(cast)
    make.make_photo(cast.observations["zofia"], by=cast.marek, position=0)
    Photo.objects.filter(pk=cast.photos["zofia"].pk).update(position=1)


def _photo_taken_out(cast: Cast) -> None:
    _draft(cast)
    Photo.objects.filter(pk=cast.photos["zofia"].pk).update(removed_at=timezone.now())


def _withdrawn(cast: Cast) -> None:
    rows = Observation.objects.filter(pk=cast.observations["zofia"].pk)
    rows.update(status=Observation.Status.WITHDRAWN)
    ObservationChild.objects.filter(observation__in=rows).update(is_shared=False)


def _waits_to_be_read(cast: Cast) -> None:
    Observation.objects.filter(pk=cast.observations["zofia"].pk).update(
        status=Observation.Status.WAITING,
        shared_at=None,
        handed_in_at=timezone.now(),
        child_count=1,
    )


def _waits_for_the_leader(cast: Cast) -> None:
    make.make_release_rule(cast.hill, by=cast.bettina)
    DailyNote.objects.filter(pk=cast.notes["zofia"].pk).update(
        ready_at=timezone.now(), released_at=None
    )


def _a_week_before(cast: Cast) -> None:
    last_week = timezone.localdate() - timedelta(days=7)
    make.make_offer_of_the_day(cast.hill, by=cast.bettina, day=last_week)


def _asleep(cast: Cast) -> None:
    CareEntry.objects.filter(pk=cast.care["zofia"].pk).update(kind="sleep", answer="")


def _something_to_try(cast: Cast) -> None:
    seen = Observation.objects.filter(pk=cast.observations["zofia"].pk)
    seen.update(try_at_home="Sort the socks.")


def _not_shared(cast: Cast) -> None:
    rows = ProgressReport.objects.filter(child=cast.children["zofia"])
    rows.update(status=ProgressReport.Status.READY, shared_at=None)


def _no_way_yet(cast: Cast) -> None:
    Joining.objects.filter(child=cast.children["zofia"]).delete()


def _not_started(cast: Cast) -> None:
    day = timezone.localdate() + timedelta(days=5)
    Child.objects.filter(pk=cast.children["zofia"].pk).update(started_on=day)


def _another_time_asked_for(cast: Cast) -> None:
    HomeVisit.objects.filter(pk=cast.visits["zofia"].pk).update(
        status="other_time",
        asked_for_at=timezone.now() + timedelta(days=3),
        answered_at=timezone.now(),
    )


def _visit_agreed(cast: Cast) -> None:
    HomeVisit.objects.filter(pk=cast.visits["zofia"].pk).update(
        status="accepted", takes_place_at=timezone.now(), answered_at=timezone.now()
    )


def _marek_leaves(cast: Cast) -> None:
    last = timezone.localdate()
    Membership.objects.filter(pk=cast.posts["marek"].pk).update(ended_on=last)
    KeyPersonAssignment.objects.filter(membership=cast.posts["marek"]).update(ended_on=last)


def _no_worries(cast: Cast) -> None:
    PlanWorry.objects.filter(plan=cast.plans["zofia"]).delete()


def _proposed_from_home(cast: Cast) -> None:
    SettlingVisit.objects.filter(pk=cast.settling["zofia"].pk).update(
        status="proposed", family=cast.homes["kapelusz"]
    )


def _nobody_is_key_person(cast: Cast) -> None:
    KeyPersonAssignment.objects.filter(child=cast.children["zofia"]).delete()


def _step_is_done(cast: Cast) -> None:
    steps = cast.goals["zofia-with-kapelusz"].steps
    steps.update(done_on=timezone.localdate(), done_where="home")


def _said_yes(cast: Cast) -> None:
    letters = ShareInvitation.objects.filter(pk=cast.shares["agnieszka"].pk)
    letters.update(answer="yes", answered_at=timezone.now())


def _on_the_list(cast: Cast) -> None:
    make.make_helper(cast.ways["hill"], user=cast.agnieszka)


def _known_token(cast: Cast) -> None:
    rows = Invitation.objects.filter(pk=cast.invitations["hill"].pk)
    rows.update(token_hash=hash_of(PLAIN["token"]), rights=dict.fromkeys(RIGHTS, True))


def _another_browser(cast: Cast) -> None:
    UserSession.objects.create(
        pk=1, user=cast.agnieszka, ip="127.0.0.1", session_key="k" * 32, user_agent="A phone"
    )


def _letters_wait(cast: Cast) -> None:
    Invitation.objects.filter(pk=cast.invitations["hill"].pk).update(waits=True)


def _another_dose(cast: Cast) -> None:
    make.make_dose(cast.medicines["zofia-from-kapelusz"], by=cast.marek)


def _card_is_away(cast: Cast) -> None:
    ShareCard.objects.filter(pk=cast.cards["hill"].pk).update(put_away_at=timezone.now())


def _not_published(cast: Cast) -> None:
    YouSaid.objects.filter(pk=cast.said["hill"].pk).update(shown=None)
    YouSaidVersion.objects.filter(item=cast.said["hill"]).update(is_public=False)


def _not_asked(cast: Cast) -> None:
    Decision.objects.filter(pk=cast.decisions["hill"].pk).update(asked_at=None)


def _decided(cast: Cast) -> None:
    make.make_outcome(cast.decisions["hill"], by=cast.bettina, decider=cast.posts["marek"])


def _stamps_are_given(cast: Cast) -> None:
    make.make_stamp_key(cast.hill, term=cast.terms["hill"])


def _no_themes_yet(cast: Cast) -> None:
    Theme.objects.all().delete()


def _the_term_is_over(cast: Cast) -> None:
    term, today = cast.terms["hill"], timezone.localdate()
    FeedbackItem.objects.filter(pk=cast.feedback["hill"].pk).update(term=term)
    Term.objects.filter(pk=term.pk).update(ends_on=today - timedelta(days=1))
    following = make.make_term(cast.hill, name="The next", starts_on=today, ends_on=today)
    make.make_stamp_key(cast.hill, term=following)  # until then the box may bring notes of the last


def _nothing_runs(cast: Cast) -> None:
    today = timezone.localdate()
    Pulse.objects.filter(pk=cast.pulses["hill"].pk).update(
        is_opened=False, opens_on=today, closes_on=today + timedelta(days=7)
    )
    make.make_stamp_key(cast.hill, term=cast.terms["hill"])  # of ten people, who hide an answer


def _for_a_question(cast: Cast) -> None:
    note = FeedbackItem.objects.filter(pk=cast.feedback["hill"].pk)
    note.update(question_id=cast.decisions["hill"].pk)


# What must be so before the form of a page does anything.
BEFORE: dict[str, Callable[[Cast], None]] = {
    "learning_journals:entry_tried": _something_to_try,
    "learning_journals:card_bring_back": _card_is_away,
    "learning_journals:observation_edit": _draft,
    "learning_journals:observation_share": _draft,
    "learning_journals:observation_restore": _withdrawn,
    "learning_journals:observation_give_back": _waits_to_be_read,
    "learning_journals:observation_take_back": _waits_to_be_read,
    "learning_journals:photo_add": _draft,
    "learning_journals:photo_remove": _draft,
    "learning_journals:photo_move": _another_photo,
    "learning_journals:photo_restore": _photo_taken_out,
    "learning_journals:sleep_end": _asleep,
    "learning_journals:room_day_detail": _waits_for_the_leader,
    "learning_journals:menu_copy": _a_week_before,
    "learning_journals:report_run_share": _not_shared,
    "learning_journals:report_share": _not_shared,
    "learning_journals:dose_read": _another_dose,
    "families:joining_begin": _no_way_yet,
    "families:joining_first_day": _not_started,
    "families:home_visit_agree": _another_time_asked_for,
    "families:home_visit_notes": _visit_agreed,
    "communications:handover": _marek_leaves,
    "communications:said_publish": _not_published,
    "communications:decision_edit": _not_asked,
    "communications:decision_ask": _not_asked,
    "communications:decision_said": _decided,
    "communications:comment_show": _for_a_question,
    "communications:comment_keep_off": _for_a_question,
    "families:plan_sign": _no_worries,
    "families:settling_agree": _proposed_from_home,
    "families:letter_list": _letters_wait,
    "families:key_person_edit": _nobody_is_key_person,
    "families:share_thank": _said_yes,
    "families:way_leave": _on_the_list,
    "families:goal_step_reopen": _step_is_done,
    "families:invitation_accept": _known_token,
    "families:device_end": _another_browser,
    "feedback:card_sheet": _stamps_are_given,
    "feedback:theme_begin": _no_themes_yet,
    "feedback:term_picture": _the_term_is_over,
    "feedback:pulse_edit": _nothing_runs,
    "feedback:pulse_open": _nothing_runs,
    "feedback:pulse_remove": _nothing_runs,
}
# Who tries to write with somebody else's ids: one of each kind of rights.
FORGERS = (
    *("bettina", "marek", "saoirse", "priya", "gwen", "thaddeus", "ottilie"),
    *("agnieszka", "edmund", "emrys", "olwen"),
)

# Pages of which a forged form, with both walls down, changes something of somebody else's.
FEWEST_THAT_LEAK = 21


def _query(address: Address, cast: Cast, whose: str) -> str:
    """A talk names its child in the address of the form."""
    if address.name == "communications:conversation_create":
        return f"?child={cast.children[whose].pk}"
    return ""


# Which method a page takes depends neither on its row nor on the person: asked once in a process.
_refuses_post: dict[str, bool] = {}


def _takes_post(visitor: Visitor, found: list[Address]) -> list[Address]:
    """The addresses that answer a POST."""
    for address in found:
        if address.name not in _refuses_post:
            status = visitor.ask("POST", address)[0].status_code
            _refuses_post[address.name] = status == 405
    return [each for each in found if not _refuses_post[each.name] and not SIGN_IN.match(each.name)]


def test_every_field_of_every_form_has_a_value() -> None:
    for form in forms_of_the_site():
        unknown = set(form.base_fields) - set(FIELDS)
        assert not unknown, f"say in tests/access/bodies.py what {unknown} of {form} is filled with"


def test_the_right_person_writes_with_such_a_body_on_every_page_that_takes_a_form(
    cast: Cast,
) -> None:
    """Without this the forged forms might be refused for a field that is missing."""
    visitors = {
        name: Visitor(cast, name) for name in ("bettina", "marek", "tariq", "agnieszka", "nobody")
    }
    refused, pages = {}, set()
    for address in _takes_post(visitors["bettina"], addresses(cast)):
        name, whose = RIGHTLY.get(address.name, MANAGER)
        if address.target not in ("", whose) or address.name in NO_FORM_HERE:
            continue
        pages.add(address.name)
        visitor = visitors[name]
        with undone():
            BEFORE.get(address.name, lambda cast: None)(cast)
            body = body_for(cast, address, whose, sender=name)
            response, content = visitor.ask(
                "POST", address, body=body, query=_query(address, cast, whose)
            )
        writes = visitor.writes
        if table := KEPT_ELSEWHERE.get(address.name):
            writes = [each for each in visitor.bookkeeping if table in each]
        if not writes or response.status_code >= 400:
            refused[address.name] = (name, response.status_code, _errors(response, content))
    assert refused == {}
    assert len(pages) >= FORMS, f"{len(pages)}: {sorted(pages)}"


def _errors(response: HttpResponseBase, content: bytes) -> object:
    form = (getattr(response, "context", None) or {}).get("form")
    if form is not None:
        return dict(form.errors)
    return content[:300] or response.get("Location")


# --- and now with somebody else's ids -------------------------------------------------------------


def _foreign(cast: Cast, name: str, whose: str) -> list[str]:
    """The ids of what belongs to a target and not to this person, by the truth table."""
    owners = {
        canary(whose): (cast.children[whose], cast.observations[whose], cast.photos[whose]),
        canary(f"home-{HOME_OF[whose]}"): (cast.homes[HOME_OF[whose]],),
    }
    if whose in TALK_OF:
        owners[canary(f"talk-{TALK_OF[whose]}")] = (cast.conversations[TALK_OF[whose]],)
    if AT[name] != SETTING_OF[whose]:
        owners["the setting"] = (
            getattr(cast, SETTING_OF[whose]),
            cast.rooms[ROOM_OF[whose]],
            cast.posts[STAFF_OF[whose]],
        )
    return [
        str(row.pk) for word, rows in owners.items() if word not in MAY_READ[name] for row in rows
    ]


def _rows_naming(ids: list[str]) -> dict[str, list[object]]:
    """Every row that names one of these, as text; as the owner, who sees all."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(set(RULES) - {"families_auditevent"}):
            cursor.execute(
                f'SELECT md5(t::text) FROM "{table}" t WHERE t::text ~ %s ORDER BY 1',
                ["|".join(ids)],
            )
            found[table] = cursor.fetchall()
    return found


def _forged(cast: Cast, name: str, found: list[Address]) -> Iterator[tuple[Address, str, str]]:
    """Where this person sends forged forms: address, whose ids stand in the form, whose rows are
    looked at. Somebody else's address with their ids and with one's own; of every page one address
    of one's own, or of nobody, with the ids of a stranger of each nursery, in turn."""
    strangers = [whose for whose in TARGETS if _foreign(cast, name, whose)]
    own = next((whose for whose in TARGETS if canary(whose) in MAY_READ[name]), None)
    by_setting = defaultdict(list)
    for whose in strangers:
        by_setting[SETTING_OF[whose]].append(whose)
    pages: set[str] = set()
    for address in found:
        if address.target in strangers:
            yield address, address.target, address.target
            if own:
                yield address, own, address.target
        elif address.target != "missing" and address.name not in pages:
            pages.add(address.name)
            for those in by_setting.values():
                whose = those[len(pages) % len(those)]
                yield address, whose, whose


def _changes(cast: Cast, name: str, *, may_fail: bool = False) -> set[str]:
    """The pages by which this person changed something of somebody else's."""
    visitor, changed = Visitor(cast, name), set()
    before = {whose: _rows_naming(ids) for whose in TARGETS if (ids := _foreign(cast, name, whose))}
    for address, whose, looked_at in _forged(cast, name, _takes_post(visitor, addresses(cast))):

        def compare(address: Address = address, looked_at: str = looked_at) -> None:
            if _rows_naming(_foreign(cast, name, looked_at)) != before[looked_at]:
                changed.add(address.name)

        response, content = visitor.ask(
            "POST",
            address,
            body=body_for(cast, address, whose, sender=name),
            query=_query(address, cast, whose),
            afterwards=compare,
        )
        where = f"{name}: POST {address.name} of {address.target or 'nobody'} with {whose}'s ids"
        if not may_fail:
            assert response.status_code < 500 or response.status_code == 503, where
            assert not words_in(response, content) - allowed(name), where
    return changed


@pytest.mark.parametrize("name", FORGERS)
def test_a_form_full_of_other_peoples_ids_changes_nothing_of_theirs(cast: Cast, name: str) -> None:
    assert _changes(cast, name) == set()


@pytest.mark.parametrize("name", ["edmund", "saoirse", "ottilie"])
def test_without_the_wall_in_code_a_forged_form_changes_nothing_either(
    cast: Cast, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_the_code_wall_down(monkeypatch)
    assert _changes(cast, name, may_fail=True) == set()


def test_without_both_walls_forged_forms_change_other_peoples_rows(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves that the forged forms are good enough to do harm, page by page."""
    take_the_code_wall_down(monkeypatch)
    take_the_database_wall_down()
    changed = _changes(cast, "saoirse", may_fail=True)
    assert len(changed) >= FEWEST_THAT_LEAK, sorted(changed)
