"""Rows of the journals: observations, their lines, comments, and rows for the photographs."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from learning_journals.models import Comment, Observation, ObservationChild, Photo
from learning_journals.photos import new_photo_key
from learning_journals.queries.names import names_of, without_own

from ..records import Seen
from ..studio import Drawing
from .book import BATCH, Book, named_id


def load_journal(
    book: Book, journal: Sequence[Seen], drawings: Sequence[Sequence[Drawing]]
) -> list[tuple[Photo, Drawing]]:
    """The journals as rows. ``drawings`` are those of each entry, in the same order.

    Returns the photo rows, unsaved, each with its drawing.
    """
    observations: list[Observation] = []
    lines: list[ObservationChild] = []
    comments: list[Comment] = []
    photos: list[tuple[Photo, Drawing]] = []
    called = names_of(book.children.values())
    for number, seen in enumerate(journal):
        observation = _observation(book, seen, number)
        observations.append(observation)
        named = [] if seen.home or seen.shared_at is None else called.found_in(_read(seen))
        lines += [
            ObservationChild(
                setting_id=observation.setting_id,
                observation=observation,
                child=book.children[key],
                author=observation.author,
                family=observation.family,
                at=seen.at,
                is_shared=seen.shared_at is not None,
                hidden_names=without_own(named, book.children[key]),
            )
            for key in seen.children
        ]
        comments += [
            Comment(
                setting_id=observation.setting_id,
                observation=observation,
                child=book.children[remark.child],
                family=book.homes[remark.home],
                author=book.users[remark.by],
                words=remark.words,
                language=remark.language,
                at=remark.at,
                idempotency_key=named_id("comment", number, place),
            )
            for place, remark in enumerate(seen.remarks)
        ]
        photos += [
            (_photo(book, observation, seen, place), drawing)
            for place, drawing in enumerate(drawings[number])
        ]
    Observation.objects.bulk_create(observations, batch_size=BATCH)
    ObservationChild.objects.bulk_create(lines, batch_size=BATCH)
    Comment.objects.bulk_create(comments, batch_size=BATCH)
    return photos


def _read(seen: Seen) -> str:
    """What the families read of the nursery, below each other."""
    said = [remark.words for remark in seen.remarks]
    return "\n".join([seen.words, seen.voice, seen.next_step, seen.try_at_home, *said])


def _observation(book: Book, seen: Seen, number: int) -> Observation:
    return Observation(
        setting=book.settings[seen.setting],
        kind=seen.kind,
        status="draft" if seen.shared_at is None else "shared",
        author=book.users[seen.by],
        family=book.homes[seen.home] if seen.home else None,
        words=seen.words,
        language=seen.language,
        child_voice=seen.voice,
        areas=list(seen.areas),
        characteristics=list(seen.ways),
        next_step=seen.next_step,
        try_at_home=seen.try_at_home,
        happened_at=seen.at,
        shared_at=seen.shared_at,
        created_at=seen.at + timedelta(minutes=4),
        idempotency_key=named_id("observation", number),
    )


def _photo(book: Book, observation: Observation, seen: Seen, position: int) -> Photo:
    """A photograph without its size: that is known when the picture has been drawn."""
    return Photo(
        setting_id=observation.setting_id,
        observation=observation,
        name=new_photo_key(),
        position=position,
        uploaded_by=observation.author,
        uploaded_at=seen.at + timedelta(minutes=2),
        sizes_ready_at=seen.at + timedelta(minutes=3),
        shows=[] if seen.home or seen.shared_at is None else _keys(book, seen),
    )


def _keys(book: Book, seen: Seen) -> list[uuid.UUID]:
    """Under which keys it is looked up whether the photographs may be shown."""
    return sorted(book.children[key].consent_key for key in seen.children)
