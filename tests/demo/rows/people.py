"""Rows of who: settings, rooms, terms, staff, homes, children, and the dated links between them."""

from dataclasses import asdict
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from communications.models import DigestPreference
from families.actions.consents import ask_the_first_questions
from families.models import (
    Child,
    Family,
    KeyPersonAssignment,
    Membership,
    ParentCarer,
    Room,
    RoomAssignment,
    RoomPlace,
    Setting,
    Term,
    User,
)

from .. import people, terms
from ..homes import HOMES
from ..places import ROOMS, SETTINGS, WORKERS
from ..remarks import lang
from ..words.profiles import INTERPRETER
from .book import BATCH, Book

# The roles that `Membership` knows; an apprentice works as a practitioner and says so by title.
ROLES = {"apprentice": "practitioner"}
WEEK = {"Mon": "Monday", "Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Fri": "Friday"}


def load_people(book: Book) -> None:
    """Everybody and every place. Fills the book."""
    _places(book)
    _users(book)
    _staff(book)
    _children(book)
    _homes(book)
    _key_persons(book)


def _places(book: Book) -> None:
    for fact in SETTINGS:
        book.settings[fact.key] = Setting(
            name=fact.name,
            address=fact.address,
            phone=fact.phone,
            email=fact.email,
            registration_number=fact.registration,
        )
    Setting.objects.bulk_create(book.settings.values())
    for setting in book.settings.values():
        ask_the_first_questions(setting)
    for position, fact in enumerate(ROOMS):
        book.rooms[fact.key] = Room(
            setting=book.settings[fact.setting],
            name=fact.name,
            colour=fact.colour,
            youngest_months=fact.from_months,
            oldest_months=fact.to_months,
            places=fact.places,
            position=position,
        )
    Room.objects.bulk_create(book.rooms.values())
    Term.objects.bulk_create(
        Term(setting=setting, name=term.name, starts_on=term.starts_on, ends_on=term.ends_on)
        for setting in book.settings.values()
        for term in terms.terms_around(book.today)
    )


def _users(book: Book) -> None:
    """Accounts. One password for all, so it is hashed once."""
    password = make_password(people.PASSWORD)
    for worker in WORKERS:
        book.users[worker.key] = User(
            email=people.worker_mail(worker),
            full_name=worker.full_name,
            known_as=worker.known_as,
            pronunciation=worker.pronunciation,
            languages=list(worker.languages),
            about=worker.hello,
            is_active=worker.account_is_open,
        )
    for key, adult in people.ADULT.items():
        if adult.worker:
            continue
        book.users[key] = User(
            email=people.adult_mail(adult),
            full_name=adult.name,
            known_as=adult.called,
            pronunciation=adult.pronunciation,
            preferred_language=lang(adult.language),
            languages=list(dict.fromkeys([adult.language, *adult.reads.split()])),
            reads=adult.reads.split(),
            message_language=adult.reads.split()[0] if adult.reads else "",
            wants_interpreter=key in INTERPRETER,
            phone=people.PHONE[key],
            about=adult.about,
            is_active=adult.account_is_open,
        )
    for user in book.users.values():
        user.password = password
    User.objects.bulk_create(book.users.values())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True)
        for user in book.users.values()
    )


def _worker_days(book: Book, months_here: int, left_days_ago: int | None) -> dict[str, date | None]:
    return {
        "started_on": people.months_before(book.today, months_here),
        "ended_on": None if left_days_ago is None else book.today - timedelta(days=left_days_ago),
    }


def _staff(book: Book) -> None:
    assignments = []
    for worker in WORKERS:
        setting = book.settings[worker.setting]
        days = _worker_days(book, worker.months_here, worker.left_days_ago)
        post = Membership(
            setting=setting,
            user=book.users[worker.key],
            role=ROLES.get(worker.role, worker.role),
            job_title=worker.job,
            works_on=_working_days(worker.days),
            is_safeguarding_lead=worker.is_safeguarding_lead,
            is_senco=worker.is_senco,
            **days,
        )
        book.posts[worker.key] = post
        assignments += [
            RoomAssignment(setting=setting, membership=post, room=book.rooms[room], **days)
            for room in worker.rooms
        ]
    Membership.objects.bulk_create(book.posts.values())
    RoomAssignment.objects.bulk_create(assignments)


def _working_days(days: str) -> str:
    """ "Mon Tue Wed Thu" is "Monday to Thursday", other days are listed."""
    names = [WEEK[day] for day in days.split()]
    if names == list(WEEK.values())[: len(names)]:
        return f"{names[0]} to {names[-1]}"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _children(book: Book) -> None:
    places = []
    for key, fact in people.CHILD.items():
        setting = book.settings[people.ROOM[fact.room].setting]
        calm = f"Settles by {fact.settles_by}" if fact.settles_by else ""
        good_to_know = [part.rstrip(".") for part in (fact.note, fact.health, calm) if part]
        child = Child(
            setting=setting,
            full_name=fact.name,
            known_as=fact.called,
            pronunciation=fact.pronunciation,
            date_of_birth=people.date_of_birth(fact, book.today),
            home_languages=list(fact.languages),
            allergies=fact.allergy,
            diet=fact.diet,
            care_note=". ".join(good_to_know),
            started_on=people.first_day(fact, book.today),
            ended_on=people.last_day(fact, book.today),
        )
        book.children[key] = child
        places += [
            RoomPlace(
                setting=setting,
                child=child,
                room=book.rooms[stay.room.key],
                started_on=stay.started_on,
                ended_on=stay.ended_on,
            )
            for stay in people.stays(fact, book.today)
        ]
    Child.objects.bulk_create(book.children.values())
    RoomPlace.objects.bulk_create(places, batch_size=BATCH)


def _homes(book: Book) -> None:
    for home in HOMES:
        main = next((adult for adult in home.adults if adult.main_contact), home.adults[0])
        book.homes[home.key] = Family(
            setting=book.settings[home.setting],
            name=home.name,
            address=home.address,
            phone=people.PHONE[people.adult_key(main)],
            what_matters=home.what_matters,
        )
    Family.objects.bulk_create(book.homes.values())
    managers = {"marmalade-hill": book.users["bettina"], "custard-wharf": book.users["ottilie"]}
    links, reachable = [], {}
    for link in people.LINKS:
        child = book.children[link.child.key]
        ended = link.home.left_days_ago
        user = book.users[link.adult.worker or link.adult_key]
        links.append(
            ParentCarer(
                setting_id=child.setting_id,
                child=child,
                user=user,
                family=book.homes[link.home.key],
                relationship=link.adult.relationship,
                started_on=child.started_on,
                ended_on=None if ended is None else book.today - timedelta(days=ended),
                confirmed_by=managers[link.home.setting],
                **asdict(link.adult.rights),
            )
        )
        if ended is None and link.adult.rights.receives_updates:
            reachable[child.setting_id, user.pk] = user
    ParentCarer.objects.bulk_create(links, batch_size=BATCH)
    DigestPreference.objects.bulk_create(
        DigestPreference(
            setting_id=setting_id,
            user=user,
            frequency="daily" if place % 3 == 0 else "weekly",
            hour=17 + place % 2,
            # Long enough ago that the first e-mails are due when the demo opens.
            changed_at=book.now - timedelta(days=30),
        )
        for place, ((setting_id, _user_id), user) in enumerate(reachable.items())
    )


def _key_persons(book: Book) -> None:
    rows = []
    for key, fact in people.CHILD.items():
        child = book.children[key]
        common = {"setting_id": child.setting_id, "child": child}
        started = child.started_on
        if fact.key_person_before:
            changed = book.today - timedelta(days=fact.key_person_changed_days_ago)
            rows.append(
                KeyPersonAssignment(
                    membership=book.posts[fact.key_person_before],
                    started_on=started,
                    ended_on=changed,
                    **common,
                )
            )
            started = changed + timedelta(days=1)
        rows += [
            KeyPersonAssignment(
                membership=book.posts[who],
                is_backup=is_backup,
                started_on=first,
                ended_on=child.ended_on,
                reason=reason,
                **common,
            )
            for who, is_backup, first, reason in (
                (fact.key_person, False, started, fact.key_person_changed_because),
                (fact.backup, True, child.started_on, ""),
            )
        ]
    KeyPersonAssignment.objects.bulk_create(rows, batch_size=BATCH)
