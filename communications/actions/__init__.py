"""What is done in talks and digests: one intention, one function, one transaction."""
