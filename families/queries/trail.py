"""The trail in plain words: who did what, when, about whom."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .. import policies
from ..audit import THE_SITE
from ..context import Person
from ..models import AuditEvent, Child, User

LINES_ON_A_PAGE = 50
ROWS_OF_A_PAGE = 1000  # looked through at most to fill it
TOLD_TOGETHER = timedelta(hours=1)
ALARM = "read_many_children"

# What was done, in the words of the page. A verb that is not here is shown as it is written.
VERBS = {
    "allow_medicine": _("allowed a medicine"),
    "end_medicine": _("took back that a medicine is allowed"),
    "give_medicine": _("gave a dose of medicine"),
    "tell_of_medicine_at_home": _("told of a dose of medicine at home"),
    "acknowledge_medicine": _("read of doses of medicine and said so"),
    "read_medicines": _("looked at a child’s medicines"),
    "sign_notice": _("signed a notice of an accident or injury"),
    "add_to_notice": _("added to a notice of an accident or injury"),
    "review_notice": _("looked at a notice as manager"),
    "acknowledge_notice": _("read a notice and said so"),
    "read_notice": _("opened a notice of an accident or injury"),
    "read_notices": _("looked at the notices of a child"),
    "add_service": _("put up a card of help nearby"),
    "change_service": _("changed a card of help nearby"),
    "publish_policy": _("published a policy"),
    "understand_policy": _("read a policy and understood it"),
    "write_said": _("wrote down what families said and what we do"),
    "change_said": _("changed what we do about what families said"),
    "publish_said": _("published what we do about what families said"),
    "take_back_said": _("took back what we do about what families said"),
    "write_decision": _("wrote a question to all families"),
    "change_decision": _("changed a question before it was asked"),
    "ask_decision": _("asked all families a question"),
    "answer_decision": _("answered a question to all families"),
    "decide": _("wrote down what was decided"),
    "accept_goal": _("said yes to a goal"),
    "accept_health_change": _("took over what a family said about a child’s health"),
    "accept_invitation": _("accepted an invitation"),
    "accepted_home_visit": _("said yes to a visit at home"),
    "add_child": _("put a child on the roll"),
    "add_goal_step": _("wrote down a small step of a goal"),
    "add_collector": _("named somebody who may collect a child"),
    "add_room": _("made a room"),
    "add_term": _("wrote down a term"),
    "add_photo": _("added a photograph"),
    "add_sound": _("added a sound"),
    "add_way_to_help": _("wrote on the board where hands are needed"),
    "change_way_to_help": _("changed what stands on the board of helpers"),
    "call_way_off": _("called off what helpers were looked for"),
    "answer_entry": _("answered an entry of a child’s journal with a tap"),
    "answer_invitation": _("answered an invitation to share"),
    "add_plan_step": _("added a step to a plan"),
    "add_worry": _("wrote a worry in a plan"),
    "agree_to_home_visit": _("agreed to a visit at home"),
    "agree_to_settling_visit": _("agreed to a settling-in visit"),
    "answer_wish": _("answered what would help a family"),
    "answer_worry": _("answered a worry"),
    "answer_health_change": _("answered what a family said about a child’s health"),
    "arrange_cover": _("wrote down who covers for a key person"),
    "ask_for_digest": _("asked for an e-mail update"),
    "ask_for_record": _("asked for a copy of a child’s record"),
    "ask_for_book": _("asked for a book of a child’s journal"),
    "assign_backup": _("named a back-up key person"),
    "assign_key_person": _("named a key person"),
    "begin_joining": _("began the way to us for a child"),
    "begin_next_step": _("began to work on something with a child"),
    "close_next_step": _("closed something we worked on with a child"),
    "write_card": _("wrote a card to try at home"),
    "put_card_away": _("put a card to try at home away"),
    "bring_card_back": _("put a card to try at home into the box again"),
    "give_card": _("gave a card to try at home"),
    "write_room_week": _("wrote the week of a room"),
    "answer_week": _("answered the question of the week"),
    "use_answer": _("used an answer and said thank you"),
    "read_week_answers": _("read what families answered to the question of the week"),
    "begin_plan": _("began a plan for a change"),
    "begin_setting": _("made this nursery, with its rooms and its first term"),
    "call_settling_visit_off": _("called a settling-in visit off"),
    "choose_framework": _("chose the guide the nursery works with"),
    "change_staff_portrait": _("changed their picture"),
    "bring_file": _("brought in a file"),
    "change_child": _("changed a child’s page"),
    "change_answer": _("changed how it was to try something at home"),
    "change_contacts": _("changed where families can turn"),
    "change_family": _("changed the page of a home"),
    "change_goal": _("changed the wording of a goal"),
    "change_link": _("changed what a parent or carer may see"),
    "change_nursery": _("changed the nursery’s name, address or phone"),
    "change_room": _("changed a room"),
    "change_term": _("changed a term"),
    "change_plan": _("changed a plan"),
    "change_plan_page": _("wrote what comforts"),
    "change_plan_step": _("changed a step of a plan"),
    "close_nursery": _("said from which day on the nursery is closed"),
    "keep_nursery_open": _("said that the nursery stays open"),
    "change_permission": _("changed what the nursery asks families to allow"),
    "change_post": _("changed a colleague’s role or rooms"),
    "change_profile": _("changed their own page"),
    "choose_collector": _("said who collects"),
    "choose_digest": _("chose when e-mail updates come"),
    "close_goal": _("closed a goal with a thank-you"),
    "declined_home_visit": _("said no to a visit at home"),
    "do_check_step": _("looked whether anything had changed"),
    "discard_import": _("threw a file away"),
    "end_child": _("wrote down a child’s last day"),
    "end_collector": _("took somebody off who might collect"),
    "end_court_order": _("ended a note of a court order"),
    "end_cover": _("ended a cover"),
    "end_device": _("signed out on another device"),
    "end_link": _("ended a link"),
    "end_post": _("wrote down a colleague’s last day"),
    "let_child_stay": _("took a child’s last day back: the child stays"),
    "let_colleague_stay": _("took a colleague’s last day back: they stay"),
    "change_cover": _("changed what is said about a cover"),
    "fail_import": _("saw that a file could not be brought in"),
    "hand_wish_on": _("gave a leaver’s answer to a wish to a colleague"),
    "hand_visit_on": _("gave a leaver’s home visit to a colleague"),
    "list_to_read": _("looked at what waits to be read first"),
    "find_in_journals": _("looked for words in the journals of several children"),
    "finish_goal_step": _("wrote down that a small step is done"),
    "finish_check": _("looked through everything for the term"),
    "export_all": _("took out all lists of people"),
    "export_children": _("took out the list of children"),
    "export_families": _("took out the list of parents and carers"),
    "export_rooms": _("took out the list of rooms"),
    "export_staff": _("took out the list of staff"),
    "finish_import": _("imported a file"),
    "forget_second_factor": _("was let in again without the second step"),
    "hand_draft_over": _("gave the drafts of a colleague to another"),
    "hand_key_children_over": _("named somebody new for a colleague’s key children"),
    "give_permission": _("gave a permission"),
    "give_permission_on_paper": _("wrote down a permission that was signed on paper"),
    "hear_sound": _("listened to a sound"),
    "import_change": _("changed a child’s page by a file"),
    "import_child": _("put a child on the roll by a file"),
    "import_invitation": _("wrote invitations by a file"),
    "invite_first_manager": _("invited the first manager"),
    "invite_parent_carer": _("invited a parent or carer"),
    "invite_staff": _("invited a colleague"),
    "invite_to_share": _("invited an adult to share something"),
    "leave_way": _("gave a helper’s place back"),
    "let_read_along": _("let somebody who works here today read along in a conversation"),
    "correct_daily_note": _("corrected the words of a day that the family had read"),
    "finish_daily_note": _("finished the words of a day"),
    "choose_second_reader": _("chose whether a second person reads observations first"),
    "hand_in_observation": _("gave an observation to a second reader"),
    "give_back_observation": _("gave an observation back to its writer"),
    "take_back_observation": _("took an observation back from the second reader"),
    "choose_daily_notes": _("chose when families read the words of a day, and what is logged"),
    "write_menu": _("wrote the menu"),
    "tick_allergens": _("ticked what a child must not eat"),
    "hold_allergens": _("confirmed what a child must not eat"),
    "answer_meal_stop": _("said what happened where a meal had stopped"),
    "give_food_by_mistake": _("wrote down that a child was given what it must not eat"),
    "tell_morning": _("told the room about a morning"),
    "read_morning": _("read what a home told about the morning"),
    "log_wake": _("wrote down who woke up"),
    "keep_older_paper": _("kept a form on paper that is older than another answer"),
    "meet_collector": _("met somebody who may collect"),
    "make_wish": _("said what would help"),
    "move_first_day": _("wrote down another first day"),
    "change_import_kind": _("said that a file is about something else"),
    "match_columns": _("said what the columns of a file are"),
    "move_photo": _("put photographs in another order"),
    "move_room": _("moved a child to another room"),
    "offer_home_visit": _("offered a visit at home"),
    "open_plan_page": _("opened a home’s page in a plan"),
    "other_time_home_visit": _("asked for another time for a visit at home"),
    "note_court_order": _("wrote a note of a court order"),
    "print_reports": _("printed reports"),
    "print_reports_again": _("printed reports again"),
    "propose_goal": _("proposed a goal"),
    "propose_settling_visit": _("proposed a settling-in visit"),
    "propose_health_change": _("said something new about a child’s health"),
    "put_off_check": _("put off looking whether anything had changed"),
    "put_photo_back": _("put a photograph back"),
    "read_about_me": _("opened All About Me of a child"),
    "read_child": _("opened a child’s page"),
    "read_collection": _("looked up who may collect"),
    "read_collection_password": _("looked up a collection password"),
    "read_day": _("opened a child’s day"),
    "read_goal": _("read a goal"),
    "read_family": _("opened the page of a home"),
    "read_home_visit": _("read about a visit at home"),
    "read_joining": _("read about a child’s way to us"),
    "read_homes": _("looked at a child’s homes side by side"),
    "read_journal": _("read in a child’s journal"),
    "read_many_children": _("opened unusually many children’s pages and had to sign in again"),
    "read_plan": _("read a plan for a change"),
    "read_permissions": _("looked at a child’s permissions"),
    "read_report": _("opened a report"),
    "refuse_permission": _("said no to something we asked, or took a permission back"),
    "refuse_permission_on_paper": _("wrote down a no that was signed on paper"),
    "read_routine": _("opened a child’s routine card"),
    "release_daily_note": _("sent a daily note home"),
    "remove_photo": _("took a photograph out"),
    "reopen_goal_step": _("took back that a small step is done"),
    "restore_observation": _("made a draft again of an observation"),
    "review_goal": _("wrote how far a goal has come"),
    "revoke_invitation": _("took an invitation back"),
    "ring_back": _("rang back about who collects"),
    "save_offer": _("said what they like and what makes it hard"),
    "say_settled": _("wrote that a child feels at home here"),
    "see_as": _("began to see Footbridge as a parent or carer sees it"),
    "see_page_as": _("opened a page as a parent or carer sees it"),
    "reword_permission": _("put a question about permissions into new words"),
    "say_page_is_read": _("said that they have read what a family wrote"),
    "say_hello": _("said hello to a family as key person"),
    "send_invitation_again": _("sent an invitation again"),
    "send_letters": _("sent the letters of an import"),
    "send_message": _("sent a message"),
    "set_collection_password": _("chose a collection password"),
    "share_observation": _("shared an observation"),
    "share_report": _("shared a report"),
    "sign_up": _("signed up to help"),
    "sign_plan": _("signed a plan"),
    "sign_plan_page": _("signed a plan for a home"),
    "start_conversation": _("began a conversation"),
    "take_home_visit_back": _("took a visit at home back"),
    "take_answer_away": _("took an answer under an entry away again"),
    "take_book": _("took a book of a child’s journal"),
    "take_record": _("took a copy of a child’s record"),
    "stop_seeing_as": _("stopped seeing Footbridge as somebody else"),
    "start_import": _("asked for a file to be imported"),
    "take_report_back": _("took a report back"),
    "thank_for_sharing": _("said thank you for what was shared"),
    "thank_helpers": _("said thank you to helpers"),
    "tick_joining_step": _("ticked a step on the way to us"),
    "tick_plan_step": _("ticked a step of a plan"),
    "thank_for_hello": _("thanked for a key person’s hello"),
    "undo_care": _("took back what was written down for the day"),
    "undo_wake": _("took back that somebody woke up"),
    "untick_joining_step": _("took back a tick on the way to us"),
    "untick_plan_step": _("took back a tick in a plan"),
    "view_photo": _("looked at a photograph"),
    "withdraw_collection_choice": _("took back who collects"),
    "withdraw_offer": _("took back what they had said of themselves"),
    "withdraw_family_answer": _("took back what a family wrote"),
    "withdraw_observation": _("took an observation back"),
    "write_comment": _("wrote a comment"),
    "write_daily_note": _("wrote a daily note"),
    "write_family_answer": _("wrote in the words of a family"),
    "write_home_entry": _("wrote from home into the journal"),
    "write_nursery_routine": _("wrote the nursery’s side of a routine card"),
    "write_observation": _("wrote an observation"),
    "write_safety_note": _("wrote for colleagues before a visit"),
    "write_settling_outcome": _("wrote how a settling-in visit was"),
    "write_visit_notes": _("wrote notes of a visit at home"),
}
# One verb for each thing that is written down of a child's day: log_lunch, log_nappy.
LOGGED = "log_"


@dataclass
class TrailLine:
    """One line, ready to be read."""

    at: datetime
    since: datetime | None  # when it began, where several are told together
    who: str
    did: str
    child: Child | None
    is_alarm: bool


@dataclass
class _Told:
    """Rows that say the same, one after the other: the newest, the oldest, and how many."""

    newest: AuditEvent
    oldest: AuditEvent
    times: int = 1

    @property
    def lasted(self) -> bool:
        """Whether the clock showed another minute when it began."""
        return f"{self.oldest.at:%H:%M}" != f"{self.newest.at:%H:%M}"

    def takes(self, row: AuditEvent) -> bool:
        """Whether this row, older than all others, says it once more within the hour."""
        return (
            row.verb == self.newest.verb != ALARM
            and row.child_id == self.newest.child_id
            and self.newest.at - row.at <= TOLD_TOGETHER
        )


def trail_of(
    person: Person, *, before: str = "", child_id: uuid.UUID | None = None
) -> tuple[list[TrailLine], str]:
    """A page of the trail, newest first, and where the next page starts (or "").

    `before` comes from the page before; anything else is taken as the first page.
    """
    lines = policies.audit_visible_to(person)
    if child_id:
        lines = lines.filter(child_id=child_id)
    at, number = _place(before)
    if at:
        lines = lines.filter(Q(at__lt=at) | Q(at=at, id__lt=number))
    rows = lines.order_by("-at", "-id")[: ROWS_OF_A_PAGE + 1]
    page, last = _told_together(rows.iterator(chunk_size=2 * LINES_ON_A_PAGE))
    people = {
        user.pk: user.name
        for user in User.objects.filter(pk__in={told.newest.actor_id for told in page})
    }
    people[THE_SITE] = gettext("Whoever runs Footbridge here")
    children = policies.children_visible_to(person).in_bulk(
        {told.newest.child_id for told in page if told.newest.child_id}
    )
    return (
        [
            TrailLine(
                at=told.newest.at,
                since=told.oldest.at if told.lasted else None,
                who=people.get(told.newest.actor_id, gettext("Somebody who has left")),
                did=_words(told.newest, told.times),
                child=children.get(told.newest.child_id),
                is_alarm=told.newest.verb == ALARM,
            )
            for told in page
        ],
        f"{last.at.isoformat()}~{last.pk}" if last else "",
    )


def _told_together(rows: Iterable[AuditEvent]) -> tuple[list[_Told], AuditEvent | None]:
    """The lines of a page, newest first, and the row it ends with, or None if nothing follows.

    What somebody does again and again within an hour, and nothing else between, is one line.
    """
    page: list[_Told] = []
    latest: dict[uuid.UUID, _Told] = {}  # person → what they did last, of what was read so far
    last = None
    for number, row in enumerate(rows):
        told = latest.get(row.actor_id)
        once_more = told is not None and told.takes(row)
        if number == ROWS_OF_A_PAGE or (len(page) == LINES_ON_A_PAGE and not once_more):
            return page, last
        if told is not None and once_more:
            told.oldest = row
            told.times += 1
        else:
            latest[row.actor_id] = _Told(row, row)
            page.append(latest[row.actor_id])
        last = row
    return page, None


def _words(line: AuditEvent, times: int) -> str:
    said = _said(line)
    if times == 1:
        return said
    if line.verb == "view_photo":
        return ngettext("looked at %(n)s photograph", "looked at %(n)s photographs", times) % {
            "n": times
        }
    return gettext("%(did)s (%(n)s times)") % {"did": said, "n": times}


def _said(line: AuditEvent) -> str:
    if line.verb not in VERBS and line.verb.startswith(LOGGED):
        what = line.verb.removeprefix(LOGGED).replace("_", " ")
        return gettext("wrote down for the day: %(what)s") % {"what": what}
    return str(VERBS.get(line.verb, line.verb.replace("_", " ")))


def _place(before: str) -> tuple[datetime | None, int]:
    text, _tilde, number = before.rpartition("~")
    try:
        at = parse_datetime(text)
        return (at, int(number)) if at and at.tzinfo else (None, 0)
    except ValueError:
        return None, 0
