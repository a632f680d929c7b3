"""The attacks on the letterbox: who tries to find out who wrote what, and how far they come.

`make anonymity` runs all of it and writes `docs/anonymity.md`; the suite runs a short form.
"""
