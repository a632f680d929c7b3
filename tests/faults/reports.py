"""Asks for the termly reports of Pinecones, as the manager does; run inside a stack of its own."""

import uuid

from django.db import connection, transaction

from families import context
from families.models import Room, Term, User
from families.row_security import WEB
from learning_journals.actions.reports import print_reports as ask
from learning_journals.queries.reports import children_to_report_on


def print_reports(children: int) -> None:
    """One press of *Print termly reports* for so many children of Pinecones, by Bettina."""
    with context.maintenance():
        bettina = User.objects.get(email="bettina@marmaladehill.example")
        room = Room.objects.get(name="Pinecones")
        term = Term.objects.get(setting=room.setting)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {WEB}")
        with context.acting_as(bettina.pk) as person:
            chosen = children_to_report_on(room, term, person)[:children]
            ask(room, actor=person, term=term, children=chosen, form_key=uuid.uuid4())
