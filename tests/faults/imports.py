"""Brings a long list of children in, as the manager does; run inside a stack of its own."""

from django.db import connection, transaction

from families import context
from families.actions.csv_imports import start_import
from families.models import CsvImport, User
from families.row_security import WEB
from tests import factories as make


def import_children(number: int) -> None:
    """One press of *Yes, bring it in* for so many children of Conkers, by Bettina."""
    with context.maintenance():
        bettina = User.objects.get(email="bettina@marmaladehill.example")
        setting = bettina.memberships.get().setting
        csv_import = make.make_csv_import(
            setting,
            by=bettina,
            kind=CsvImport.Kind.CHILDREN,
            file_name="many.csv",
            headers=["Name", "DOB", "Room"],
            matching=["full_name", "date_of_birth", "room"],
            rows=[[at + 2, [f"Imported {at}", "2024-05-06", "Conkers"]] for at in range(number)],
        )
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {WEB}")
        with context.acting_as(bettina.pk) as person:
            start_import(csv_import, actor=person)
