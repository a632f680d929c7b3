"""For whoever runs the site: a nursery that can begin, and the letter to its first manager."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from ...actions.invitations import token_for
from ...actions.new_setting import (
    CannotBegin,
    FirstTerm,
    begin_setting,
    invite_first_manager_again,
)
from ...context import maintenance


class Command(BaseCommand):
    help = "Make a nursery with its rooms and a term, and invite its first manager."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the nursery's name, as families know it")
        parser.add_argument("manager_email", help="where the invitation goes")
        parser.add_argument("--manager-name", default="", help="the manager's full name")
        parser.add_argument(
            "--room", action="append", default=[], help="a room's name; once for each room"
        )
        parser.add_argument("--phone", default="", help="the nursery's number, for letters")
        parser.add_argument("--term-name", default="", help="instead of the term of today")
        parser.add_argument("--term-starts", default="", help="its first day, as 2026-09-01")
        parser.add_argument("--term-ends", default="", help="its last day")
        parser.add_argument(
            "--again",
            action="store_true",
            help="only send another letter, for a nursery that nobody has joined yet",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DATABASE_ROLE != "owner":
            raise CommandError("Run it as the owner of the tables: DATABASE_ROLE=owner.")
        manager = {
            "manager_email": options["manager_email"],
            "manager_name": options["manager_name"],
        }
        try:
            with maintenance():
                if options["again"]:
                    invitation = invite_first_manager_again(options["name"], **manager)
                else:
                    invitation = begin_setting(
                        options["name"],
                        room_names=options["room"],
                        term=_term(options),
                        phone=options["phone"].strip(),
                        **manager,
                    )
                name = invitation.setting.name
        except CannotBegin as problem:
            raise CommandError(f"{problem} Nothing was changed.") from None
        path = reverse("families:invitation_accept", args=[token_for(invitation.pk)])
        self.stdout.write(
            f"{name} can begin. A letter is on its way to {invitation.email}."
            " If it does not arrive, hand this address over; it works once and for seven days, and"
            " is not shown again:"
        )
        self.stdout.write(settings.SITE_URL.rstrip("/") + path)


def _term(options: dict[str, Any]) -> FirstTerm:
    usual = FirstTerm.around(timezone.localdate())
    return FirstTerm(
        options["term_name"].strip() or usual.name,
        _day(options["term_starts"]) or usual.starts_on,
        _day(options["term_ends"]) or usual.ends_on,
    )


def _day(given: str) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise CannotBegin(f"{given} is not a day. Write it like this: 2026-09-01.") from None
