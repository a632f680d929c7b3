"""The same house with one page more: a suggestion box as one builds it without thinking twice."""

from .settings import *

ROOT_URLCONF = "tests.anonymity.naive"
