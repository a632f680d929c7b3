"""Rows of the lists that were brought in: finished, so nothing of what stood in them is left."""

from datetime import timedelta

from families.models import CsvImport

from ..words.csv_imports import FILES
from .book import Book, named_id


def load_imports(book: Book) -> None:
    """The finished imports of Bettina."""
    rows = []
    for name, kind, days_ago, (new, changed, same) in FILES:
        at = book.now - timedelta(days=days_ago)
        rows.append(
            CsvImport(
                id=named_id("csv import", name),
                setting=book.settings["marmalade-hill"],
                uploaded_by=book.users["bettina"],
                kind=kind,
                file_name=name,
                state=CsvImport.State.DONE,
                outcome={"new": new, "changed": changed, "same": same, "letters": 0},
                round=1,
                created_at=at,
                started_at=at + timedelta(minutes=4),
                finished_at=at + timedelta(minutes=5),
            )
        )
    CsvImport.objects.bulk_create(rows)
