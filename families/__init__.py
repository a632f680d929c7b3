"""WHO: people, places, children, and who looks after whom.

Imports no other app. Sign-in, the two walls (`policies.py`, `row_security/`), the audit trail and
the outbox live here, because every app above needs them. Start reading at `models/`, then
`policies.py`, then `context.py`.
"""
