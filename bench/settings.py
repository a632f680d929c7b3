"""How the measured server runs: as in production, but without TLS, for there is no proxy here."""

from settings.base import *
from settings.base import CACHES, DATABASES, MIDDLEWARE

DEBUG = False
SHOW_STYLEGUIDE = False
DEMO = False
SECRET_KEY = "only-for-measuring-on-this-machine-and-nowhere-else"
ALLOWED_HOSTS = ["127.0.0.1"]
MIDDLEWARE = ["bench.middleware.CountStatements", *MIDDLEWARE]
if DATABASES:
    # Each measured database has its own cache, although they share one Valkey.
    CACHES["default"]["KEY_PREFIX"] = DATABASES["default"]["NAME"]
# Sixteen people sign in from one address within seconds.
ACCOUNT_RATE_LIMITS = False
KEEP_STRICTLY = True
