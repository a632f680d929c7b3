"""`make run` on a laptop: the demo nursery, real servers, readable mail; no real families."""

from tests.demo.people import PASSWORD
from tests.demo.who import SIGN_INS

from .base import *
from .base import INSTALLED_APPS, LETTERBOX_KEY, SECRET_KEY

DEBUG = False  # the demo shows the pages that people will see, error pages included
SHOW_STYLEGUIDE = True
DEMO = True  # shows the sign-ins and the mail that was sent
DEMO_SIGN_INS = [(mail, PASSWORD, f"{name}: {part}") for mail, name, part in SIGN_INS]
SECRET_KEY = SECRET_KEY or "only-for-the-demo-nursery-on-this-machine-and-nowhere-else"
LETTERBOX_KEY = LETTERBOX_KEY or SECRET_KEY
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests"]
STAFF_SECOND_FACTOR_REQUIRED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
