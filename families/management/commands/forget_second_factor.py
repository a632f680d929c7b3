"""For whoever runs the site: let somebody in again who lost phone and spare codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ... import audit
from ...context import Person, maintenance
from ...models import User


class Command(BaseCommand):
    help = "Remove the passkeys, authenticator app and spare codes of an account, and sign it out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make sure by other means that it is really this person before running it."""
        with maintenance():
            user = User.objects.filter(email__iexact=options["email"]).first()
            if user is None:
                raise CommandError("There is no account with this address.")
            Authenticator.objects.filter(user=user).delete()
            for session in UserSession.objects.filter(user=user):
                session.end()
            audit.record(
                Person(user=user, today=timezone.localdate()), "forget_second_factor", user
            )
        self.stdout.write(f"{user.email} signs in with the password or an e-mailed code again.")
