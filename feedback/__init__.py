"""WHAT ONE WOULD NOT SIGN: anonymous notes to the setting, and its answers.

Knows no person: no row here points at a user, a family or a child, and nothing carries a time.
May import `Setting` and `is_manager_of` from `families`, and nothing else of ours.
"""
