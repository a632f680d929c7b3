"""The floor's settings: Django as it comes, on the same server, database and cache.

The same persistent connections with health checks, the same cache; and else what `startproject`
gives: sessions in the database, no middleware beyond what a signed-in page needs.
"""

from settings.base import BASE_DIR, CACHES, DATABASE_URL, database

DEBUG = False
SECRET_KEY = "only-for-measuring-on-this-machine-and-nowhere-else"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.floor"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
MIDDLEWARE = [
    "bench.floor.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "bench" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    }
]
DATABASES = {"default": database("owner")} if DATABASE_URL else {}
if DATABASES:
    CACHES["default"]["KEY_PREFIX"] = DATABASES["default"]["NAME"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

__all__ = ["CACHES"]
