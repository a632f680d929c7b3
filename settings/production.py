"""Real families. Refuses to start while a secret is missing or the database role is too strong."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import ALLOWED_HOSTS, DATABASE_URL, LETTERBOX_KEY, REDIS_URL, SECRET_KEY, SITE_URL

for _name, _value in {
    "SECRET_KEY": SECRET_KEY,
    "LETTERBOX_KEY": LETTERBOX_KEY,
    "DATABASE_URL": DATABASE_URL,
    "REDIS_URL": REDIS_URL,
    "ALLOWED_HOSTS": ALLOWED_HOSTS,
}.items():
    if not _value:
        raise ImproperlyConfigured(
            f"{_name} is missing from the environment: see docs/operations.md"
        )
if min(len(SECRET_KEY), len(LETTERBOX_KEY)) < 50 or SITE_URL.startswith("http://"):
    raise ImproperlyConfigured(
        "SECRET_KEY and LETTERBOX_KEY need 50 characters or more, SITE_URL must be https"
    )

DEBUG = False
SHOW_STYLEGUIDE = False
DEMO = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
ALLAUTH_TRUSTED_PROXY_COUNT = 1
