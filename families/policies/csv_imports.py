"""Files that are brought in: for the manager and deputy of the setting, and nobody else."""

from django.db.models import QuerySet

from ..context import Person
from ..models.csv_imports import CsvImport


def csv_imports_visible_to(person: Person) -> QuerySet[CsvImport]:
    """The files brought into the setting one leads, with all that stands in them."""
    if not person.leads:
        return CsvImport.objects.none()
    return CsvImport.objects.filter(setting_id=person.here)


def can_import(person: Person) -> bool:
    """Managers and deputies bring files in and take lists out."""
    return person.leads
