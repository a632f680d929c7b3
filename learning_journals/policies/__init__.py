"""The first wall for what a child does: daily notes, observations, photographs, reports.

Staff see the record of the children in their care; families see what was shared of a child they are
linked to today, as far as the link says; what one home wrote stays with that home.
"""

import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from families.context import Person
from families.models import (
    GROUP_PHOTOS,
    OWN_PHOTOS,
    Child,
    Family,
    ParentCarer,
    Role,
    Room,
    Setting,
    valid_on,
)
from families.policies import (
    can_care_for,
    can_decide_as_manager,
    children_cared_for_by,
    children_visible_to,
    family_ids_of,
    in_care_of,
    is_manager_of,
    keys_with_yes,
    link_to,
    links_held_by,
    own_child_ids_of,
    rooms_worked_in_by,
    settings_visible_to,
)

from ..models import (
    CareEntry,
    ChildAllergen,
    Comment,
    DailyNote,
    DailyNoteChange,
    EntryAnswer,
    JournalBook,
    MealStop,
    MorningNote,
    MorningNoteReading,
    Observation,
    ObservationChild,
    Offer,
    Photo,
    ProgressReport,
    ReleaseRule,
    ReportRun,
)
from .at_home import (  # noqa: F401 - an area of its own, found here like the rest
    can_write_cards,
    can_write_week,
    cards_visible_to,
    gifts_visible_to,
    own_children_in,
    places_of_own_children,
    room_weeks_visible_to,
    week_answers_visible_to,
    week_rooms_visible_to,
)
from .entries import of_entries
from .medicines import (  # noqa: F401 - the same
    can_give_medicine,
    doses_visible_to,
    link_that_allows_medicine,
    medicine_permissions_visible_to,
)
from .next_steps import (  # noqa: F401 - the same
    can_begin_next_step,
    can_close_next_step,
    next_steps_visible_to,
)
from .notices import (  # noqa: F401 - an area of its own, found here like the rest
    acknowledgements_visible_to,
    can_review_notice,
    can_sign_notice,
    colleagues_of,
    link_that_reads_notices,
    notice_addenda_visible_to,
    notices_visible_to,
)
from .second_reader import (  # noqa: F401 - the same
    can_choose_second_reader,
    can_read_second,
    can_take_back,
    given_back_visible_to,
    is_second_reader,
    observations_to_read,
    second_reader_rules_visible_to,
    shares_at_once,
)
from .sounds import sounds_in_journal, sounds_visible_to  # noqa: F401 - the same

# --- what a person may know of --------------------------------------------------------------------


def journals_visible_to(person: Person) -> QuerySet[Child]:
    """The children whose journal this person may open."""
    return children_visible_to(person).filter(
        in_care_of(person) | Q(pk__in=own_child_ids_of(person, sees_journal=True))
    )


def children_logged_in(room: Room, person: Person) -> QuerySet[Child]:
    """The children of a room's board: those in this person's care who belong to the room today."""
    return children_cared_for_by(person).filter(
        valid_on(person.today, prefix="room_places__"), room_places__room=room
    )


def days_visible_to(person: Person) -> QuerySet[Child]:
    """The children whose daily notes this person may open."""
    return children_visible_to(person).filter(
        in_care_of(person) | Q(pk__in=own_child_ids_of(person, sees_daily_notes=True))
    )


def care_entries_visible_to(person: Person) -> QuerySet[CareEntry]:
    """Staff: of the children in their care. Family: of their children, without what was undone."""
    return CareEntry.objects.filter(
        in_care_of(person, "child")
        | Q(child__in=own_child_ids_of(person, sees_daily_notes=True), undone_at__isnull=True)
    )


def daily_notes_visible_to(person: Person) -> QuerySet[DailyNote]:
    """Staff: of the children in their care. Family: what was released."""
    return DailyNote.objects.filter(
        in_care_of(person, "child")
        | Q(child__in=own_child_ids_of(person, sees_daily_notes=True), released_at__isnull=False)
    )


def daily_note_changes_visible_to(person: Person) -> QuerySet[DailyNoteChange]:
    """How the words of a day read before they were corrected: with the words themselves."""
    return DailyNoteChange.objects.filter(note__in=daily_notes_visible_to(person))


def release_rules_visible_to(person: Person) -> QuerySet[ReleaseRule]:
    """When families read the words of a day: everybody of the setting may know."""
    return ReleaseRule.objects.filter(setting__in=settings_visible_to(person))


def morning_notes_visible_to(person: Person) -> QuerySet[MorningNote]:
    """What one's own home told, by those who may see the day; staff: of the children in their care,
    and never of the other home of a child of their own."""
    own = Q(pk__in=[])
    for link in links_held_by(person, sees_daily_notes=True):
        own |= Q(child=link.child_id, family=link.family_id)
    return MorningNote.objects.filter(in_care_of(person, "child", home="family") | own)


def morning_note_readings_visible_to(person: Person) -> QuerySet[MorningNoteReading]:
    """Who has read a note that one may read."""
    return MorningNoteReading.objects.filter(note__in=morning_notes_visible_to(person))


def offers_visible_to(person: Person) -> QuerySet[Offer]:
    """The menus of one's settings: families read them too."""
    return Offer.objects.filter(setting__in=settings_visible_to(person))


def child_allergens_visible_to(person: Person) -> QuerySet[ChildAllergen]:
    """Staff: of the children in their care. Family: what the nursery holds of their children, and
    what their own home has ticked."""
    return ChildAllergen.objects.filter(
        in_care_of(person, "child", home="family")
        | Q(child__in=own_child_ids_of(person))
        & (Q(family__isnull=True) | Q(family__in=family_ids_of(person)))
    )


def meal_stops_visible_to(person: Person) -> QuerySet[MealStop]:
    """Those who look after the child: what became of a meal the family reads in its day, and of a
    mistake in the accident form."""
    return MealStop.objects.filter(in_care_of(person, "child"))


def journal_lines_visible_to(person: Person) -> QuerySet[ObservationChild]:
    """One line per child and observation. Family: shared ones, of the setting or their own home.
    A line is shared as long as its observation is: the database holds one to the other."""
    return ObservationChild.objects.filter(
        in_care_of(person, "child", home="family")
        | (
            Q(child__in=own_child_ids_of(person, sees_journal=True), is_shared=True)
            & (Q(family__isnull=True) | Q(family__in=family_ids_of(person)))
        )
    )


def observations_visible_to(person: Person) -> QuerySet[Observation]:
    """One's own, for as long as one works there or belongs to that home; staff: those of the
    children in their care; family: shared ones with a journal line that they may see."""
    in_care, at_home = _lines_by_care_and_link(person)
    return Observation.objects.filter(
        _own_observations(person)
        | Q(pk__in=in_care.values("observation_id"))
        | Q(pk__in=at_home.values("observation_id"), status=Observation.Status.SHARED)
    )


def own_drafts_of(person: Person) -> QuerySet[Observation]:
    """What this person has begun at work and not shared; the photographs in it are their own."""
    return own_unshared_of(person).filter(status=Observation.Status.DRAFT)


def own_unshared_of(person: Person) -> QuerySet[Observation]:
    """The same, with what waits for a second reader."""
    drafts = Observation.objects.filter(
        author=person.user,
        setting_id=person.here,
        family__isnull=True,
        status__in=(Observation.Status.DRAFT, Observation.Status.WAITING),
    )
    return drafts if person.is_staff else drafts.none()


def drafts_left_by(user_id: uuid.UUID, person: Person) -> QuerySet[Observation]:
    """What a colleague has begun and not shared, for who leads: to be given to somebody else."""
    drafts = Observation.objects.filter(
        author_id=user_id,
        setting_id=person.here,
        family__isnull=True,
        status=Observation.Status.DRAFT,
    )
    return drafts if person.leads else drafts.none()


def photos_visible_to(person: Person) -> QuerySet[Photo]:
    """Photographs of visible observations, as long as the families of all children in them allow
    it; family needs the right to photographs as well. Who sent one sees it always."""
    in_care = journal_lines_visible_to(person).filter(in_care_of(person, "child"))
    own = Observation.objects.filter(_own_observations(person))
    at_home = Q(pk__in=[])
    for link in links_held_by(person, sees_journal=True, sees_photos=True):
        at_home |= _in_journal_at_home(link, person)
    return Photo.objects.filter(
        Q(uploaded_by=person.user, observation__in=own)
        | Q(allowed_in_own_journals(person)) & Q(observation__in=in_care.values("observation_id"))
        | Q(allowed_in_own_journals(person)) & at_home,
        removed_at__isnull=True,
    )


def allowed_in_own_journals(person: Person) -> Q:
    """Of a photograph: the family of every child in it allows photographs in the own journal."""
    return Q(shows__within=keys_with_yes(person, OWN_PHOTOS))


def allowed_beside(child: Child, person: Person) -> Q:
    """Of a shared photograph: it may be in this child's journal, as far as all others in it go. One
    that names nobody goes nowhere."""
    keys = [*keys_with_yes(person, GROUP_PHOTOS), child.consent_key]
    return Q(shows__within=keys) & ~Q(shows=[])


def _in_journal_at_home(link: ParentCarer, person: Person) -> Q:
    """What the nursery, and the own home, have put into one child's journal."""
    lines = ObservationChild.objects.filter(child=link.child_id, is_shared=True)
    shared = Q(observation__status=Observation.Status.SHARED)
    ours = lines.filter(family__in=family_ids_of(person)).values("observation_id")
    theirs = lines.filter(family__isnull=True).values("observation_id")
    return shared & (
        Q(observation__in=ours) | Q(observation__in=theirs) & allowed_beside(link.child, person)
    )


def _own_observations(person: Person) -> Q:
    """What this person wrote as staff of the setting where they work now, or for their own home."""
    at_work = Q(family__isnull=True, setting_id=person.here)
    at_home = Q(family__in=family_ids_of(person))
    return Q(author=person.user) & ((at_work | at_home) if person.is_staff else at_home)


def removed_photos_of(person: Person) -> QuerySet[Photo]:
    """The photographs this person took out of a draft of their own and may still put back."""
    own = Observation.objects.filter(_own_observations(person))
    return Photo.objects.filter(
        uploaded_by=person.user, observation__in=own, removed_at__isnull=False
    )


def _lines_by_care_and_link(
    person: Person, **rights: bool
) -> tuple[QuerySet[ObservationChild], QuerySet[ObservationChild]]:
    """The visible journal lines of the children in one's care, and those of the children one is
    linked to with these rights."""
    visible = journal_lines_visible_to(person)
    return (
        visible.filter(in_care_of(person, "child")),
        visible.filter(child__in=own_child_ids_of(person, sees_journal=True, **rights)),
    )


def comments_visible_to(person: Person) -> QuerySet[Comment]:
    """Staff: under the children in their care. Family: their own home's exchange only, under what
    is shared with them."""
    return Comment.objects.filter(
        in_care_of(person, "child", home="family")
        | Q(
            family__in=family_ids_of(person),
            child__in=own_child_ids_of(person, sees_journal=True),
            observation__status=Observation.Status.SHARED,
        )
    )


def entry_answers_visible_to(person: Person) -> QuerySet[EntryAnswer]:
    """What was answered without words. Staff: under the children in their care. Family: what
    belongs to their own home, under what is shared with them."""
    return EntryAnswer.objects.filter(
        in_care_of(person, "child", home="family")
        | Q(
            family__in=family_ids_of(person),
            child__in=own_child_ids_of(person, sees_journal=True),
            observation__status=Observation.Status.SHARED,
        )
    )


def journal_books_visible_to(person: Person) -> QuerySet[JournalBook]:
    """One's own books of a journal, as long as the link holds by which they were made: with other
    rights, another home, or none, they would say too much."""
    if person.is_seen:
        return JournalBook.objects.none()
    links = [link.pk for link in links_held_by(person, sees_journal=True)]
    return JournalBook.objects.filter(asked_by=person.user, link__in=links)


# --- what stands in a journal that was opened -----------------------------------------------------
# A page that got a child from `journals_visible_to` and lines from `journal_lines_visible_to` finds
# the rest by these: the same rules for one child, without working out again what is known. `link`
# is one's own link to the child; without one, staff who care for the child opened the journal.


def photos_in_journal(
    observations: Collection[uuid.UUID] | QuerySet[Any], person: Person, *, link: ParentCarer | None
) -> QuerySet[Photo]:
    """The photographs of these entries that are allowed. Family needs the right to photographs;
    what their own home sent, always. What one sent at work is not one's own at home."""
    photos = Photo.objects.filter(of_entries(observations), removed_at__isnull=True)
    if link is None:
        return photos.filter(allowed_in_own_journals(person) | Q(uploaded_by=person.user))
    from_home = Q(observation__family__isnull=False)
    own = from_home & Q(uploaded_by=person.user)
    if not (link.sees_journal and link.sees_photos):
        return photos.filter(own)
    return photos.filter(
        (allowed_in_own_journals(person) & (from_home | allowed_beside(link.child, person))) | own
    )


def comments_in_journal(
    observations: Collection[uuid.UUID] | QuerySet[Any], child: Child, *, link: ParentCarer | None
) -> QuerySet[Comment]:
    """What was said under these entries: to and by one's own home; to staff, of every home."""
    comments = Comment.objects.filter(of_entries(observations), child=child)
    if link is not None:
        comments = comments.filter(family_id=link.family_id)
    return comments


def answers_in_journal(
    observations: Collection[uuid.UUID], child: Child, *, link: ParentCarer | None
) -> QuerySet[EntryAnswer]:
    """What was answered without words: of one's own home; to staff, of every home."""
    answers = EntryAnswer.objects.filter(of_entries(observations), child=child)
    if link is not None:
        answers = answers.filter(family_id=link.family_id)
    return answers


def friends_in_journal(
    observations: Collection[uuid.UUID],
    child: Child,
    person: Person,
    *,
    own_children: Collection[uuid.UUID],
    link: ParentCarer | None,
) -> QuerySet[ObservationChild]:
    """The lines of other children in these entries: family learn of their own only."""
    lines = ObservationChild.objects.filter(of_entries(observations)).exclude(child=child)
    if link is not None:
        return lines.filter(child__among=own_children)
    return lines.filter(in_care_of(person, "child"))


def report_runs_visible_to(person: Person) -> QuerySet[ReportRun]:
    """Managers and deputies see what they printed."""
    if not person.leads:
        return ReportRun.objects.none()
    return ReportRun.objects.filter(setting_id=person.here)


def reports_visible_to(person: Person) -> QuerySet[ProgressReport]:
    """Staff: of the children in their care. Family: shared ones, if the link gives reports, and
    never with the words of another home in them, nor with photographs that are not allowed."""
    without_other_homes = Q(from_home__isnull=True) | Q(from_home__in=family_ids_of(person))
    with_leave = Q(has_photos=False) | Q(
        child__consent_key__among=keys_with_yes(person, OWN_PHOTOS)
    )
    return ProgressReport.objects.filter(
        in_care_of(person, "child", home="from_home")
        | Q(child__in=own_child_ids_of(person, sees_reports=True), shared_at__isnull=False)
        & without_other_homes
        & with_leave
    )


# --- what a person may do -------------------------------------------------------------------------


def can_log_care(person: Person, child: Child) -> bool:
    """Staff log care for the children they look after."""
    return can_care_for(person, child)


def telling_link(person: Person, child: Child) -> ParentCarer | None:
    """The link by which this person tells the room about the morning: of those who see the day."""
    return next(
        (
            link
            for link in links_held_by(person, sees_daily_notes=True)
            if link.child_id == child.pk
        ),
        None,
    )


def can_release_days(person: Person, room: Room) -> bool:
    """Who lets families read the words of a room's day where the setting wants that: its leader,
    the manager and the deputy."""
    if person.leads:
        return person.setting_id == room.setting_id
    leads_room = person.role == Role.ROOM_LEADER
    return leads_room and rooms_worked_in_by(person).filter(pk=room.pk).exists()


def can_choose_release(person: Person, setting: Setting) -> bool:
    """Manager and deputy say when families read the words of a day, and what is logged."""
    return is_manager_of(person, setting.pk)


def can_write_menu(person: Person) -> bool:
    """Who plans what is on the table: the cook, the manager and the deputy."""
    return person.leads or person.role == Role.COOK


def can_hold_allergens(person: Person, child: Child) -> bool:
    """Who says for the nursery what a child must not eat: a manager, not of their own child."""
    return can_decide_as_manager(person, child)


def can_write_observations(person: Person) -> bool:
    """Everybody who works with the children."""
    return person.cares


def wrote_at_work(person: Person, observation: Observation) -> bool:
    """The author, of an observation of the setting (and not of an entry from a home)."""
    return (
        person.cares
        and observation.author_id == person.id
        and observation.setting_id == person.setting_id
        and observation.kind != Observation.Kind.HOME
    )


def can_edit_observation(person: Person, observation: Observation) -> bool:
    """The author edits until it is shared; a manager may withdraw it afterwards."""
    is_draft = observation.status == Observation.Status.DRAFT
    return is_draft and wrote_at_work(person, observation)


def can_withdraw_observation(person: Person, observation: Observation) -> bool:
    """The author puts a draft away, and takes back what was shared; so does a manager. What a home
    wrote is not theirs to take."""
    if observation.status == Observation.Status.SHARED and is_manager_of(
        person, observation.setting_id
    ):
        return observation.kind != Observation.Kind.HOME
    return observation.status != Observation.Status.WITHDRAWN and wrote_at_work(person, observation)


def can_restore_observation(person: Person, observation: Observation) -> bool:
    """The author makes a draft again of what was put away or taken back."""
    return observation.author_id == person.id and observation.status == Observation.Status.WITHDRAWN


def children_in_reach(observation: Observation, person: Person) -> tuple[list[Child], int]:
    """The children of a person's own observation who are in their care today, and how many others
    it is about. Those have changed rooms or left, or the person has: the author may know that they
    are there, take them out and take back what was shared, and no more."""
    every = set(observation.journal_lines.values_list("child_id", flat=True))
    children = list(children_cared_for_by(person).filter(pk__in=every))
    return children, len(every) - len(children)


def kept_out_of_photos(children: Iterable[Child], person: Person) -> list[tuple[Child, str]]:
    """Those of the children in one observation whose family has not allowed that its photographs
    are shared, each with the purpose that lacks a yes: the own journal, even for one child alone,
    or, of several children, the journals of the others."""
    children = list(children)
    own, group = keys_with_yes(person, OWN_PHOTOS), keys_with_yes(person, GROUP_PHOTOS)
    return [
        (child, OWN_PHOTOS if child.consent_key not in own else GROUP_PHOTOS)
        for child in children
        if child.consent_key not in own or (len(children) > 1 and child.consent_key not in group)
    ]


def can_comment(person: Person, line: ObservationChild) -> bool:
    """Under what is shared: the home it was shared with, and the staff who care for the child."""
    return line.is_shared and (
        can_care_for(person, line.child)
        or line.child_id in own_child_ids_of(person, sees_journal=True)
    )


def can_answer(person: Person, line: ObservationChild, kind: str) -> bool:
    """Without words, under what is shared. Family: a cheer for what another wrote, "we see this
    too" under what the nursery wrote, "we tried it" where there is something to try. Staff: a cheer
    for what a home wrote."""
    if not line.is_shared:
        return False
    from_home = line.family_id is not None
    link = link_to(line.child, person)
    if link is None:
        return kind == EntryAnswer.Kind.CHEER and from_home and can_care_for(person, line.child)
    if not link.sees_journal or line.family_id not in (None, link.family_id):
        return False
    if kind == EntryAnswer.Kind.CHEER:
        return line.observation.author_id != person.id
    if kind == EntryAnswer.Kind.TRIED and not line.observation.try_at_home:
        return False
    return not from_home


def can_order_book(person: Person, child: Child) -> bool:
    """Who reads the journal as family; not a manager who looks as one."""
    link = link_to(child, person)
    return link is not None and link.sees_journal and not person.is_seen


def can_take_book(person: Person, book: JournalBook) -> bool:
    """As long as nothing that is in it was taken back, and every family allows its photographs."""
    own, beside = (set(keys_with_yes(person, code)) for code in (OWN_PHOTOS, GROUP_PHOTOS))
    return (
        own.issuperset(book.photos_show)
        and beside.issuperset(book.photos_beside)
        and shared_in_journal(person, book.child_id).issuperset(book.entries)
    )


def shared_in_journal(person: Person, child_id: uuid.UUID) -> set[uuid.UUID]:
    """What is shared with this person in a child's journal today: ids of observations, one
    statement for each child and request."""
    key = f"shared:{child_id}"
    if key not in person.known:
        lines = journal_lines_visible_to(person).filter(child=child_id, is_shared=True)
        person.known[key] = set(lines.order_by().values_list("observation_id", flat=True))
    return person.known[key]


def home_of(person: Person, child: Child) -> Family | None:
    """The household for which this person speaks about this child today; None for staff."""
    link = link_to(child, person)
    return link.family if link else None


def can_print_reports(person: Person) -> bool:
    """Managers and deputies print and share termly reports."""
    return person.leads
