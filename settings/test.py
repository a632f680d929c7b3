"""How the tests run: on the same real servers, with a fast password hasher.

The tests sign in as the owner, so that they can prepare rows; requests of the test client run as
the web role (`tests/roles.py`), so that row-level security is on in every test of a page.
"""

import os

os.environ["DATABASE_ROLE"] = "owner"

from .base import *  # noqa: E402
from .base import INSTALLED_APPS, MIDDLEWARE  # noqa: E402

DEBUG = False
SHOW_STYLEGUIDE = True
DEMO = False
SECRET_KEY = "tests"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests"]
