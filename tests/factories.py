"""Makes rows with honest defaults, for tests and the demo; all but the first by name."""

import hashlib
import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from communications.models import (
    Conversation,
    Decision,
    DecisionAnswer,
    DecisionOutcome,
    DigestPreference,
    Message,
    Participant,
    RecordPack,
    YouSaid,
    YouSaidVersion,
)
from families.actions.consents import ask_the_first_questions
from families.models import (
    OWN_PHOTOS,
    AnswerDraft,
    AuthorisedCollector,
    BarrierAnswer,
    Child,
    CollectionChoice,
    CollectionPassword,
    Consent,
    ConsentInForce,
    ConsentWording,
    CourtOrderNote,
    Cover,
    CsvImport,
    Family,
    FamilyAnswer,
    FamilyGoal,
    GoalReview,
    GoalStep,
    GoalVersion,
    GoalYes,
    HandoverNote,
    HardTime,
    HelpPlace,
    HelpSignUp,
    HelpWish,
    HomeVisit,
    HomeVisitSafetyNote,
    HousePolicy,
    HousePolicyVersion,
    Joining,
    KeyPersonAssignment,
    KeyPersonHello,
    LocalService,
    Membership,
    ParentCarer,
    PlanPage,
    PlanStep,
    PlanWorry,
    Room,
    RoomAssignment,
    RoomPlace,
    SafeguardingAddendum,
    SafeguardingConcern,
    SafeguardingReceipt,
    ServiceAnswer,
    Setting,
    SettlingVisit,
    ShareInvitation,
    SkillOffer,
    StampKey,
    Term,
    TransitionPlan,
    User,
    WayToHelp,
)
from feedback.models import (
    AskedQuestion,
    FeedbackItem,
    NoteTheme,
    Pulse,
    StampedComment,
    Theme,
)
from learning_journals.models import (
    Acknowledgement,
    CardGift,
    CareEntry,
    ChildAllergen,
    Comment,
    DailyNote,
    DailyNoteChange,
    EntryAnswer,
    GivenBack,
    JournalBook,
    MealStop,
    MedicineGiven,
    MedicinePermission,
    MorningNote,
    NextStep,
    Notice,
    NoticeAddendum,
    Observation,
    ObservationChild,
    Offer,
    Photo,
    ProgressReport,
    ReleaseRule,
    ReportRun,
    RoomWeek,
    ShareCard,
    Sound,
    WeekAnswer,
)
from learning_journals.photos import new_photo_key
from learning_journals.sounds import new_sound_key

PASSWORD = "marmalade-hill-2026"


def long_ago() -> date:
    """A first day that is over on every day the tests may run."""
    return timezone.localdate() - timedelta(days=120)


def make_setting(name: str = "Marmalade Hill Nursery", **fields: Any) -> Setting:
    """A setting that asks the first questions about permissions, as every new one does."""
    setting = Setting.objects.create(name=name, **fields)
    ask_the_first_questions(setting)
    return setting


def make_room(setting: Setting, *, name: str = "Conkers", **fields: Any) -> Room:
    return Room.objects.create(setting=setting, name=name, **fields)


def make_term(setting: Setting, **fields: Any) -> Term:
    today = timezone.localdate()
    fields.setdefault("name", "Autumn term")
    fields.setdefault("starts_on", today - timedelta(days=80))
    fields.setdefault("ends_on", today + timedelta(days=20))
    return Term.objects.create(setting=setting, **fields)


def make_user(email: str, *, full_name: str = "", **fields: Any) -> User:
    fields.setdefault("known_as", full_name.split(" ")[0] if full_name else "")
    return User.objects.create_user(
        email, PASSWORD, full_name=full_name or email.partition("@")[0].title(), **fields
    )


def make_staff(
    setting: Setting,
    *,
    user: User,
    role: str = "practitioner",
    room: Room | None = None,
    started_on: date | None = None,
    ended_on: date | None = None,
    **fields: Any,
) -> Membership:
    """A member of staff, in a room if one is given."""
    days = {"started_on": started_on or long_ago(), "ended_on": ended_on}
    membership = Membership.objects.create(setting=setting, user=user, role=role, **days, **fields)
    if room:
        RoomAssignment.objects.create(setting=setting, membership=membership, room=room, **days)
    return membership


def make_child(
    setting: Setting,
    *,
    name: str,
    room: Room | None = None,
    months: int = 24,
    started_on: date | None = None,
    **fields: Any,
) -> Child:
    """A child of `months` months, placed in a room if one is given."""
    first = started_on or long_ago()
    fields.setdefault("full_name", name)
    fields.setdefault("known_as", name.split(" ")[0])
    fields.setdefault("date_of_birth", timezone.localdate() - timedelta(days=round(30.44 * months)))
    child = Child.objects.create(setting=setting, started_on=first, **fields)
    if room:
        RoomPlace.objects.create(setting=setting, child=child, room=room, started_on=first)
    return child


def make_family(setting: Setting, *, name: str, **fields: Any) -> Family:
    return Family.objects.create(setting=setting, name=name, **fields)


def make_link(
    child: Child, *, user: User, family: Family, relationship: str = "mother", **fields: Any
) -> ParentCarer:
    fields.setdefault("started_on", long_ago())
    return ParentCarer.objects.create(
        setting_id=child.setting_id,
        child=child,
        user=user,
        family=family,
        relationship=relationship,
        **fields,
    )


def make_consent(
    link: ParentCarer, *, code: str = OWN_PHOTOS, says_yes: bool = True, **fields: Any
) -> Consent:
    """What the adult of a link has answered; an answer of theirs before does not count any more."""
    today = timezone.localdate()
    ConsentInForce.objects.filter(consent__link=link, code=code).update(
        started_on=today - timedelta(days=2), ended_on=today - timedelta(days=1)
    )
    wording = ConsentWording.objects.filter(setting=link.setting_id, purpose__code=code).latest(
        "version"
    )
    fields.setdefault("recorded_by", link.user)
    consent = Consent.objects.create(
        setting_id=link.setting_id,
        child_id=link.child_id,
        link=link,
        person=link.user,
        purpose_id=wording.purpose_id,
        wording=wording,
        answer=says_yes,
        idempotency_key=uuid.uuid4(),
        **fields,
    )
    ConsentInForce.objects.create(
        setting_id=link.setting_id,
        child=link.child,
        code=code,
        is_yes=says_yes,
        consent=consent,
        started_on=link.started_on,
        ended_on=link.ended_on,
    )
    return consent


def make_key_person(
    child: Child, *, membership: Membership, is_backup: bool = False, **fields: Any
) -> KeyPersonAssignment:
    fields.setdefault("started_on", long_ago())
    return KeyPersonAssignment.objects.create(
        setting_id=child.setting_id,
        child=child,
        membership=membership,
        is_backup=is_backup,
        **fields,
    )


def make_goal(
    child: Child,
    *,
    family: Family,
    by: User,
    home_owner: User,
    setting_owner: Membership,
    words: str = "Asks for the cup with a word.",
    by_home: bool = True,
    agreed_by: User | None = None,
    **fields: Any,
) -> FamilyGoal:
    """A goal in its first wording, with the writer's yes and, if given, that of the other side;
    with one open step and one look back."""
    today = timezone.localdate()
    review_on = fields.setdefault("review_on", today + timedelta(days=42))
    setting = {"setting_id": child.setting_id}
    goal = FamilyGoal.objects.create(child=child, family=family, **setting, **fields)
    version = GoalVersion.objects.create(
        goal=goal,
        number=1,
        by_home=by_home,
        author=by,
        written_on=min(today, review_on),
        hope=words,
        what_we_saw=words,
        home_action=words,
        home_owner=home_owner,
        setting_action=words,
        setting_owner=setting_owner,
        review_on=review_on,
        **setting,
    )
    for person, home in ((by, by_home), (agreed_by, not by_home)):
        if person:
            GoalYes.objects.create(
                version=version, kind="agreed", by_home=home, person=person, thanks=words, **setting
            )
    side = {"by_home": by_home, "author": by, **setting}
    GoalStep.objects.create(goal=goal, words=words, **side)
    GoalReview.objects.create(goal=goal, words=words, next_review_on=review_on, **side)
    return goal


def make_collector(
    child: Child, *, family: Family, by: User, name: str = "Olwen Pipkin", **fields: Any
) -> AuthorisedCollector:
    """Somebody whom this home allows to take the child home."""
    fields = {"relationship": "neighbour", "phone": "01632 960 555", **fields}
    fields.setdefault("started_on", timezone.localdate())
    return AuthorisedCollector.objects.create(
        setting_id=child.setting_id,
        child=child,
        family=family,
        full_name=name,
        added_by=by,
        **fields,
    )


def make_answer(
    family: Family,
    *,
    question: str = "strengths",
    words: str = "We are good at soup.",
    child: Child | None = None,
    by: User | None = None,
    **fields: Any,
) -> FamilyAnswer:
    """What a household says; with `child` in its portrait of that child."""
    fields.setdefault("page", "about_me" if child else "family")
    return FamilyAnswer.objects.create(
        setting_id=family.setting_id,
        family=family,
        child=child,
        question=question,
        words=words,
        written_by=by,
        **fields,
    )


def make_answer_draft(
    family: Family, *, question: str, words: str, by: User, child: Child | None = None
) -> AnswerDraft:
    """What a household has typed and not saved."""
    return AnswerDraft.objects.create(
        setting_id=family.setting_id,
        family=family,
        child=child,
        page="about_me" if child else "family",
        question=question,
        words=words,
        audience="room",
        written_by=by,
    )


def make_collection_choice(
    child: Child, *, family: Family, by: User, **fields: Any
) -> CollectionChoice:
    """Who collects today, as this home told us: `adult=` or `collector=`."""
    fields.setdefault("day", timezone.localdate())
    return CollectionChoice.objects.create(
        setting_id=child.setting_id, child=child, family=family, told_by=by, **fields
    )


def make_collection_password(family: Family, *, by: User, word: str) -> CollectionPassword:
    return CollectionPassword.objects.create(
        setting_id=family.setting_id, family=family, word=word, set_by=by
    )


def make_offer(
    user: User, *, family: Family, words: str = "Songs.", visible_to: str = "team", **fields: Any
) -> SkillOffer:
    """What an adult can share."""
    fields.setdefault("skills", ["music"])
    fields.setdefault("name", user.name)
    return SkillOffer.objects.create(
        setting_id=family.setting_id,
        user=user,
        family=family,
        words=words,
        visible_to=visible_to,
        **fields,
    )


def make_barriers(
    user: User, *, family: Family, words: str = "", with_name: bool = False, **fields: Any
) -> BarrierAnswer:
    """What makes it hard for an adult."""
    fields.setdefault("barriers", ["shifts"])
    return BarrierAnswer.objects.create(
        setting_id=family.setting_id,
        user=user,
        family=family,
        words=words,
        with_name=with_name,
        **fields,
    )


def make_share(
    offer: SkillOffer, *, by: User, words: str = "Come!", **fields: Any
) -> ShareInvitation:
    """An invitation to share that has no answer yet."""
    fields.setdefault("topic", "Music")
    fields.setdefault("topic_key", "music")
    return ShareInvitation.objects.create(
        setting_id=offer.setting_id,
        user_id=offer.user_id,
        name=offer.name,
        invited_by=by,
        words=words,
        **fields,
    )


def make_way(setting: Setting, *, by: User, title: str = "Bulbs", **fields: Any) -> WayToHelp:
    """Something on the board, a week ahead."""
    fields.setdefault("day", timezone.localdate() + timedelta(days=7))
    fields.setdefault("places", 3)
    return WayToHelp.objects.create(setting=setting, created_by=by, title=title, **fields)


def make_helper(way: WayToHelp, *, user: User, shown_name: str = "", **fields: Any) -> HelpSignUp:
    """Somebody on the list, in the next place."""
    setting = {"setting_id": way.setting_id, "way": way}
    place = HelpPlace.objects.create(
        number=way.taken.count() + 1, places=way.places, shown_name=shown_name, **setting
    )
    fields.setdefault("name", user.name)
    return HelpSignUp.objects.create(place=place, user=user, **setting, **fields)


def make_court_order(child: Child, *, adult: User, by: User, **fields: Any) -> CourtOrderNote:
    fields.setdefault("started_on", long_ago())
    fields.setdefault("words", "No contact outside the contact centre.")
    return CourtOrderNote.objects.create(
        setting_id=child.setting_id, child=child, adult=adult, written_by=by, **fields
    )


def make_cover(
    child: Child, *, away: Membership, by: Membership, note: str = "", **fields: Any
) -> Cover:
    """`by` covers for `away`; today, unless other days are given."""
    today = timezone.localdate()
    cover = Cover.objects.create(
        setting_id=child.setting_id,
        child=child,
        away=away,
        membership=by,
        **{"started_on": today, "ended_on": today, **fields},
    )
    if note:
        HandoverNote.objects.create(
            setting_id=child.setting_id, child=child, cover=cover, author=away.user, words=note
        )
    return cover


def make_hello(
    assignment: KeyPersonAssignment, *, words: str = "Hello, I like rain."
) -> KeyPersonHello:
    return KeyPersonHello.objects.create(
        setting_id=assignment.setting_id,
        child_id=assignment.child_id,
        assignment=assignment,
        author=assignment.membership.user,
        words=words,
    )


def make_care_entry(child: Child, *, by: User, kind: str = "lunch", **fields: Any) -> CareEntry:
    fields.setdefault("answer", "most" if kind in CareEntry.MEALS else "")
    fields.setdefault("batch", uuid.uuid4())
    return CareEntry.objects.create(
        setting_id=child.setting_id, child=child, kind=kind, logged_by=by, **fields
    )


def make_daily_note(child: Child, *, by: User, released: bool = True, **fields: Any) -> DailyNote:
    fields.setdefault("day", timezone.localdate())
    fields.setdefault("words", "A good day in the Dingle.")
    return DailyNote.objects.create(
        setting_id=child.setting_id,
        child=child,
        written_by=by,
        released_at=timezone.now() if released else None,
        **fields,
    )


def make_notice(
    child: Child, *, by: User, words: str = "Ran against the table.", **fields: Any
) -> Notice:
    """An accident of today, ten minutes after midnight, so that it is over whenever tests run."""
    fields.setdefault("day", timezone.localdate())
    fields.setdefault("at", "00:10")
    fields.setdefault("kind", Notice.Kind.ACCIDENT)
    fields.setdefault("place", "The garden")
    return Notice.objects.create(
        setting_id=child.setting_id,
        child=child,
        words=words,
        signed_by=by,
        signed_by_name=by.name,
        form_key=uuid.uuid4(),
        **fields,
    )


def make_morning_note(
    child: Child, *, family: Family, by: User, words: str = "All well.", **fields: Any
) -> MorningNote:
    """What this home told about a morning, today unless `day` says another."""
    fields.setdefault("day", timezone.localdate())
    return MorningNote.objects.create(
        setting_id=child.setting_id,
        child=child,
        family=family,
        words=words,
        written_by=by,
        **fields,
    )


def make_notice_addendum(notice: Notice, *, by: User, words: str, **fields: Any) -> NoticeAddendum:
    return NoticeAddendum.objects.create(
        setting_id=notice.setting_id,
        notice=notice,
        words=words,
        author=by,
        author_name=by.name,
        form_key=uuid.uuid4(),
        **fields,
    )


ALL_DAY = [time(hour) for hour in range(24)]  # so that it is time whenever a test runs


def make_medicine(
    child: Child, *, family: Family, by: User, medicine: str = "Amoxicillin", **fields: Any
) -> MedicinePermission:
    """A medicine that a home has allowed for these days, and at every hour."""
    today = timezone.localdate()
    fields = {
        "dose": "5 ml",
        "form": MedicinePermission.Form.LIQUID,
        "reason": "An ear infection",
        "times": [] if fields.get("when_needed") else ALL_DAY,
        "hours_between": 4,
        "storage": "In the fridge",
        "started_on": today - timedelta(days=1),
        "ended_on": today + timedelta(days=5),
        **fields,
    }
    return MedicinePermission.objects.create(
        setting_id=child.setting_id,
        child=child,
        family=family,
        given_by=by,
        given_by_name=by.name,
        medicine=medicine,
        form_key=uuid.uuid4(),
        **fields,
    )


def make_dose(
    permission: MedicinePermission, *, by: User, at_home: bool = False, **fields: Any
) -> MedicineGiven:
    """A dose of yesterday evening, unless `given_at` says otherwise."""
    fields.setdefault("given_at", timezone.now() - timedelta(days=1))
    fields.setdefault("dose", permission.dose)
    return MedicineGiven.objects.create(
        setting_id=permission.setting_id,
        child_id=permission.child_id,
        permission=permission,
        family_id=permission.family_id if at_home else None,
        at_home=at_home,
        medicine=permission.medicine,
        given_by_name=by.name,
        logged_by=by,
        form_key=uuid.uuid4(),
        **fields,
    )


def make_acknowledgement(
    read: Notice | MedicineGiven, *, family: Family, by: User, comment: str = ""
) -> Acknowledgement:
    """That an adult has read a notice, or of a dose."""
    return Acknowledgement.objects.create(
        setting_id=read.setting_id,
        child_id=read.child_id,
        family=family,
        notice=read if isinstance(read, Notice) else None,
        dose=read if isinstance(read, MedicineGiven) else None,
        person=by,
        person_name=by.name,
        comment=comment,
    )


def make_note_change(
    note: DailyNote, *, by: User, words: str, why: str, version: int = 0
) -> DailyNoteChange:
    """How the words of a day read before they were corrected."""
    return DailyNoteChange.objects.create(
        setting_id=note.setting_id,
        note=note,
        version=version,
        words=words,
        why=why,
        changed_by=by,
    )


def make_offer_of_the_day(
    setting: Setting, *, by: User, meal: str = "lunch", words: str = "Lentil soup.", **fields: Any
) -> Offer:
    """What is on the table, today unless `day` says another."""
    fields.setdefault("day", timezone.localdate())
    return Offer.objects.create(setting=setting, meal=meal, words=words, written_by=by, **fields)


def make_child_allergen(
    child: Child, *, allergen: str, by: User, family: Family | None = None
) -> ChildAllergen:
    """Ticked by a home, or without one by the nursery."""
    return ChildAllergen.objects.create(
        setting_id=child.setting_id, child=child, allergen=allergen, family=family, ticked_by=by
    )


def make_meal_stop(
    child: Child, *, offer: Offer, by: User, how: str = "", **fields: Any
) -> MealStop:
    """A meal that stopped for a child at noon of the offer's day; with `how` it is answered."""
    noon = timezone.make_aware(datetime.combine(offer.day, time(12)))
    fields = {"at": noon, "batch": uuid.uuid4(), "allergens": ["milk"], **fields}
    if how:
        fields = {"answered_by": by, "answered_at": timezone.now(), **fields}
    return MealStop.objects.create(
        setting_id=child.setting_id, child=child, offer=offer, stopped_by=by, how=how, **fields
    )


def make_release_rule(
    setting: Setting, *, by: User, how: str = "by_leader", at: time | None = None
) -> ReleaseRule:
    return ReleaseRule.objects.create(setting=setting, how=how, at=at, chosen_by=by)


def make_observation(
    *children: Child,
    by: User,
    words: str = "You lined up nine pine cones.",
    shared: bool = True,
    family: Family | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> Observation:
    """An observation with its journal lines; with `family` an entry from that home."""
    at = at or timezone.now() - timedelta(hours=2)
    fields.setdefault("kind", "home" if family else "group" if len(children) > 1 else "observation")
    observation = Observation.objects.create(
        setting_id=children[0].setting_id,
        author=by,
        family=family,
        words=words,
        status="shared" if shared else "draft",
        happened_at=at,
        shared_at=at if shared else None,
        **fields,
    )
    ObservationChild.objects.bulk_create(
        ObservationChild(
            setting_id=child.setting_id,
            observation=observation,
            child=child,
            author=by,
            family=family,
            at=at,
            is_shared=shared,
        )
        for child in children
    )
    return observation


def make_given_back(
    observation: Observation, *, by: User, words: str = "What did she say?", **fields: Any
) -> GivenBack:
    """What a second reader said when she gave a draft back to its writer."""
    return GivenBack.objects.create(
        setting_id=observation.setting_id, observation=observation, by=by, words=words, **fields
    )


def make_photo(observation: Observation, *, by: User, **fields: Any) -> Photo:
    """A photograph's row; the file is made by whoever needs one. In what the nursery has shared it
    shows all children of that."""
    fields.setdefault("name", new_photo_key())
    if observation.status == "shared" and observation.family_id is None:
        lines = observation.journal_lines.values_list("child__consent_key", flat=True)
        fields.setdefault("shows", sorted(lines))
    return Photo.objects.create(
        setting_id=observation.setting_id,
        observation=observation,
        uploaded_by=by,
        **{"width": 1600, "height": 1200, **fields},
    )


def make_sound(entry: Observation, *, by: User, **fields: Any) -> Sound:
    """A sound's row in an entry from home, ready; the file is made by whoever needs one."""
    fields.setdefault("name", new_sound_key())
    if not fields.pop("waits", False):
        fields = {"seconds": 14, "ready_at": timezone.now(), **fields}
    return Sound.objects.create(
        setting_id=entry.setting_id,
        observation=entry,
        family_id=entry.family_id,
        uploaded_by=by,
        **fields,
    )


def make_entry_answer(
    observation: Observation, *, child: Child, family: Family, by: User, **fields: Any
) -> EntryAnswer:
    """An answer without many words: "we tried it: loved it" unless told otherwise."""
    if fields.setdefault("kind", "tried") == "tried":
        fields.setdefault("result", "loved")
    return EntryAnswer.objects.create(
        setting_id=observation.setting_id,
        observation=observation,
        child=child,
        family=family,
        author=by,
        **fields,
    )


def make_journal_book(child: Child, *, by: User, **fields: Any) -> JournalBook:
    """One's own book of a child's journal, asked for yesterday."""
    fields.setdefault("day", timezone.localdate() - timedelta(days=1))
    fields.setdefault("link", ParentCarer.objects.filter(user=by, child=child).first())
    return JournalBook.objects.create(
        setting_id=child.setting_id, child=child, asked_by=by, **fields
    )


def make_comment(
    observation: Observation,
    *,
    child: Child,
    family: Family,
    by: User,
    words: str = "She does this at home with socks.",
    **fields: Any,
) -> Comment:
    return Comment.objects.create(
        setting_id=observation.setting_id,
        observation=observation,
        child=child,
        family=family,
        author=by,
        words=words,
        idempotency_key=uuid.uuid4(),
        **fields,
    )


def make_message(
    talk: Conversation, *, by: User, words: str, card: LocalService | None = None
) -> Message:
    """A message from before all others of the talk, so that nothing is unread by it."""
    first = talk.messages.order_by("at")[0].at
    return Message.objects.create(
        setting_id=talk.setting_id,
        conversation=talk,
        author=by,
        words=words,
        card=card,
        at=first - timedelta(minutes=30),
        idempotency_key=uuid.uuid4(),
    )


def make_conversation(
    child: Child,
    *,
    family: Family,
    parents: list[User],
    staff: list[User],
    messages: list[tuple[User, str]],
    subject: str = "A small question",
) -> Conversation:
    """A conversation with its messages, half an hour apart, the last one just now; unread by all
    but their authors."""
    now = timezone.now()
    conversation = Conversation.objects.create(
        setting_id=child.setting_id,
        child=child,
        family=family,
        subject=subject,
        audience=[user.pk for user in [*parents, *staff]],
        started_by=messages[0][0],
        last_message_at=now,
    )
    times = [now - timedelta(minutes=30 * back) for back in range(len(messages) - 1, -1, -1)]
    for (author, words), at in zip(messages, times, strict=True):
        Message.objects.create(
            setting_id=child.setting_id,
            conversation=conversation,
            author=author,
            words=words,
            at=at,
            idempotency_key=uuid.uuid4(),
        )
    for user in [*parents, *staff]:
        heard = [at for (author, _), at in zip(messages, times, strict=True) if author != user]
        own = [at for (author, _), at in zip(messages, times, strict=True) if author == user]
        Participant.objects.create(
            setting_id=child.setting_id,
            conversation=conversation,
            user=user,
            is_staff=user in staff,
            last_read_at=max(own, default=None),
            last_heard_at=max(heard, default=None),
        )
    return conversation


def make_digest_preference(user: User, *, setting: Setting, **fields: Any) -> DigestPreference:
    return DigestPreference.objects.create(user=user, setting=setting, **fields)


def make_report(
    child: Child, *, room: Room, term: Term, by: User, shared: bool = False, **fields: Any
) -> ProgressReport:
    """A report of a run of its own."""
    run = ReportRun.objects.create(
        setting_id=child.setting_id,
        room=room,
        term=term,
        requested_by=by,
        idempotency_key=uuid.uuid4(),
    )
    return ProgressReport.objects.create(
        setting_id=child.setting_id,
        run=run,
        child=child,
        shared_at=timezone.now() if shared else None,
        **fields,
    )


def make_csv_import(setting: Setting, *, by: User, **fields: Any) -> CsvImport:
    """A file that was brought in, with its columns matched."""
    return CsvImport.objects.create(
        setting=setting,
        uploaded_by=by,
        **{"kind": CsvImport.Kind.ROOMS, "state": CsvImport.State.READY, **fields},
    )


def make_feedback(
    setting: Setting, *, words: str, receipt_hash: str, **fields: Any
) -> FeedbackItem:
    return FeedbackItem.objects.create(
        setting=setting, words=words, receipt_hash=receipt_hash, **fields
    )


def make_theme(setting: Setting, *, name: str, **fields: Any) -> Theme:
    return Theme.objects.create(setting=setting, name=name, **fields)


def make_note_theme(item: FeedbackItem, *, theme: Theme) -> NoteTheme:
    return NoteTheme.objects.create(setting_id=item.setting_id, item=item, theme=theme)


TAPS = ["Very well", "Well", "So-so", "Not well"]


def make_pulse(setting: Setting, *, title: str = "Food", **fields: Any) -> Pulse:
    """Three taps that opened two days ago, with one question and four answers."""
    today = timezone.localdate()
    first = {"words": "How do they like it?", "signs": "faces", "options": TAPS}
    row = {
        "opens_on": today - timedelta(days=2),
        "closes_on": today + timedelta(days=5),
        "questions": [first],
        "is_opened": True,
    }
    return Pulse.objects.create(setting=setting, title=title, **row | fields)


def make_told_pulse(setting: Setting, *, title: str = "Settling in", **fields: Any) -> Pulse:
    """Three taps whose numbers were told two weeks ago."""
    today = timezone.localdate()
    row = {
        "opens_on": today - timedelta(days=30),
        "closes_on": today - timedelta(days=20),
        "counted_on": today - timedelta(days=14),
        "result": {"total": 24, "counts": [[12, 7, None, None]]},
    }
    return make_pulse(setting, title=title, **row | fields)


def make_stamp_key(setting: Setting, *, term: Term, **fields: Any) -> StampKey:
    """A key of some modulus, for whom it does not matter which: it signs nothing."""
    return StampKey.objects.create(
        setting=setting, term=term, **{"modulus": f"8{'0' * 766}1", "holders": 10, **fields}
    )


def make_concern(
    setting: Setting,
    *,
    by: User,
    words: str,
    about: str = "Zofia",
    readers: str = "the leads",
    **fields: Any,
) -> tuple[SafeguardingConcern, SafeguardingReceipt]:
    """What somebody wrote to the safeguarding leads, and the receipt that they keep."""
    receipt = SafeguardingReceipt.objects.create(
        setting=setting, author=by, readers=readers, form_key=uuid.uuid4()
    )
    fields.setdefault("kind", SafeguardingConcern.Kind.CHILD)
    fields.setdefault("happened_on", timezone.localdate())
    concern = SafeguardingConcern.objects.create(
        setting=setting,
        reference=receipt.reference,
        author=by,
        about=about,
        words=words,
        **fields,
    )
    return concern, receipt


def make_addendum(concern: SafeguardingConcern, *, by: User, **fields: Any) -> SafeguardingAddendum:
    fields.setdefault("form_key", uuid.uuid4())
    return SafeguardingAddendum.objects.create(
        setting_id=concern.setting_id, concern=concern, author=by, **fields
    )


def make_joining(child: Child, *, by: User, **fields: Any) -> Joining:
    """The way to us of a child."""
    return Joining.objects.create(setting_id=child.setting_id, child=child, offered_by=by, **fields)


def make_wish(child: Child, *, family: Family, by: User, words: str, **fields: Any) -> HelpWish:
    return HelpWish.objects.create(
        setting_id=child.setting_id, child=child, family=family, author=by, words=words, **fields
    )


def make_home_visit(
    child: Child, *, family: Family, by: User, visitor: Membership, purpose: str, **fields: Any
) -> HomeVisit:
    """A visit that is offered for tomorrow in a week, at this hour."""
    fields.setdefault("times", [timezone.now() + timedelta(days=8)])
    return HomeVisit.objects.create(
        setting_id=child.setting_id,
        child=child,
        family=family,
        offered_by=by,
        visitor=visitor,
        purpose=purpose,
        **fields,
    )


def make_safety_note(visit: HomeVisit, *, by: User, words: str) -> HomeVisitSafetyNote:
    return HomeVisitSafetyNote.objects.create(
        setting_id=visit.setting_id, child_id=visit.child_id, visit=visit, author=by, words=words
    )


def make_settling_visit(child: Child, *, by: User, **fields: Any) -> SettlingVisit:
    """A visit of today that both sides agreed to."""
    fields.setdefault("day", timezone.localdate())
    fields.setdefault("starts_at", "10:00")
    fields.setdefault("status", SettlingVisit.Status.AGREED)
    return SettlingVisit.objects.create(
        setting_id=child.setting_id, child=child, proposed_by=by, **fields
    )


def make_plan(child: Child, *, by: User, about: str, **fields: Any) -> TransitionPlan:
    """A plan for going to school, with one step; other kinds by name."""
    fields.setdefault("kind", TransitionPlan.Kind.SCHOOL)
    fields.setdefault("day", timezone.localdate() + timedelta(days=60))
    return TransitionPlan.objects.create(
        setting_id=child.setting_id, child=child, begun_by=by, about=about, **fields
    )


def make_plan_step(plan: TransitionPlan, *, by: User, words: str, **fields: Any) -> PlanStep:
    fields.setdefault("day", plan.day - timedelta(days=14))
    return PlanStep.objects.create(
        setting_id=plan.setting_id,
        child_id=plan.child_id,
        plan=plan,
        family_id=plan.family_id,
        added_by=by,
        words=words,
        **fields,
    )


def make_plan_page(plan: TransitionPlan, *, family: Family, comforts: str) -> PlanPage:
    return PlanPage.objects.create(
        setting_id=plan.setting_id,
        child_id=plan.child_id,
        plan=plan,
        family=family,
        comforts=comforts,
    )


def make_worry(
    plan: TransitionPlan, *, family: Family, by: User, words: str, **fields: Any
) -> PlanWorry:
    return PlanWorry.objects.create(
        setting_id=plan.setting_id,
        child_id=plan.child_id,
        plan=plan,
        family=family,
        author=by,
        words=words,
        **fields,
    )


def make_record(child: Child, *, by: User, **fields: Any) -> RecordPack:
    """One's own copy of a child's record, asked for yesterday."""
    fields.setdefault("day", timezone.localdate() - timedelta(days=1))
    fields.setdefault("link", ParentCarer.objects.filter(user=by, child=child).first())
    return RecordPack.objects.create(
        setting_id=child.setting_id, child=child, asked_by=by, **fields
    )


def make_policy(
    setting: Setting, *, by: User, title: str = "Sickness", **fields: Any
) -> HousePolicyVersion:
    """A policy of the house with its first version."""
    policy = HousePolicy.objects.create(
        setting=setting, title=title, kind=fields.pop("kind", HousePolicy.Kind.POLICY)
    )
    fields.setdefault("summary", "48 hours at home after the last time.")
    return HousePolicyVersion.objects.create(
        setting=setting,
        policy=policy,
        number=1,
        valid_from=timezone.localdate(),
        words="# Why\nSo that nobody else falls ill.",
        author=by,
        form_key=uuid.uuid4(),
        **fields,
    )


def make_service(setting: Setting, *, name: str = "Food bank", **fields: Any) -> LocalService:
    days = {"checked_on": timezone.localdate()}
    words = {"about": "A bag of food.", "place": "Mill Lane", "reach": "01632 960 111"}
    return LocalService.objects.create(
        setting=setting, name=name, **{"need": "food", **days, **words, **fields}
    )


def make_hard_time(
    family: Family, *, by: User, words: str, readers: list[User], **fields: Any
) -> HardTime:
    fields.setdefault("started_on", timezone.localdate())
    fields.setdefault("ends_on", timezone.localdate() + timedelta(days=14))
    return HardTime.objects.create(
        setting_id=family.setting_id,
        family=family,
        author=by,
        words=words,
        readers=[reader.pk for reader in readers],
        **fields,
    )


def make_service_answer(service: LocalService, *, by: User, words: str = "") -> ServiceAnswer:
    return ServiceAnswer.objects.create(
        setting_id=service.setting_id,
        service=service,
        user=by,
        helped="yes",
        words=words,
        form_key=uuid.uuid4(),
    )


def make_said(
    setting: Setting,
    *,
    by: User,
    owner: Membership,
    said: str = "The gate sticks.",
    shown: bool = True,
    decision: Decision | None = None,
    before: str = "",
    **fields: Any,
) -> YouSaid:
    """What families said and what is done, on the board unless `shown` is false. `before` is what
    it said in a version before that."""
    now = timezone.now()
    fields = {"answer": "will", "doing": "We oil it.", "by_day": timezone.localdate(), **fields}
    newest = 2 if before else 1
    item = YouSaid.objects.create(
        setting=setting,
        decision=decision,
        newest=newest,
        shown=newest if shown else None,
        published_at=fields.pop("published_at", now) if shown else None,
    )
    for number, words in enumerate([before, said] if before else [said], start=1):
        YouSaidVersion.objects.create(
            setting=setting,
            item=item,
            number=number,
            said=words,
            owner=owner,
            owner_name=owner.user.name,
            author=by,
            author_name=by.name,
            is_public=shown,
            at=item.published_at or now,
            form_key=uuid.uuid4(),
            **fields,
        )
    return item


def make_decision(
    setting: Setting,
    *,
    by: User,
    question: str = "Shall parents’ evening move?",
    options: tuple[str, ...] = ("Tuesday at six", "Saturday at ten", "Leave it"),
    asked: bool = True,
    **fields: Any,
) -> Decision:
    """A question to all families, asked and open for a week unless something else is said."""
    fields.setdefault("open_until", timezone.localdate() + timedelta(days=7))
    fields.setdefault("why", "Nurses cannot come.")
    decision = Decision.objects.create(
        setting=setting,
        question=question,
        written_by=by,
        asked_at=timezone.now() if asked else None,
        **{f"option_{number}": words for number, words in enumerate(options, start=1)},
        **fields,
    )
    if asked:
        AskedQuestion.objects.create(
            pk=decision.pk,
            setting=setting,
            title=question,
            open_until=decision.open_until,
            state=AskedQuestion.State.OPEN,
        )
    return decision


def make_stamped_comment(
    decision: Decision, *, words: str, shown: bool | None = None, **fields: Any
) -> FeedbackItem:
    """A note from the letterbox for a question; `shown` on its page, kept off, or neither yet."""
    item = make_feedback(
        decision.setting,
        words=words,
        receipt_hash=hashlib.sha256(words.encode()).hexdigest(),
        question_id=decision.pk,
        **fields,
    )
    if shown is not None:
        StampedComment.objects.create(
            setting_id=item.setting_id,
            question_id=decision.pk,
            item=item,
            is_shown=shown,
            words=words if shown else "",
        )
    return item


def make_decision_answer(
    decision: Decision,
    *,
    by: User,
    family: Family,
    option: int = 1,
    words: str = "",
    shows_all: bool = False,
) -> DecisionAnswer:
    return DecisionAnswer.objects.create(
        setting_id=decision.setting_id,
        decision=decision,
        user=by,
        family=family,
        name=by.name,
        option=option,
        words=words,
        shows_all=shows_all,
    )


def make_outcome(
    decision: Decision, *, by: User, decider: Membership, why: str = "So that nurses can come."
) -> DecisionOutcome:
    """The first option, and no numbers."""
    AskedQuestion.objects.filter(pk=decision.pk).update(is_closed=True, state="over")
    return DecisionOutcome.objects.create(
        setting_id=decision.setting_id,
        decision=decision,
        option=1,
        why=why,
        decider=decider,
        decider_name=decider.user.name,
        author=by,
        form_key=uuid.uuid4(),
    )


def make_next_step(
    child: Child, *, by: User, words: str = "Asks with a word.", place: int = 1, **fields: Any
) -> NextStep:
    """Something that is worked on with a child, open if nothing else is said."""
    fields.setdefault("begun_on", long_ago())
    return NextStep.objects.create(
        setting_id=child.setting_id,
        child=child,
        place=place,
        words=words,
        why=words,
        at_home=words,
        begun_by=by,
        **fields,
    )


def make_share_card(setting: Setting, *, by: User, title: str, **fields: Any) -> ShareCard:
    fields = {"kind": "song", "words": "One cone, two cones.", "language": "en", **fields}
    return ShareCard.objects.create(setting=setting, title=title, written_by=by, **fields)


def make_card_gift(card: ShareCard, *, by: User, **fields: Any) -> CardGift:
    """A card given to `child=` or to `room=`."""
    return CardGift.objects.create(setting_id=card.setting_id, card=card, given_by=by, **fields)


def make_room_week(
    room: Room, *, by: User, explores: str = "Puddles.", weeks: int = 0, **fields: Any
) -> RoomWeek:
    """The page of a room for this week, or so many weeks from now."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    fields = {"question": "What made them laugh?", **fields}
    return RoomWeek.objects.create(
        setting_id=room.setting_id,
        room=room,
        monday=monday,
        explores=explores,
        written_by=by,
        **fields,
    )


def make_week_answer(
    week: RoomWeek, *, child: Child, family: Family, by: User, words: str, **fields: Any
) -> WeekAnswer:
    return WeekAnswer.objects.create(
        setting_id=week.setting_id,
        week=week,
        child=child,
        family=family,
        author=by,
        words=words,
        **fields,
    )
