"""Who is around one child: homes, relations, key persons, as far as a person may know."""

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from families.context import Person
from families.kept import kept
from families.models import Child, Family, KeyPersonAssignment, ParentCarer, valid_on
from families.policies import key_persons_visible_to, links_held_by, parent_carers_visible_to


@dataclass(frozen=True)
class Circle:
    """Who is around a child, as far as this person may know: homes, relations, key persons."""

    child_id: uuid.UUID
    links: list[ParentCarer]  # of this person, to each of their children
    homes: dict[uuid.UUID, Family]
    own_home_id: uuid.UUID | None
    relations: dict[uuid.UUID, str]  # user id → "mum"

    @property
    def sees_journal(self) -> bool:
        """Whether this person's link to this child gives the journal."""
        return any(link.sees_journal and link.child_id == self.child_id for link in self.links)

    @property
    def own_children(self) -> list[Child]:
        """All the children of whom this person is parent or carer, by name."""
        return sorted({link.child for link in self.links}, key=lambda child: child.known_as)

    @property
    def own_link(self) -> ParentCarer | None:
        """This person's link to this child; None for staff."""
        return next((link for link in self.links if link.child_id == self.child_id), None)

    @property
    def own_home(self) -> Family:
        """The household for which this person speaks. Only where they are parent or carer."""
        return next(link.family for link in self.links if link.child_id == self.child_id)

    def siblings_of(self, child: Child) -> list[Child]:
        """The other children of the same home and setting whose journal this person may read."""
        return [
            link.child
            for link in sorted(self.links, key=lambda link: link.child.known_as)
            if link.sees_journal
            and link.child_id != child.pk
            and link.family_id == self.own_home_id
            and link.setting_id == child.setting_id
        ]


def circle_of(child: Child, person: Person) -> Circle:
    """Who is around this child, in the eyes of `person`: one query."""
    around = _links_around(person, child_id=child.pk)
    own = links_held_by(person)
    own_home_id = next((link.family_id for link in own if link.child_id == child.pk), None)
    homes = {
        link.family_id: link.family
        for link in sorted(around, key=lambda link: link.family.name)
        if link.sees_journal and own_home_id in (None, link.family_id)
    }
    return Circle(
        child_id=child.pk,
        links=own,
        homes=homes,
        own_home_id=own_home_id,
        relations={link.user_id: link.relationship for link in around},
    )


@kept
def _links_around(person: Person, *, child_id: uuid.UUID) -> QuerySet[ParentCarer]:
    links = parent_carers_visible_to(person).filter(valid_on(person.today), child_id=child_id)
    return links.select_related("family")


def key_persons_of(child: Child, person: Person) -> dict[uuid.UUID, str]:
    """User id → what this member of staff is to the child today: one query."""
    return {
        each.membership.user_id: _("back-up key person") if each.is_backup else _("key person")
        for each in _held_of(person, child_id=child.pk)
    }


@kept
def _held_of(person: Person, *, child_id: uuid.UUID) -> QuerySet[KeyPersonAssignment]:
    held = key_persons_visible_to(person).filter(valid_on(person.today), child_id=child_id)
    # Whoever is both is the key person.
    return held.select_related("membership").order_by("-is_backup")
