"""The floor: the least that Django needs for a signed-in page, and for a page with 30 rows.

    /const/        a fixed page of 20 KB to a signed-in user (2 queries: session, user)
    /feed/         30 rows by an indexed query with two joins, rendered to 40 KB (3 queries)
    /const-cache/  as /const/, with the session from the cache: what `cached_db` gives
    /enter/        signs in; for the bench only

What we build is measured against these. They run under their own settings and in their own
database on the same servers (`floor_settings.py`).
"""

import random
from datetime import UTC, datetime, timedelta
from importlib import import_module

import django
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

CONST_BYTES, ROWS, CHILDREN, ENTRIES_A_CHILD = 20_000, 30, 40, 100
SENTENCE = "She stood at the window for a long time and counted the magpies on the wet roof. "


class Sessions(SessionMiddleware):
    """Django's own, with sessions in the database; in the cache as well under /const-cache/."""

    def process_request(self, request: HttpRequest) -> None:
        cached = request.path.startswith("/const-cache/")
        engine = "cached_db" if cached else "db"
        store = import_module(f"django.contrib.sessions.backends.{engine}").SessionStore
        request.session = store(request.COOKIES.get("sessionid"))


django.setup()


class Author(models.Model):
    name = models.CharField(max_length=60)

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.name


class Child(models.Model):
    name = models.CharField(max_length=60)

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    child = models.ForeignKey(Child, on_delete=models.CASCADE)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)
    title = models.CharField(max_length=120)
    words = models.TextField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField()
    likes = models.IntegerField()
    answers = models.IntegerField()

    class Meta:
        app_label = "floor"
        indexes = [models.Index(fields=["child", "-at", "-id"], name="floor_entry_child_at")]

    def __str__(self) -> str:
        return self.title


PAGE = ("<!doctype html><title>const</title><p>" + SENTENCE * 300)[:CONST_BYTES]


@login_required
def const(request: HttpRequest) -> HttpResponse:
    """Twenty kilobytes that never change, for somebody who is signed in."""
    return HttpResponse(PAGE)


@login_required
def feed(request: HttpRequest) -> HttpResponse:
    """The newest rows about one child, written as a tutorial would."""
    entries = (
        Entry.objects.filter(child_id=1).select_related("author", "child").order_by("-at", "-id")
    )
    return render(request, "floor/feed.html", {"entries": entries[:ROWS]})


def enter(request: HttpRequest) -> HttpResponse:
    """Sign in, without a form."""
    login(request, get_user_model().objects.get(username="floor"))
    return HttpResponse("signed in")


urlpatterns = [
    path("const/", const),
    path("const-cache/", const),
    path("feed/", feed),
    path("enter/", enter),
]


application = get_wsgi_application()


def fill() -> None:
    """Tables and rows of the floor, in an empty migrated database."""
    with connection.schema_editor() as editor:
        for model in (Author, Child, Entry):
            editor.create_model(model)
    get_user_model().objects.create_user("floor")
    Author.objects.bulk_create(Author(name=f"Author {number}") for number in range(20))
    Child.objects.bulk_create(Child(name=f"Child {number}") for number in range(CHILDREN))
    chance, now = random.Random(1), datetime.now(UTC)
    Entry.objects.bulk_create(
        Entry(
            child_id=number % CHILDREN + 1,
            author_id=number % 20 + 1,
            title=f"What was seen on walk number {number}",
            words=(SENTENCE * 8)[: chance.randrange(380, 520)],
            at=now - timedelta(hours=number),
            seen_at=now - timedelta(hours=number // 2),
            likes=chance.randrange(2_000),
            answers=chance.randrange(40),
        )
        for number in range(CHILDREN * ENTRIES_A_CHILD)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
