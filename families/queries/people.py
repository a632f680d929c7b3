"""The manager's list of adults by home, letters on their way, and a household's own page."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from .. import context, policies
from ..context import Person
from ..models import (
    AuditEvent,
    Child,
    Family,
    Invitation,
    OutboxJob,
    ParentCarer,
    User,
    hash_of,
    valid_on,
)
from .children import open_invitations

HOMES_ON_A_PAGE = 40
ALARM_DAYS = 14


@dataclass
class Adult:
    """An adult of a home with the children they are linked to."""

    user: User
    links: list[ParentCarer] = field(default_factory=list)


@dataclass
class HomeRow:
    """A household with its adults."""

    family: Family
    adults: list[Adult]


@dataclass
class Letter:
    """An open invitation and what became of its letter."""

    invitation: Invitation
    sent_at: object | None
    failed: bool
    given_up: bool

    @property
    def too_old(self) -> bool:
        return self.invitation.expires_at <= timezone.now()

    @property
    def new_key(self) -> uuid.UUID:
        """The id of the letter that "send again" would make; sent twice, it is still one."""
        return uuid.uuid4()


def homes_of(person: Person, *, words: str = "", after: str = "") -> tuple[list[HomeRow], str]:
    """A page of homes with their adults, by name, and where the next page starts (or "").

    `words` are looked for in the names of homes, adults and children, and in addresses of mail.
    """
    links = ParentCarer.objects.filter(valid_on(person.today)).select_related("user", "child")
    families = policies.families_visible_to(person).filter(setting_id=person.here)
    for word in words.split()[:4]:
        families = families.filter(
            Q(name__icontains=word)
            | Q(
                parent_carers__in=links.filter(
                    Q(user__full_name__icontains=word)
                    | Q(user__known_as__icontains=word)
                    | Q(user__email__icontains=word)
                    | Q(child__known_as__icontains=word)
                    | Q(child__full_name__icontains=word)
                )
            )
        )
    families = families.filter(parent_carers__in=links).distinct().order_by("name", "id")
    if place := _place(after):
        name, last = place
        families = families.filter(Q(name__gt=name) | Q(name=name, id__gt=last))
    found = list(
        families.prefetch_related(
            Prefetch(
                "parent_carers",
                queryset=links.order_by("started_on", "user__full_name", "id"),
            )
        )[: HOMES_ON_A_PAGE + 1]
    )
    page, more = found[:HOMES_ON_A_PAGE], found[HOMES_ON_A_PAGE:]
    return [_row(family) for family in page], f"{page[-1].name}~{page[-1].pk}" if more else ""


def _place(after: str) -> tuple[str, uuid.UUID] | None:
    """Where the page before ended, or None for none and for nonsense (then it is the first)."""
    name, _tilde, last = after.rpartition("~")
    try:
        return name, uuid.UUID(last)
    except ValueError:
        return None


def letters_of(person: Person) -> list[Letter]:
    """The setting's open invitations whose letter was sent, newest first, with its fate."""
    invitations = list(open_invitations(person).filter(waits=False))
    jobs = {
        job.subject_id: job
        for job in OutboxJob.objects.filter(
            key__in=[f"invitation:{invitation.pk}" for invitation in invitations]
        )
    }
    return [_letter(invitation, jobs.get(invitation.pk)) for invitation in invitations]


def alarms_of(person: Person) -> list[AuditEvent]:
    """Who lately opened more children's pages than is usual, for the manager."""
    return list(
        policies.audit_visible_to(person)
        .filter(
            verb__literally="read_many_children",
            at__gte=timezone.now() - timedelta(days=ALARM_DAYS),
        )
        .select_related("actor")
        .order_by("-at")[:5]
    )


def invitation_for(token: str) -> Invitation | None:
    """The open invitation of this token, with its setting. Presents the token to the database."""
    token_hash = hash_of(token)
    context.present_invitation(token_hash)
    invitation = Invitation.objects.select_related("setting").filter(token_hash=token_hash).first()
    return invitation if invitation and invitation.is_open else None


def has_account(email: str) -> bool:
    """Whether somebody signs in with this address; asked only for who holds its invitation."""
    return User.objects.filter(email__iexact=email).exists()


@dataclass
class FamilyPage:
    """A household's own page."""

    family: Family
    adults: list[Adult]
    children: list[Child]
    is_mine: bool
    may_edit: bool


def family_page(family: Family, person: Person) -> FamilyPage:
    """The adults and children of one household, today."""
    links = (
        policies.parent_carers_visible_to(person)
        .filter(valid_on(person.today), family=family)
        .select_related("user", "child")
        .order_by("started_on", "user__full_name", "id")
    )
    adults = _adults(list(links))
    known = policies.children_visible_to(person)
    return FamilyPage(
        family=family,
        adults=adults,
        children=list(known.filter(parent_carers__in=links).distinct().order_by("known_as", "id")),
        is_mine=any(adult.user.pk == person.id for adult in adults),
        may_edit=policies.can_edit_family(person, family),
    )


def homes_of_own(person: Person) -> QuerySet[Family]:
    """The households this person belongs to."""
    return (
        policies.families_visible_to(person)
        .filter(pk__in=policies.family_ids_of(person))
        .order_by("name", "id")
    )


def _row(family: Family) -> HomeRow:
    return HomeRow(family=family, adults=_adults(list(family.parent_carers.all())))


def _adults(links: list[ParentCarer]) -> list[Adult]:
    adults: dict[uuid.UUID, Adult] = {}
    for link in links:
        adults.setdefault(link.user_id, Adult(link.user)).links.append(link)
    return list(adults.values())


def _letter(invitation: Invitation, job: OutboxJob | None) -> Letter:
    return Letter(
        invitation=invitation,
        sent_at=job.done_at if job else None,
        failed=bool(job and job.attempts and not job.done_at),
        given_up=bool(job and job.given_up_at),
    )
