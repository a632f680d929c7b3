"""Putting a note into the sealed box, emptying it, answering.

Nothing here writes to the audit trail, promises a job or counts: a line with a time beside a note
would be the beginning of finding out who wrote it. Posting takes no person and no request.
"""
