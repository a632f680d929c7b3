"""The demo's settings, for twenty parents who sign in every few seconds from one address."""

from settings.dev import *

LETTERBOX_KEY = "tests of the letterbox"  # as in settings.test: the tests look into the box
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
