"""Parents and carers, by their e-mail address and child: who is new is invited.

Homes are walls. Adults are put into one home only where the file says that they live in one: by the
same name or address of the home, and a child or an adult in common. Whoever is linked already keeps
home and rights; only how they are called to the child may change.

Looked at are this setting's own links and letters and nothing else, so that an address that is in
use in another setting is treated like one that nobody has.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ... import policies
from ...context import Person
from ...models import RIGHTS, Child, Family, Invitation, ParentCarer
from ...models.csv_imports import CsvImport
from .cells import Line, Plan, Row, folded, turned
from .children import children_of
from .columns import told_by_heading

STANDARD: dict[str, bool] = {
    right: bool(getattr(ParentCarer._meta.get_field(right), "default", False)) for right in RIGHTS
}


@dataclass
class Adult:
    """One adult in one row."""

    row: Row
    end: str  # of the names of the fields: "" or "_2"
    child: Child
    email: str
    name: str
    relationship: str
    said: dict[str, bool]  # the rights that the file names
    home_name: str
    home_address: str
    home_phone: str
    line: Line
    home: "Home | None" = None

    @property
    def home_key(self) -> tuple[str, str]:
        return folded(self.home_name), folded(self.home_address)


@dataclass
class Home:
    """A home: one that is here, or a new one by name, address and phone."""

    family: Family | None
    name: str = ""
    address: str = ""
    phone: str = ""
    changed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, family: Family) -> "Home":
        """A home as it is."""
        return cls(family, family.name, family.address, family.phone)

    def learn(self, adult: Adult) -> None:
        """Take what the file says of an adult's home; an empty cell says nothing."""
        for key, said in (
            ("name", adult.home_name),
            ("address", adult.home_address),
            ("phone", adult.home_phone),
        ):
            if said and folded(said) != folded(getattr(self, key)):
                setattr(self, key, said)
                self.changed.add(key)


@dataclass
class Letter:
    """A letter to write, into a home."""

    fields: dict[str, Any]
    home: Home


@dataclass
class Families:
    """Letters to write, letters they replace, links and homes that change."""

    new: list[Letter] = field(default_factory=list)
    instead: list[Invitation] = field(default_factory=list)
    links: list[ParentCarer] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)


Pair = tuple[str, uuid.UUID]


class Here:
    """The setting's own children, links and letters."""

    def __init__(self, person: Person) -> None:
        self.today = person.today
        self.own = set(policies.children_of_ones_own(person))
        self.children = [
            child
            for child in children_of(person)
            if child.ended_on is None or child.ended_on >= person.today
        ]
        self.by_reference = {child.reference: child for child in self.children if child.reference}
        self.by_name: dict[str, list[Child]] = {}
        for child in self.children:
            self.by_name.setdefault(folded(child.full_name), []).append(child)
        links = (
            policies.parent_carers_visible_to(person)
            .filter(setting_id=person.here)
            .select_related("user", "family")
            .order_by("started_on", "id")
        )
        self.links: dict[Pair, ParentCarer] = {}
        self.ended: dict[Pair, date] = {}
        self.people_in: set[uuid.UUID] = set()  # homes in which somebody has an account
        for link in links:
            pair = (link.user.email.lower(), link.child_id)
            self.people_in.add(link.family_id)
            if link.ended_on is None or link.ended_on >= person.today:
                self.links[pair] = link
            else:
                self.ended[pair] = link.ended_on
        self.letters: dict[Pair, Invitation] = {}
        for letter in (
            policies.invitations_visible_to(person)
            .filter(accepted_at__isnull=True, revoked_at__isnull=True, child__isnull=False)
            .select_related("family")
            .order_by("created_at", "id")
        ):
            if letter.child_id:
                self.letters[letter.email.lower(), letter.child_id] = letter
        self.homes: list[tuple[Pair, Family]] = [
            *((pair, link.family) for pair, link in self.links.items()),
            *((pair, letter.family) for pair, letter in self.letters.items() if letter.family),
        ]

    def home_of(self, pair: Pair) -> Family | None:
        """The home in which this adult is linked or invited to this child."""
        if link := self.links.get(pair):
            return link.family
        letter = self.letters.get(pair)
        return letter.family if letter else None


def plan(csv_import: CsvImport, plan: Plan, rows: list[Row], person: Person) -> None:
    """Fill in what the rows do."""
    here = Here(person)
    told = told_by_heading(csv_import.headers, csv_import.matching)
    plan.writes = Families()
    adults: list[Adult] = []
    for row in rows:
        child = _child(row, here, csv_import.date_order)
        found = [
            adult for end in ("", "_2") if (adult := _adult(row, end, child, told)) is not None
        ]
        if not found and not row.is_bad:
            row.complain(
                "email",
                _("There is no e-mail address."),
                _("Write one, or take the row out: nobody can be invited without."),
            )
        adults += found
    adults = [adult for adult in adults if not adult.row.is_bad]
    _check_each_other(adults, here)
    adults = [adult for adult in adults if not adult.row.is_bad]
    homes = _homes(adults, here)
    for adult in adults:
        if adult.home and not adult.row.is_bad:
            _one(adult, adult.home, here, plan)
    plan.writes.homes = [home for home in homes.values() if home.changed]
    apart = {adult.child.pk for adult in adults if not any(adult.home_key)}
    if apart and plan.new:
        plan.remarks.append(
            _(
                "Where the file names no home and no address, every adult gets a home of their own:"
                " homes cannot see each other. For adults who live together write the same home or"
                " address."
            )
        )


def _child(row: Row, here: Here, order: str) -> Child | None:
    reference = row.words("child_reference", most=60)
    name = row.name(prefix="child_")
    born = row.day("child_date_of_birth", order=order)
    if row.is_bad:
        return None
    if reference and reference in here.by_reference:
        return here.by_reference[reference]
    found = here.by_name.get(folded(name)) or here.by_name.get(folded(turned(name))) or []
    if born:
        found = [child for child in found if child.date_of_birth == born]
    field_name = "child_full_name" if "child_full_name" in row.columns else "child_first_name"
    if not name:
        field_name = "child_reference"
    if not found:
        row.complain(
            field_name,
            _("No child on the roll has this name.")
            if not born
            else _("No child on the roll has this name and date of birth."),
            _("Bring in the children first, or write the name as on the page “Children”."),
        )
    elif len(found) > 1:
        row.complain(
            field_name,
            _("Several children have this name."),
            _("Add a column with the date of birth."),
        )
    return found[0] if len(found) == 1 else None


def _adult(row: Row, end: str, child: Child | None, told: dict[str, str]) -> Adult | None:
    """The adult in this row, or None if there is none. A row without its child is bad already."""
    name, email = turned(row.name(end=end)), row.email(f"email{end}")
    if not name and not email:
        return None
    relationship = row.words(f"relationship{end}", most=80) or told.get(f"relationship{end}", "")
    said = {right: tick for right in RIGHTS if (tick := row.yes_or_no(f"{right}{end}")) is not None}
    # One address in a row with two adults is the first one's, or the child's: it does not say
    # that the other lives there too.
    address = row.lines(f"home_address{end}", most=500)
    phone = row.words(f"home_phone{end}", most=30)
    home_name = row.words("home_name", most=120)
    if not email and not row.is_bad:
        row.complain(
            f"email{end}",
            _("There is no e-mail address for %(name)s.") % {"name": name},
            _(
                "Write one, or take the name out: nobody can be invited without. You can do it"
                " later from the child’s page."
            ),
        )
    elif not name and not row.is_bad:
        row.complain(
            f"full_name{end}",
            _("There is no name for %(email)s.") % {"email": email},
            _("Write the adult’s full name."),
        )
    if row.is_bad or child is None:
        return None
    return Adult(
        row=row,
        end=end,
        child=child,
        email=email,
        name=name,
        relationship=relationship,
        said=said,
        home_name=home_name,
        home_address=address,
        home_phone=phone,
        line=Line(row.number, f"{name} · {child.known_as}"),
    )


def _check_each_other(adults: list[Adult], here: Here) -> None:
    """Double rows, one address for two people, and links that have ended."""
    pairs: dict[Pair, int] = {}
    names: dict[str, tuple[str, int]] = {}
    for adult in adults:
        pair = (adult.email, adult.child.pk)
        name, row = names.setdefault(adult.email, (adult.name, adult.row.number))
        if pair in pairs:
            adult.row.complain(
                f"email{adult.end}",
                _("%(email)s is invited to this child in row %(row)s too.")
                % {"email": adult.email, "row": pairs[pair]},
                _("Take one of the two out. Everybody needs an address of their own."),
            )
        elif folded(name) != folded(adult.name):
            adult.row.complain(
                f"email{adult.end}",
                _("In row %(row)s this address belongs to %(name)s.") % {"row": row, "name": name},
                _("Everybody needs an address of their own, and one way to write their name."),
            )
        elif adult.child.pk in here.own and pair not in here.links:
            adult.row.complain(
                f"email{adult.end}",
                _("This is a child of your own."),
                _("Who belongs to it is for another manager or deputy to bring in."),
            )
        elif pair in here.ended and pair not in here.links:
            adult.row.complain(
                f"email{adult.end}",
                _("Their link to this child has ended."),
                _("Take the row out. If they come back, invite them from the child’s page."),
            )
        pairs.setdefault(pair, adult.row.number)


# --- homes ----------------------------------------------------------------------------------------


def _homes(adults: list[Adult], here: Here) -> dict[uuid.UUID, Home]:
    """Find or make the home of each adult (`adult.home`). Returns the homes that are here."""
    group = list(range(len(adults)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    first: dict[object, int] = {}
    for at, adult in enumerate(adults):
        for together in _together(adult, here):
            group[root(at)] = root(first.setdefault(together, at))
    members: dict[int, list[Adult]] = {}
    for at, adult in enumerate(adults):
        members.setdefault(root(at), []).append(adult)
    homes: dict[uuid.UUID, Home] = {}
    for each in members.values():
        _settle(each, homes, here)
    return homes


def _together(adult: Adult, here: Here) -> Iterable[object]:
    """What this adult shares with the others of their home."""
    key = adult.home_key
    yield adult.email, key
    if any(key):
        yield adult.child.pk, key
    if home := here.home_of((adult.email, adult.child.pk)):
        yield home.pk


def _settle(members: list[Adult], homes: dict[uuid.UUID, Home], here: Here) -> None:
    """Who has a home keeps it. The others join theirs, if it is one and no more."""
    known: dict[uuid.UUID, Family] = {}
    fresh = []
    for adult in members:
        if family := here.home_of((adult.email, adult.child.pk)):
            known[family.pk] = family
            adult.home = homes.setdefault(family.pk, Home.of(family))
            if family.pk not in here.people_in:  # nobody who lives there could have written it
                adult.home.learn(adult)
        else:
            fresh.append(adult)
    if not fresh:
        return
    fitting = known or _by_name(fresh, here)
    if len(fitting) > 1 and (said := folded(fresh[0].home_address)):
        fitting = {key: each for key, each in fitting.items() if folded(each.address) == said}
    if len(fitting) > 1:
        for adult in fresh:
            adult.row.complain(
                "home_name",
                _("Several homes of this child fit here, and homes are kept apart."),
                _("Give them different names, or invite this adult from the child’s page."),
            )
        return
    if fitting:
        (family,) = fitting.values()
        home = homes.setdefault(family.pk, Home.of(family))
    else:
        home = Home(
            None,
            next((each.home_name for each in fresh if each.home_name), fresh[0].name),
            next((each.home_address for each in fresh if each.home_address), ""),
            next((each.home_phone for each in fresh if each.home_phone), ""),
        )
    for adult in fresh:
        adult.home = home


def _by_name(fresh: list[Adult], here: Here) -> dict[uuid.UUID, Family]:
    """Homes that are here, of a child or an adult in common, by the name that the file gives."""
    name = folded(fresh[0].home_name)
    if not name:
        return {}
    emails = {adult.email for adult in fresh}
    children = {adult.child.pk for adult in fresh}
    return {
        family.pk: family
        for (email, child_id), family in here.homes
        if (email in emails or child_id in children) and folded(family.name) == name
    }


# --- one adult ------------------------------------------------------------------------------------


def _one(adult: Adult, home: Home, here: Here, plan: Plan) -> None:
    line, writes = adult.line, plan.writes
    plan.lines.append(line)
    pair = (adult.email, adult.child.pk)
    if link := here.links.get(pair):
        line.title = f"{link.user.name} · {adult.child.known_as}"
        differs = adult.relationship and folded(adult.relationship) != folded(link.relationship)
        if differs and adult.child.pk not in here.own:
            line.what = "changed"
            line.changes = [_relationship_words(link.relationship, adult.relationship)]
            link.relationship = adult.relationship
            writes.links.append(link)
        if any(getattr(link, right) != tick for right, tick in adult.said.items()):
            plan.remarks.append(
                _(
                    "%(name)s is linked to %(child)s already. Rights stay as they are here; change"
                    " them on the child’s page."
                )
                % {"name": link.user.name, "child": adult.child.known_as}
            )
        return
    letter = here.letters.get(pair)
    rights = {**(letter.rights if letter else STANDARD), **adult.said}
    fields: dict[str, Any] = {
        "email": adult.email,
        "full_name": adult.name,
        "child": adult.child,
        "relationship": adult.relationship
        or (letter.relationship if letter else _("parent or carer")),
        "rights": {right: bool(rights.get(right)) for right in RIGHTS},
    }
    if letter is None:
        line.what = "new"
        line.changes = [
            fields["email"],
            fields["relationship"],
            _("home: %(name)s") % {"name": home.name},
        ]
        writes.new.append(Letter(fields, home))
        return
    if home.changed:
        line.what = "changed"
        line.changes.append(_("home: %(name)s") % {"name": home.name})
    if changes := _letter_changes(letter, fields):
        if not letter.waits:
            plan.remarks.append(
                _("%(name)s: the letter is on its way already, so it stays as it is.")
                % {"name": adult.name}
            )
            return
        line.what = "changed"
        line.changes += changes
        writes.instead.append(letter)
        writes.new.append(Letter(fields, home))


def _relationship_words(before: str, after: str) -> str:
    return _("who they are: %(before)s → %(after)s") % {"before": before, "after": after}


def _letter_changes(letter: Invitation, fields: dict[str, Any]) -> list[str]:
    changes = []
    if folded(turned(letter.full_name)) != folded(fields["full_name"]):
        changes.append(
            _("name: %(before)s → %(after)s")
            % {"before": letter.full_name, "after": fields["full_name"]}
        )
    if folded(letter.relationship) != folded(fields["relationship"]):
        changes.append(_relationship_words(letter.relationship, fields["relationship"]))
    if any(bool(letter.rights.get(right)) != fields["rights"][right] for right in RIGHTS):
        changes.append(_("other rights"))
    return changes
