"""How the tests run: on the same real servers, with a fast password hasher.

The tests sign in as the owner, so that they can prepare rows; requests of the test client run as
the web role (`tests/roles.py`), so that row-level security is on in every test of a page.
"""

import os

os.environ["DATABASE_ROLE"] = "owner"

from .base import *
from .base import DATABASES, INSTALLED_APPS, MIDDLEWARE

DEBUG = False
SHOW_STYLEGUIDE = True
DEMO = False
SECRET_KEY = "tests"
LETTERBOX_KEY = "tests of the letterbox"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests"]
MIDDLEWARE = ["tests.roles.AsWebRole", *MIDDLEWARE]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STAFF_SECOND_FACTOR_REQUIRED = False  # switched on in the tests of it
KEEP_STRICTLY = True
if DATABASES:
    # The owner's rows are open for set-up only under this purpose (families/row_security/).
    DATABASES["default"]["OPTIONS"]["options"] = "-c app.purpose=maintenance"
    # The letterbox signs in to the same test database, and may not empty it after a test.
    DATABASES["letterbox"]["TEST"] = {"MIRROR": "default"}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
