"""How the tests run: on the same real servers, with a fast password hasher.

The tests sign in as the owner, so that they can prepare rows; requests of the test client run as
the web role (`tests/roles.py`), so that row-level security is on in every test of a page.
"""

import os

os.environ["DATABASE_ROLE"] = "owner"

from .base import *
from .base import DATABASES, INSTALLED_APPS, MIDDLEWARE, REDIS_URL

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
if REDIS_URL:
    from .base import CACHES

    # A machine that is busy with tests is no cache that is away: a session read from the database
    # instead would be one statement more, and some count of statements would fail by chance.
    CACHES["default"]["OPTIONS"] = {"socket_connect_timeout": 30, "socket_timeout": 30}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
