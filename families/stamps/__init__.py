"""Stamps: what lets a family post a note in the letterbox without saying which family it is.

The desk (here) gives every parent's browser the same number of stamps a term and never sees them;
the letterbox (`feedback/`) takes them and never sees who comes. Between the two there is only the
public key of a setting and term.
"""
