from celery import shared_task

from . import outbox


@shared_task
def sweep_outbox() -> None:
    """Beat calls this every few seconds: ring again for work that is waiting."""
    outbox.sweep()
