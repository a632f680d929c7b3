"""`manage.py demo`: the make-believe nursery. Installed in development and tests only."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tests.demo import load, who


class Command(BaseCommand):
    help = "Loads the make-believe nursery Marmalade Hill: a full term, told from today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="empty everything first")
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there is a nursery already"
        )
        parser.add_argument("--who", action="store_true", help="only print who can sign in")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["who"]:
            self.stdout.write(who.table())
            return
        if not load.is_empty():
            if options["if_empty"]:
                return
            if not options["reset"]:
                raise CommandError("There is a nursery already. `demo --reset` makes it anew.")
        try:
            load.refuse_real_settings()
        except load.NotADemo as error:
            raise CommandError(
                "This database holds a nursery that is not the demo's. Nothing was changed."
            ) from error
        if options["reset"]:
            load.empty()
        load.load(say=self.stdout.write)
        self.stdout.write("The demo nursery is ready. `demo --who` prints who can sign in.")
