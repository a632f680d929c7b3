"""What every way of running Footbridge has in common. The environment is read here, once.

Names of the environment variables are listed with their meaning in `docs/operations.md`.
"""

import os
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from .database_roles import role_url
from .languages import spoken

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


# --- the environment, in one block ---------------------------------------------------------------
VAR_DIR = Path(env("VAR_DIR", str(BASE_DIR / "var"))).resolve()
SECRET_KEY = env("SECRET_KEY")
LETTERBOX_KEY = env("LETTERBOX_KEY")  # seals the box and what signs stamps; not in the database
DATABASE_URL = env("DATABASE_URL")  # the owner of the tables: migrations, set-up, tests
# Which of the database roles this process signs in as: owner, web or worker.
DATABASE_ROLE = env("DATABASE_ROLE", "web")
REDIS_URL = env("REDIS_URL")
EMAIL_URL = env("EMAIL_URL", "smtp://127.0.0.1:25")
# A name and not an IP address: browsers make no passkeys for the latter.
SITE_URL = env("SITE_URL") or f"http://localhost:{env('PORT') or '8000'}"
ALLOWED_HOSTS = [host for host in env("ALLOWED_HOSTS").split(",") if host]
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "Footbridge <hello@footbridge.example>")
# A reverse proxy that answers X-Accel-Redirect delivers private files; without one Django streams.
S3_BUCKET = env("S3_BUCKET")  # photographs and reports in S3-compatible storage instead of a folder
# Folders with framework packs of one's own, with ":" between them.
FRAMEWORK_FOLDER = env("FRAMEWORK_FOLDER")
X_ACCEL_PREFIX = "" if S3_BUCKET else env("X_ACCEL_PREFIX")  # the proxy knows the folder only

# --- apps ----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "families",
    "learning_journals",
    "communications",
    "feedback",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "template_partials",
    "lucide",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # The letterbox answers before session, language, sign-in or audit machinery is reached.
    "feedback.door.LetterboxDoor",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "families.middleware.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    # Opens the transaction and tells the database who is asking: everything below may read rows.
    "families.middleware.ContextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "families.middleware.PersonMiddleware",
    "families.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "families.middleware.SecondFactorMiddleware",
    "families.middleware.ChildrenReadMiddleware",
    "families.middleware.SeeingAsMiddleware",
]

ROOT_URLCONF = "settings.urls"
WSGI_APPLICATION = "settings.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "families.context_processors.navigation",
            ],
        },
    }
]

# What repeats on a page: entries, faces (learning_journals/rows.py).
TEMPLATES.append(
    {
        "NAME": "rows",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "rows"],
        "OPTIONS": {"environment": "learning_journals.rows.environment"},
    }
)

# Forms draw with the components of templates/django/forms.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# What a family's no hides, by the purpose it was said to: a function of (child, person) that gives
# days and how many. Called in the transaction of the answer (`families/actions/consents.py`).
TOUCHED_BY_CONSENT = {
    "photo_own": "learning_journals.queries.permissions.own_photos_of",
    "photo_group": "learning_journals.queries.permissions.group_photos_of",
}
# Where framework packs lie: ours, and those of whoever runs this (docs/operations.md).
FRAMEWORK_FOLDERS = [
    BASE_DIR / "learning_journals" / "frameworks",
    *(Path(folder) for folder in FRAMEWORK_FOLDER.split(":") if folder),
]
# What a child's page shows of the parts above `families`: a function of (child, person) by the name
# of the template that shows what it gives; None for nothing.
CHILD_PAGE_PARTS = {
    "learning_journals/_working_on.html": "learning_journals.queries.next_steps.on_child_page",
}
# How many wait behind a line of More that belongs to an app above `families`; a function of the
# person, None where the line is not for them.
MORE_COUNTS = {
    "to_confirm": "learning_journals.queries.menus.how_many_to_confirm",
    "to_read": "learning_journals.queries.second_reader.how_many_to_read",
    "notes": "feedback.queries.tray.how_many_wait",
}
# What waits in a place of the navigation; None where the place is not for this person.
NAVIGATION_BADGES = {
    "messages": "communications.queries.conversations.unread_talks_of",
    "more": "families.queries.safeguarding.concerns_not_opened",
    "notes": "feedback.queries.tray.how_many_wait",
}

# Where a manager goes on when a colleague's last day is written down: a page of an app above
# `families`, by the name of its address; empty for none.
HANDOVER_PAGE = "communications:handover"

# --- database ------------------------------------------------------------------------------------
# The same database through two doors. `default` signs in as the web or worker role, which can see
# only what row-level security shows it. `letterbox` can touch the anonymous feedback and nothing
# else, and nobody else can write there.


def database(role: str) -> dict[str, object]:
    url = DATABASE_URL if role == "owner" else role_url(DATABASE_URL, f"footbridge_{role}")
    parsed = dj_database_url.parse(url)
    return {
        **parsed,
        "ATOMIC_REQUESTS": False,  # ContextMiddleware opens the transaction itself, and why
        "CONN_MAX_AGE": 4 * 3600,  # with the plans that a connection keeps
        "CONN_HEALTH_CHECKS": True,
        # Planning a statement again, with the rules of every table in it, costs more than running
        # it: the database keeps the plan of what a connection asks twice. Of how many statements
        # says `families.apps`.
        "OPTIONS": {"connect_timeout": 5, "server_side_binding": True, "prepare_threshold": 1},
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


DATABASES = {}
if DATABASE_URL:
    DATABASES = {"default": database(DATABASE_ROLE), "letterbox": database("letterbox")}
    # A failed statement of the letterbox must not print what a parent wrote into the server's log.
    DATABASES["letterbox"]["OPTIONS"] = {"connect_timeout": 5, "server_side_binding": True}
DATABASE_ROUTERS = ["feedback.door.LetterboxRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- cache, sessions, bell -----------------------------------------------------------------------
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "families.cache.ForgivingRedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "footbridge",
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        }
    }
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600  # parents; staff devices are ended sooner by PersonMiddleware
STAFF_IDLE_SECONDS = 30 * 60
STAFF_SECOND_FACTOR_REQUIRED = True
# A list that cannot be kept (families/kept/) is built anew each time; in tests it fails instead.
KEEP_STRICTLY = False
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "families.views.errors.csrf_failure"

CELERY_BROKER_URL = REDIS_URL or "redis://127.0.0.1:6379/0"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = 180
CELERY_TASK_SOFT_TIME_LIMIT = 150
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 360,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
}
# Ringing the bell may fail at once: the sweeper rings again. A request never waits for Redis.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/London"

# --- people --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "families.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "families.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the address is proved by the invitation that was sent to it
ACCOUNT_SESSION_REMEMBER = True  # 14 days; PersonMiddleware ends sessions of staff sooner
ACCOUNT_EMAIL_NOTIFICATIONS = True  # "your password was changed", in case it was not you
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 9}  # a phone's number pad: 123-456-789
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_CODE_FORMAT = ACCOUNT_LOGIN_BY_CODE_FORMAT
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 180
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Who can sign in to the demo, shown on its sign-in page: (address, password, who). Empty elsewhere.
DEMO_SIGN_INS: list[tuple[str, str, str]] = []
ACCOUNT_FORMS = {
    "login": "families.forms.sign_in.LoginForm",
    "request_login_code": "families.forms.sign_in.RequestCodeForm",
    "confirm_login_code": "families.forms.sign_in.ConfirmCodeForm",
    "reauthenticate": "families.forms.sign_in.ReauthenticateForm",
    "change_password": "families.forms.sign_in.ChangePasswordForm",
    "set_password": "families.forms.sign_in.SetPasswordForm",
    "reset_password": "families.forms.sign_in.ResetPasswordForm",
    "confirm_password_reset_code": "families.forms.sign_in.ConfirmResetCodeForm",
    "reset_password_from_key": "families.forms.sign_in.NewPasswordForm",
}
MFA_ADAPTER = "families.sign_in.MFAAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address that came by invitation is proved
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_FORMS = {
    "authenticate": "families.forms.sign_in.SecondFactorForm",
    "reauthenticate": "families.forms.sign_in.SecondFactorAgainForm",
    "activate_totp": "families.forms.sign_in.ActivateAppForm",
    "add_webauthn": "families.forms.sign_in.AddPasskeyForm",
    "edit_webauthn": "families.forms.sign_in.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Footbridge"
USERSESSIONS_TRACK_ACTIVITY = False

# --- language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
# What people may choose to be written to in. It also says how their own words are to be read aloud,
# so all of them stand here, whether Footbridge speaks them yet or not.
LETTER_LANGUAGES = [
    ("en-gb", _("English")),
    ("pl", "Polski"),
    ("ur", "اردو"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("bn", "বাংলা"),
    ("ar", "العربية"),
    ("ro", "Română"),
    ("so", "Soomaali"),
    ("gu", "ગુજરાતી"),
    ("uk", "Українська"),
    ("cy", "Cymraeg"),
]
LOCALE_PATHS = [BASE_DIR / "templates" / "locale"]
LANGUAGES = spoken(LETTER_LANGUAGES, source=LANGUAGE_CODE, paths=LOCALE_PATHS)  # pages
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# --- files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "families.fonts.FontFinder",
]
MEDIA_ROOT = VAR_DIR / "media"  # private: there is no MEDIA_URL, photographs leave through a view
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "learning_journals.photos.UploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if S3_BUCKET:  # private there too: photographs leave through the view, never by a public address
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env("S3_ENDPOINT_URL") or None,
            "access_key": env("S3_ACCESS_KEY"),
            "secret_key": env("S3_SECRET_KEY"),
            "default_acl": "private",
            # A name is a photo and a size, or a report: written again, the new one takes its place.
            "file_overwrite": True,
        },
    }

# --- mail ----------------------------------------------------------------------------------------
_mail = dj_database_url.urlparse.urlsplit(EMAIL_URL)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _mail.hostname or "127.0.0.1"
EMAIL_PORT = _mail.port or 25
EMAIL_HOST_USER = _mail.username or ""
EMAIL_HOST_PASSWORD = _mail.password or ""
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 10

# --- browser -------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "media-src": ["'self'", "blob:"],  # a recording is listened to before it is sent
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no_tokens": {"()": "settings.logs.WithoutTokens"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_tokens"],
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
    "loggers": {
        # Its parameters would carry people's words.
        "django.db.backends": {"level": "WARNING"},
        # At DEBUG it writes the words of a page beside the time, the letterbox's too.
        "django.template": {"level": "INFO"},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
