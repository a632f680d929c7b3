"""Rows of answers without many words, and which entries were wow moments."""

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from families.models import KeyPersonAssignment, ParentCarer, valid_on
from learning_journals.models import EntryAnswer, Observation, ObservationChild

from ..words.journal_answers import TRIED, ZOFIA_TRIED
from .book import BATCH, Book, named_id

SHARED_FOR = timedelta(hours=7)  # families answer in the evening
RESULTS = ("loved", "loved", "loved", "so_so", "not_for_us")
WOW_EVERY = 9  # of the entries in which a child spoke
Kind = EntryAnswer.Kind


def load_answers(book: Book) -> None:
    """Adults of about every third home answer an entry, and key persons cheer what comes from
    home; older entries with a child's own words are wow moments now and then."""
    _wow_moments()
    homes: dict[UUID, list[ParentCarer]] = defaultdict(list)
    for link in ParentCarer.objects.filter(
        valid_on(book.today), sees_journal=True, user__isnull=False
    ).select_related("user"):
        homes[link.child_id].append(link)
    key_persons = {
        row.child_id: row.membership.user_id
        for row in KeyPersonAssignment.objects.filter(
            valid_on(book.today), is_backup=False
        ).select_related("membership")
    }
    rows: list[EntryAnswer] = []
    lines = ObservationChild.objects.filter(is_shared=True).select_related("observation")
    for line in lines.order_by("at", "pk"):
        if line.at + SHARED_FOR > book.now:
            continue
        if line.family_id:
            staff = key_persons.get(line.child_id)
            if staff and _dice(line, "staff") < 45 and staff != line.author_id:
                rows.append(_answer(line, line.family_id, staff, Kind.CHEER))
            continue
        for link in homes[line.child_id]:
            rows += _from_home(line, link)
    EntryAnswer.objects.bulk_create(rows, batch_size=BATCH)
    _zofias_socks(book)


def _wow_moments() -> None:
    spoken = Observation.objects.filter(kind="observation").exclude(child_voice="")
    chosen = [row for row in spoken.values_list("pk", flat=True) if row.int % WOW_EVERY == 0]
    Observation.objects.filter(pk__in=chosen).update(kind="wow")


def _from_home(line: ObservationChild, link: ParentCarer) -> list[EntryAnswer]:
    seen, dice = line.observation, _dice(line, str(link.user_id))
    found = []
    if dice < (60 if seen.kind == "wow" else 22):
        found.append(_answer(line, link.family_id, link.user_id, Kind.CHEER))
    elif dice < 38:
        found.append(_answer(line, link.family_id, link.user_id, Kind.SEE_TOO))
    if seen.try_at_home and 50 <= dice < 64:
        result = RESULTS[dice % len(RESULTS)]
        by_language = TRIED[result]
        language = link.user.preferred_language.partition("-")[0]
        spoken = language if language in by_language else "en"
        words = by_language[spoken][dice % len(by_language[spoken])]
        found.append(
            _answer(
                line,
                link.family_id,
                link.user_id,
                Kind.TRIED,
                result=result,
                words=words,
                language="en-gb" if spoken == "en" else spoken,
            )
        )
    return found


def _answer(
    line: ObservationChild, family_id: UUID, author_id: UUID, kind: str, **said: str
) -> EntryAnswer:
    return EntryAnswer(
        pk=named_id("answer", line.observation_id, line.child_id, author_id, kind),
        setting_id=line.setting_id,
        observation_id=line.observation_id,
        child_id=line.child_id,
        family_id=family_id,
        author_id=author_id,
        kind=kind,
        at=line.at + SHARED_FOR,
        **said,
    )


def _zofias_socks(book: Book) -> None:
    """Agnieszka has tried what the pine cones led to."""
    child, mother = book.children["zofia"], book.users["agnieszka"]
    line = ObservationChild.objects.filter(
        child=child, observation__words__contains="nine pine cones"
    ).first()
    if line is None or line.at + SHARED_FOR > book.now:
        return
    family_id = ParentCarer.objects.get(valid_on(book.today), child=child, user=mother).family_id
    EntryAnswer.objects.update_or_create(
        observation_id=line.observation_id,
        child=child,
        family_id=family_id,
        author=mother,
        kind=Kind.TRIED,
        defaults={
            "setting_id": line.setting_id,
            "result": "loved",
            "words": ZOFIA_TRIED,
            "language": "pl",
            "at": line.at + SHARED_FOR,
        },
    )


def _dice(line: ObservationChild, who: str) -> int:
    """A number below 100 that is the same at every load for the same entry and person."""
    return named_id("dice", line.observation_id, line.child_id, who).int % 100
