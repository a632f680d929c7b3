"""What must not stand in a log: an unspent invitation is a key to somebody's door."""

import logging
import re

TOKEN = re.compile(r"(/invitation/)[^/\s]+")


class WithoutTokens(logging.Filter):
    """Takes the tokens of invitations out of every line, whoever writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = TOKEN.sub(r"\1…", record.getMessage())
        record.args = None
        return True
