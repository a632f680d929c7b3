"""A mail server that takes its time, so that a worker can be killed with a mail in hand."""

import asyncio

from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, Envelope, Session

BEFORE_SECONDS = 0.1  # the mail is on its way; a worker that dies now has sent nothing
AFTER_SECONDS = 0.1  # it is kept, and the worker does not know yet: SMTP's own gap


class SlowMailbox(Mailbox):
    """Keeps every mail in a Maildir, some time before it says so."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(BEFORE_SECONDS)
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(AFTER_SECONDS)
        return str(answer)
