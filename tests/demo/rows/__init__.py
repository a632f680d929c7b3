"""From facts and records to rows, with the apps' own models and as few statements as possible."""
