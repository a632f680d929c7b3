"""Drafts of observations: begun at the first word, saved while typing, never overwritten unseen."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from families import audit
from families.context import Person
from families.languages import language_of
from families.models import Child
from families.policies import children_cared_for_by

from .. import policies
from ..frameworks import DEFAULT
from ..models import Observation, ObservationChild, Photo
from ..photos import PhotoRefused, StorageFull
from . import Refused
from .photos import add_photo

Kind = Observation.Kind


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What stands in the form: everything of an observation but its photographs."""

    child_ids: list[uuid.UUID]
    happened_at: datetime | None  # None: when the draft is first saved
    words: str = ""
    is_wow: bool = False
    child_voice: str = ""
    framework: str = DEFAULT  # the pack that the next two are words of
    areas: list[str] = field(default_factory=list)
    characteristics: list[str] = field(default_factory=list)
    next_step: str = ""
    try_at_home: str = ""
    builds_on: uuid.UUID | None = None  # an earlier observation of one of the children
    descriptions: dict[uuid.UUID, str] = field(default_factory=dict)  # photo → what it shows
    without_moved: bool = False  # take out the children who are no longer in this person's care

    @property
    def says_something(self) -> bool:
        """Whether there is anything that somebody would miss."""
        return bool(self.words or self.child_voice or self.next_step or self.try_at_home)


@dataclass(frozen=True)
class Saved:
    """The draft as it is now. `beside` is the other draft, when the same one was written on two
    open pages: both are kept. `left_out` are the files that are not among its photographs, each
    with its name and the reason in words."""

    observation: Observation
    beside: Observation | None = None
    left_out: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def save_draft(
    observation: Observation | None,
    *,
    actor: Person,
    draft: Draft,
    form_key: uuid.UUID,
    page: uuid.UUID,
    version: int = 0,
) -> Saved:
    """Write a draft, or write on in it.

    `observation` is None for a form that knows no draft yet; `form_key` finds the one that the same
    form has made before. `page` is the open page and `version` the one it has last seen: when
    another page has saved in between, this text becomes a draft of its own and nothing is
    overwritten. Raises `Refused` for children who are not in this person's care.
    """
    children = _children(draft.child_ids, actor)
    row = _locked(observation, actor, form_key)
    if row is None:
        try:
            with transaction.atomic():
                row = _begin(actor, draft, children, form_key, page)
            return Saved(row)
        except IntegrityError:  # the same form, sent twice at the same moment
            row = _locked(None, actor, form_key)
            if row is None:
                raise
    moved = _moved_on(row, actor)
    if _is_as(row, draft, children, moved):
        return Saved(row)
    mine = row.version == version or row.saved_from == page
    if policies.can_edit_observation(actor, row) and mine:
        _write(row, draft, children, moved, page)
        return Saved(row)
    # Two pages wrote on: keep both. The page's own key makes the second draft one, however often
    # the page saves.
    copy = save_draft(
        None,
        actor=actor,
        draft=draft,
        form_key=uuid.uuid5(page, f"beside {row.pk}"),
        page=page,
    )
    return Saved(copy.observation, beside=row)


def save_with_photos(
    observation: Observation | None,
    *,
    actor: Person,
    draft: Draft,
    uploads: Sequence[File],
    form_key: uuid.UUID,
    page: uuid.UUID,
    version: int = 0,
) -> Saved:
    """Save a whole form: the draft, and each picture that is one. A file that cannot be kept stops
    neither the words nor the other pictures.

    Raises `Refused` when there is nothing to keep at all.
    """
    left_out: list[tuple[str, str]] = []
    with transaction.atomic():
        saved = save_draft(
            observation, actor=actor, draft=draft, form_key=form_key, page=page, version=version
        )
        row = saved.observation
        if policies.can_edit_observation(actor, row):  # not, if this form has shared it before
            for upload in uploads:
                try:
                    add_photo(row, actor=actor, upload=upload)
                except (PhotoRefused, StorageFull) as problem:
                    left_out.append((upload.name or _("a file"), problem.message))
                except Refused as problem:
                    left_out.append((upload.name or _("a file"), str(problem)))
        is_empty = not draft.says_something and not row.photos.exists()
        if is_empty:
            transaction.set_rollback(True)  # an empty draft would only be in the way
    if is_empty:
        errors = (
            {"photos": [f"{name}: {why}" for name, why in left_out]}
            if left_out
            else {"words": [_("Write what you saw, or add a photo.")]}
        )
        raise Refused(errors)
    return Saved(row, saved.beside, left_out)


# --- steps ----------------------------------------------------------------------------------------


def _children(child_ids: list[uuid.UUID], actor: Person) -> list[Child]:
    children = list(children_cared_for_by(actor).filter(pk__in=child_ids))
    if len(children) != len(set(child_ids)):
        raise Refused({"child": [_("A child you chose is not in your care today.")]})
    return children


def _locked(
    observation: Observation | None, actor: Person, form_key: uuid.UUID
) -> Observation | None:
    """The draft to write on in, held until the end of the transaction."""
    rows = Observation.objects.select_for_update().filter(author=actor.user)
    if observation is not None:
        return rows.get(pk=observation.pk)
    return rows.filter(idempotency_key=form_key).first()


def _begin(
    actor: Person, draft: Draft, children: list[Child], form_key: uuid.UUID, page: uuid.UUID
) -> Observation:
    row = Observation(
        setting_id=actor.here, author=actor.user, idempotency_key=form_key, saved_from=page
    )
    _fill(row, draft, children)
    row.save()
    _keep_lines(row, children, kept=set())
    audit.record_about(actor, "write_observation", row, child_ids=[child.pk for child in children])
    return row


def _write(
    row: Observation,
    draft: Draft,
    children: list[Child],
    moved: set[uuid.UUID],
    page: uuid.UUID,
) -> None:
    kept = set() if draft.without_moved else moved
    _fill(row, draft, children, others=len(kept))
    row.version += 1
    row.saved_at = timezone.now()
    row.saved_from = page
    row.save(update_fields=[*FILLED, "version", "saved_at", "saved_from"])
    _keep_lines(row, children, kept=kept)
    for photo in _described(row, draft):
        photo.description = draft.descriptions[photo.pk]
        photo.save(update_fields=["description"])


# What `_fill` writes, whose observation it is not among it.
FILLED = (
    *("words", "language", "kind", "child_voice", "framework", "areas", "characteristics"),
    *("next_step", "try_at_home", "happened_at", "builds_on"),
)


def _fill(row: Observation, draft: Draft, children: list[Child], *, others: int = 0) -> None:
    several = len(children) + others > 1
    row.words = draft.words
    row.language = language_of(draft.words, preferred=row.author.preferred_language)
    row.kind = Kind.WOW if draft.is_wow else Kind.GROUP if several else Kind.OBSERVATION
    row.child_voice = draft.child_voice
    row.framework = draft.framework
    row.areas = draft.areas
    row.characteristics = draft.characteristics
    row.next_step = draft.next_step
    row.try_at_home = draft.try_at_home
    row.builds_on_id = draft.builds_on
    row.happened_at = draft.happened_at or row.happened_at


def _moved_on(row: Observation, actor: Person) -> set[uuid.UUID]:
    """The children of a draft who are not in its author's care any more. The form cannot show them,
    so that a form without them does not mean to take them out."""
    every = set(row.journal_lines.values_list("child_id", flat=True))
    in_care = children_cared_for_by(actor).filter(pk__in=every).values_list("pk", flat=True)
    return every - set(in_care)


def _keep_lines(row: Observation, children: list[Child], *, kept: set[uuid.UUID]) -> None:
    """The journal lines follow the draft: one a child. `kept` stay besides, though not chosen."""
    row.journal_lines.exclude(child__in=[*(child.pk for child in children), *kept]).delete()
    there = set(row.journal_lines.values_list("child_id", flat=True))
    ObservationChild.objects.bulk_create(
        ObservationChild(
            setting_id=row.setting_id,
            observation=row,
            child=child,
            author_id=row.author_id,
            at=row.happened_at,
        )
        for child in children
        if child.pk not in there
    )


def _described(row: Observation, draft: Draft) -> list[Photo]:
    """The photographs whose description differs from what stands in the form."""
    photos = row.photos.filter(pk__in=draft.descriptions)
    return [photo for photo in photos if photo.description != draft.descriptions[photo.pk]]


def _is_as(row: Observation, draft: Draft, children: list[Child], moved: set[uuid.UUID]) -> bool:
    """Whether saving would change nothing: the same form again, or a page nobody typed in."""
    saved = (
        row.words,
        row.kind == Kind.WOW,
        row.child_voice,
        row.framework,
        set(row.areas),
        set(row.characteristics),
        row.next_step,
        row.try_at_home,
        row.builds_on_id,
        set(row.journal_lines.values_list("child_id", flat=True)),
    )
    typed = (
        draft.words,
        draft.is_wow,
        draft.child_voice,
        draft.framework,
        set(draft.areas),
        set(draft.characteristics),
        draft.next_step,
        draft.try_at_home,
        draft.builds_on,
        {child.pk for child in children} | (set() if draft.without_moved else moved),
    )
    same_time = draft.happened_at is None or _minute(draft.happened_at) == _minute(row.happened_at)
    return saved == typed and same_time and not _described(row, draft)


def _minute(moment: datetime) -> datetime:
    """A form knows no seconds."""
    return moment.replace(second=0, microsecond=0)
