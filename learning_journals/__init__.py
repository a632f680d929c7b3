"""WHAT THE CHILD DOES: daily notes, observations, photographs, the journal and its reports.

May import `families` and nothing above. Start at `models/`, then `policies.py`.
"""
