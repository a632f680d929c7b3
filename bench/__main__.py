"""`make bench`: Django first, then the command (command.py)."""

import os
import sys


def main() -> int:
    """Run under the settings of the measured server, as the owner of the database."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "DATABASE_ROLE": "owner"}
    import django

    django.setup()
    from bench.command import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
