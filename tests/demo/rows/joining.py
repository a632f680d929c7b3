"""Rows of coming, moving on and going: a baby who is expected, a child who settles in, two plans
for a change, and a child who leaves."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from families.models import (
    Child,
    HelpWish,
    HomeVisit,
    HomeVisitSafetyNote,
    Joining,
    JoiningStep,
    KeyPersonAssignment,
    ParentCarer,
    PlanPage,
    PlanStep,
    PlanWorry,
    RoomPlace,
    SettlingVisit,
    TransitionPlan,
)

from ..words import joining as words
from .book import Book
from .where_to_turn import card_of

LEAVES_IN = timedelta(days=9)
READS_ON = timedelta(days=28)
CLOCK = ZoneInfo("Europe/London")


def load_joining(book: Book) -> None:
    """Everything of this part of the story."""
    _baby(book)
    _settling(book)
    _room_plan(book)
    _school_plan(book)
    _leaver(book)


def _days(book: Book, days: int) -> date:
    return book.today + timedelta(days=days)


def _at(book: Book, days: int, hour: int) -> datetime:
    day = _days(book, days)
    return datetime(day.year, day.month, day.day, hour, 0, tzinfo=CLOCK)


def _baby(book: Book) -> None:
    """Hodan's brother: not born yet, with a place in Acorns from spring."""
    setting, home = book.settings["marmalade-hill"], book.homes["sundial"]
    dilys, first = book.posts["dilys"], _days(book, 150)
    baby = Child.objects.create(
        setting=setting,
        full_name="Baby Sundial",
        known_as="Baby Sundial",
        expected_on=_days(book, 50),
        home_languages=["so", "en"],
        started_on=first,
    )
    book.children["baby-sundial"] = baby
    RoomPlace.objects.create(
        setting=setting, child=baby, room=book.rooms["acorns"], started_on=first
    )
    for key, relationship in (("hibaaq", "Hooyo (mum)"), ("warsame", "Aabo (dad)")):
        ParentCarer.objects.create(
            setting=setting,
            child=baby,
            user=book.users[key],
            family=home,
            relationship=relationship,
            started_on=_days(book, -20),
            has_parental_responsibility=key == "hibaaq",
            confirmed_by=book.users["bettina"],
        )
    for is_backup, who in ((False, dilys), (True, book.posts["priya"])):
        KeyPersonAssignment.objects.create(
            setting=setting,
            child=baby,
            membership=who,
            is_backup=is_backup,
            started_on=_days(book, -14),
        )
    _way(book, baby, days_ago=20)
    JoiningStep.objects.create(
        setting=setting,
        child=baby,
        family=home,
        code="take_place",
        done_by=book.users["hibaaq"],
        done_at=_at(book, -18, 19),
    )
    HelpWish.objects.create(
        setting=setting,
        child=baby,
        family=home,
        author=book.users["hibaaq"],
        words=words.WISH,
        at=_at(book, -10, 20),
        we_will=words.WE_WILL,
        owner=dilys,
        by_day=_days(book, 140),
        answered_at=_at(book, -9, 13),
    )
    visit = HomeVisit.objects.create(
        setting=setting,
        child=baby,
        family=home,
        purpose=words.VISIT_PURPOSE,
        visitor=dilys,
        second_visitor=book.posts["ewa"],
        times=[_at(book, 110, 10), _at(book, 111, 14)],
        offered_by=book.users["dilys"],
        offered_at=_at(book, -2, 12),
    )
    HomeVisitSafetyNote.objects.create(
        setting=setting,
        child=baby,
        visit=visit,
        words=words.SAFETY,
        author=book.users["dilys"],
        at=_at(book, -2, 13),
    )


def _settling(book: Book) -> None:
    """Leo, five months old, with three visits behind him and two to come."""
    leo, tamsin, dilys = book.children["leo"], book.users["tamsin"], book.users["dilys"]
    home = book.homes["marrowby"]
    _way(book, leo, days_ago=50)
    SettlingVisit.objects.bulk_create(
        SettlingVisit(
            setting_id=leo.setting_id,
            child=leo,
            family=home if place % 2 else None,
            kind=kind,
            day=_days(book, days),
            starts_at=time,
            proposed_by=tamsin if place % 2 else dilys,
            status="agreed" if agreed else "proposed",
            outcome=outcome,
            outcome_at=_at(book, days, 15) if outcome else None,
        )
        for place, (days, time, kind, agreed, outcome) in enumerate(words.LEO_VISITS)
    )
    for code in ("take_place", "permissions", "about_me", "first_visit", "first_day"):
        JoiningStep.objects.create(
            setting_id=leo.setting_id, child=leo, family=home, code=code, done_by=tamsin
        )
    for code in ("hello", "read_about_me", "offer_visit", "ready_peg"):
        JoiningStep.objects.create(setting_id=leo.setting_id, child=leo, code=code, done_by=dilys)
    HelpWish.objects.create(
        setting_id=leo.setting_id,
        child=leo,
        family=home,
        author=tamsin,
        words=words.LEO_WISH,
        at=_at(book, -30, 20),
        we_will=words.LEO_WE_WILL,
        owner=book.posts["dilys"],
        by_day=_days(book, 14),
        answered_at=_at(book, -29, 9),
    )


def _way(book: Book, child: Child, *, days_ago: int) -> None:
    Joining.objects.create(
        setting_id=child.setting_id,
        child=child,
        offered_by=book.users["bettina"],
        offered_at=_at(book, -days_ago, 11),
    )


def _room_plan(book: Book) -> None:
    """Hodan moves up in winter; one worry of her parents has its answer, one waits."""
    hodan, ewa = book.children["hodan"], book.users["ewa"]
    plan = TransitionPlan.objects.create(
        setting_id=hodan.setting_id,
        child=hodan,
        kind="room",
        about=words.ROOM_ABOUT,
        day=_days(book, 40),
        room=book.rooms["pinecones"],
        people=words.ROOM_PEOPLE,
        begun_by=ewa,
        begun_at=_at(book, -12, 13),
    )
    _steps(book, plan, words.ROOM_STEPS, "ewa")
    _part(book, plan, "sundial", "hibaaq", words.ROOM_COMFORTS, words.ROOM_WORRIES)
    PlanWorry.objects.filter(plan=plan, answered_at__isnull=False).update(
        card_id=card_of(words.ROOM_WORRY_CARD)
    )


def _school_plan(book: Book) -> None:
    """Barnaby goes to school in September."""
    barnaby = book.children["barnaby"]
    plan = TransitionPlan.objects.create(
        setting_id=barnaby.setting_id,
        child=barnaby,
        kind="school",
        about=words.SCHOOL_ABOUT,
        day=_days(book, 280),
        people=words.SCHOOL_PEOPLE,
        card_id=card_of(words.SCHOOL_CARD),
        begun_by=book.users["oluchi"],
        begun_at=_at(book, -20, 13),
        signed_at=_at(book, -3, 13),
    )
    _steps(book, plan, words.SCHOOL_STEPS, "oluchi")
    page = _part(book, plan, "thimble", "gordon", words.SCHOOL_COMFORTS, (words.SCHOOL_WORRY,))
    page.signed_at = _at(book, -2, 20)
    page.save(update_fields=["signed_at"])


def _steps(
    book: Book, plan: TransitionPlan, steps: tuple[tuple[int, str, str, bool], ...], by: str
) -> None:
    PlanStep.objects.bulk_create(
        PlanStep(
            setting_id=plan.setting_id,
            child_id=plan.child_id,
            plan=plan,
            day=_days(book, days),
            words=what,
            whom=who,
            added_by=book.users[by],
            done_at=_at(book, days, 11) if done else None,
        )
        for days, what, who, done in steps
    )


def _part(
    book: Book,
    plan: TransitionPlan,
    home: str,
    writer: str,
    comforts: str,
    worries: tuple[tuple[str, str], ...],
) -> PlanPage:
    """One home's part of a plan."""
    common = {
        "setting_id": plan.setting_id,
        "child_id": plan.child_id,
        "plan": plan,
        "family": book.homes[home],
    }
    PlanWorry.objects.bulk_create(
        PlanWorry(
            **common,
            words=worry,
            author=book.users[writer],
            at=_at(book, -8 + place, 20),
            answer=answer,
            answered_at=_at(book, -7 + place, 13) if answer else None,
        )
        for place, (worry, answer) in enumerate(worries)
    )
    return PlanPage.objects.create(**common, comforts=comforts)


def _leaver(book: Book) -> None:
    """Theo moves away: his last day is written down, and his parents read on for four weeks."""
    theo = book.children["theo"]
    last = book.today + LEAVES_IN
    theo.ended_on = last
    theo.save(update_fields=["ended_on"])
    for rows in (RoomPlace, KeyPersonAssignment):
        rows.objects.filter(child=theo, ended_on__isnull=True).update(ended_on=last)
    ParentCarer.objects.filter(child=theo, ended_on__isnull=True).update(ended_on=last + READS_ON)
