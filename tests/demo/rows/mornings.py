"""Rows of the day round the child: what homes tell in the morning, the hour at which families read
the day, the menu of three weeks, and what children must not eat."""

from datetime import date, datetime, timedelta

from families.models import ParentCarer
from learning_journals.models import (
    MEALS,
    CareEntry,
    ChildAllergen,
    DailyNote,
    DailyNoteChange,
    MorningNote,
    MorningNoteReading,
    Offer,
    ReleaseRule,
)

from ..days import RELEASED_AT
from ..words.meals import Day, Dish, menu_for
from ..words.mornings import ALLERGEN_OF, HELD, MORNINGS, TICKED_AT_HOME, MorningFact
from .book import Book

HILL = "marmalade-hill"


def load_mornings(book: Book) -> None:
    """Everything of this file; the days themselves are there already."""
    setting, bettina = book.settings[HILL], book.users["bettina"]
    ReleaseRule.objects.create(
        setting=setting,
        how=ReleaseRule.How.AT_HOUR,
        at=RELEASED_AT,
        chosen_by=bettina,
        chosen_at=book.now - timedelta(days=60),
    )
    DailyNote.objects.filter(setting=setting, released_at=None, day=book.today).update(
        ready_at=book.now
    )
    _menus(book)
    _allergens(book)
    for fact in MORNINGS:
        _morning(book, fact)
    _correction(book)


def _menus(book: Book) -> None:
    """Last week, this week and the next."""
    setting, stan = book.settings[HILL], book.users["stan"]
    monday = book.today - timedelta(days=book.today.weekday())
    offers = [
        Offer(
            setting=setting,
            day=day,
            meal=meal,
            words=words,
            allergens=allergens,
            written_by=stan,
            written_at=book.now - timedelta(days=6),
        )
        for day in (monday + timedelta(days=number) for number in range(-7, 14))
        if day.weekday() < 5 or day == book.today
        for meal, words, allergens in _offered(day)
    ]
    Offer.objects.bulk_create(offers)
    of_today = {offer.meal: offer for offer in offers if offer.day == book.today}
    midnight = datetime.combine(book.today, datetime.min.time(), tzinfo=book.now.tzinfo)
    eaten = CareEntry.objects.filter(setting=setting, at__gte=midnight)
    for meal, offer in of_today.items():
        eaten.filter(kind=meal, words="").update(offer=offer)


def _offered(day: date) -> list[tuple[str, str, list[str]]]:
    menu: Day = menu_for(day.isocalendar().week, day.weekday())
    dishes: dict[str, tuple[Dish, ...]] = {
        "breakfast": (menu.breakfast,),
        "snack": (menu.snack,),
        "lunch": (menu.lunch, menu.pudding),
        "tea": (menu.tea,),
    }
    return [
        (
            meal,
            ", then ".join(dish.name for dish in dishes[meal]).capitalize(),
            sorted({ALLERGEN_OF.get(a, a) for dish in dishes[meal] for a in dish.allergens}),
        )
        for meal in MEALS
    ]


def _allergens(book: Book) -> None:
    rows = [
        ChildAllergen(
            setting=book.settings[HILL],
            child=book.children[key],
            allergen=code,
            ticked_by=book.users["bettina"],
            ticked_at=book.now - timedelta(days=50),
        )
        for key, codes in HELD.items()
        for code in codes
    ]
    for key, code in TICKED_AT_HOME:
        link = ParentCarer.objects.filter(child=book.children[key]).order_by("started_on", "pk")[0]
        rows.append(
            ChildAllergen(
                setting=book.settings[HILL],
                child=book.children[key],
                family_id=link.family_id,
                allergen=code,
                ticked_by_id=link.user_id,
                ticked_at=book.now - timedelta(days=1),
            )
        )
    ChildAllergen.objects.bulk_create(rows)


def _morning(book: Book, fact: MorningFact) -> None:
    child, by = book.children[fact.child], book.users[fact.by]
    said = {
        "setting_id": child.setting_id,
        "child": child,
        "family": book.homes[fact.home],
        "day": book.today,
        "written_by": by,
    }
    told_at = book.now - timedelta(minutes=fact.minutes)
    if fact.before:
        MorningNote.objects.create(
            **said,
            words=fact.before,
            written_at=told_at - timedelta(minutes=20),
            replaced_at=told_at,
        )
    note = MorningNote.objects.create(
        **said,
        slept=fact.slept,
        breakfast=fact.breakfast,
        mood=fact.mood,
        medicine=fact.medicine,
        medicine_at=fact.medicine_at,
        words=fact.words,
        version=2 if fact.before else 1,
        written_at=told_at,
    )
    if fact.read_by:
        MorningNoteReading.objects.create(
            setting_id=child.setting_id,
            note=note,
            by=book.users[fact.read_by],
            at=told_at + timedelta(minutes=min(15, fact.minutes)),
        )


def _correction(book: Book) -> None:
    """Yesterday's words about Ayaan were another child's line (domain.md 4.3)."""
    note = (
        DailyNote.objects.filter(
            child=book.children["ayaan"], day__lt=book.today, released_at__isnull=False
        )
        .order_by("-day")
        .first()
    )
    if note is None or note.released_at is None:
        return
    DailyNoteChange.objects.create(
        setting_id=note.setting_id,
        note=note,
        version=note.version,
        words="A short day: no sleep at all, and the beetle stayed in its box.",
        why="That was another child's line. He slept well. Sorry.",
        changed_by=note.written_by,
        at=note.released_at + timedelta(minutes=25),
    )
    note.version += 1
    note.save(update_fields=["version"])
