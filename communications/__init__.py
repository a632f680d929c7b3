"""WHAT IS SAID: conversations and digests. May import `families` and `learning_journals`."""
