"""From session to person: the transaction, the context, and the second factor.

`ContextMiddleware` opens the transaction that the whole request lives in, because the context of
row-level security lasts exactly as long (`context.py`). ATOMIC_REQUESTS would open it too late: the
signed-in user is itself a row behind the wall.
"""

import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import context
from .actions.in_confidence import note_page_seen_as
from .actions.people import count_child, is_one_child_too_many
from .context import Person
from .queries.homes import look_that_holds

GetResponse = Callable[[HttpRequest], HttpResponse]
CHOSEN_SETTING = "setting_id"
LAST_SEEN = "last_seen"
ASKED_BY_ITSELF = "learning_journals:waiting_key"  # by a page every few seconds: nobody touches it
TOUCHED_SECONDS = 60  # the last touch is known to the minute: not a write on every request


def _uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


class PermissionsPolicyMiddleware:
    """No page asks for the microphone, the camera or the place of anybody, but for the one that
    says so itself (where a sound is recorded)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class ContextMiddleware:
    """One transaction a request; Postgres is told who asks before the first row is read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/health/"):
            return self.get_response(request)
        user_id = _uuid(request.session.get(SESSION_KEY))
        with transaction.atomic():
            request.announced = None
            if user_id:
                request.announced = context.announce(
                    user_id,
                    setting_id=_uuid(request.session.get(CHOSEN_SETTING)),
                    session_key=request.session.session_key,
                )
                if request.announced is None:  # disabled, gone or signed out: this session is over
                    request.session.flush()
            if request.announced is None:
                context.announce_signing_in()
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        # Pages about children are not kept by shared tablets, nor by anything on the way.
        if user_id and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A view that failed leaves nothing half done. "Not found" and "not allowed" are answers:
        nothing was written, and their page still has to read who is asking and where."""
        if isinstance(exception, Http404 | PermissionDenied):
            return
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)


class PersonMiddleware:
    """`request.person`: the signed-in user on this day, in the setting where they act."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = None
        if request.path.startswith("/health/"):
            return self.get_response(request)
        announced = getattr(request, "announced", None)
        if announced is not None and not request.user.is_authenticated:
            # The password was changed elsewhere, and with it this session ended.
            context.announce_signing_in()
        elif announced is not None:
            request.person = Person(
                user=request.user, today=timezone.localdate(), **announced._asdict()
            )
            if announced.role and self._idle_too_long(request):
                logout(request)
                request.person = None
                context.announce_signing_in()
        return self.get_response(request)

    @staticmethod
    def _idle_too_long(request: HttpRequest) -> bool:
        """Staff share tablets: half an hour without a touch ends the session (trust.md 1)."""
        now = int(time.time())
        last = request.session.get(LAST_SEEN, now)
        if now - last > settings.STAFF_IDLE_SECONDS:
            return True
        is_touch = now - last > TOUCHED_SECONDS and request.path != reverse(ASKED_BY_ITSELF)
        if is_touch or LAST_SEEN not in request.session:
            request.session[LAST_SEEN] = now
        return False


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless it says otherwise, and no typed word is lost over it."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponse]
    ) -> HttpResponse:
        from .views.account import signed_out_while_writing

        htmx = request.headers.get("HX-Request") == "true"
        here = request.get_full_path()
        if htmx or request.method != "GET":  # back to the page, not to the form's address
            here = _path_here(request, request.headers.get("HX-Current-URL") or "")
        sign_in = resolve_url(self.get_login_url(view_func))
        login_url = f"{sign_in}?{urlencode({'next': here})}"
        if request.method == "POST" and (
            page := signed_out_while_writing(request, login_url=login_url)
        ):
            if htmx:  # a whole page instead of the fragment that was asked for
                page.status_code = 422
                page["HX-Retarget"] = page["HX-Reselect"] = "#page"
                page["HX-Reswap"] = "outerHTML"
            return page
        if htmx:
            return HttpResponse(headers={"HX-Redirect": login_url})
        return redirect(login_url)


def _path_here(request: HttpRequest, address: str) -> str:
    """The path of the page that sent this request, if it is one of ours; or the first page."""
    address = address or request.headers.get("Referer", "")
    parts = urlsplit(address)
    if parts.netloc != request.get_host():
        return "/"
    return urlunsplit(parts._replace(scheme="", netloc="", fragment="")) or "/"


class ChildrenReadMiddleware:
    """Unusually many children in a short time, and a member of staff signs in again (trust.md 1).

    Counted is every page whose address names a child, profile, journal or day alike; what a list
    or the board of a room shows of many children is not. Asked before the view, so that nothing is
    done for the one child too many; counted after it, so that addresses which lead nowhere, hidden
    or missing, count for nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.child_read = None
        response = self.get_response(request)
        if request.child_read and response.status_code < 400:
            child_id, person = request.child_read
            count_child(child_id, actor=person)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponse],
        view_args: tuple[object, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        person, child_id = getattr(request, "person", None), view_kwargs.get("child_id")
        if (
            child_id is None
            or person is None
            or not person.is_staff  # families have no more children than their own
            or getattr(view_func, "is_picture", False)
        ):
            return None
        if is_one_child_too_many(child_id, actor=person):
            return self._sign_in_again(request, view_func)
        request.child_read = child_id, person
        return None

    def _sign_in_again(
        self, request: HttpRequest, view_func: Callable[..., HttpResponse]
    ) -> HttpResponse:
        logout(request)
        request.person = None
        context.announce_signing_in()
        messages.warning(
            request,
            _(
                "You have opened many children’s pages in a short time. To be sure that it is you,"
                " sign in again. The manager sees this too."
            ),
        )
        return SignInMiddleware(self.get_response).handle_no_permission(request, view_func)


# Pages that a manager may open as a parent or carer sees them. All others are shut: what is
# personal to them, what is said in conversations, the letterbox, how they sign in, every form.
OPEN_WHEN_SEEN_AS = frozenset(
    {
        "home",
        "families:child_list",
        "families:child_detail",
        "families:collection",
        "families:family_detail",
        "families:more",
        "families:person_detail",
        "families:team_list",
        "learning_journals:collector_photo",
        "learning_journals:day_detail",
        "learning_journals:day_today",
        "learning_journals:journal",
        "learning_journals:journal_list",
        "learning_journals:photo_file",
        "learning_journals:portrait_file",
        "learning_journals:report_file",
        "learning_journals:report_list",
        "learning_journals:sound_file",
        "learning_journals:sound_state",
    }
)
# What a page that is shut is called, by how the name of its address begins.
SHUT = (
    ("communications:conversation", gettext_lazy("Messages")),
    ("communications:whats_new", gettext_lazy("What is new")),
    ("communications:record", gettext_lazy("The copy of the record")),
    ("feedback:", gettext_lazy("The letterbox")),
    ("families:consent", gettext_lazy("Permissions")),
    ("families:about_me", gettext_lazy("All About Me")),
    ("families:goal", gettext_lazy("Goals")),
    ("families:plan", gettext_lazy("Plans for a change")),
    ("families:joining", gettext_lazy("The way to us")),
    ("families:survey", gettext_lazy("The survey")),
    ("families:share", gettext_lazy("Ways to help")),
    ("families:way", gettext_lazy("Ways to help")),
    ("account_", gettext_lazy("Signing in")),
    ("mfa_", gettext_lazy("Signing in")),
    ("usersessions_", gettext_lazy("Signing in")),
)
# Done as oneself, from inside a look.
AS_ONESELF = frozenset({"families:see_as_stop", "account_logout"})
SEEING_AS = "seeing_as"
SEEING_AS_FROM = "seeing_as_from"  # the child from whose page the look began


def _what_is_shut(name: str) -> str:
    """What this page is called, or nothing."""
    return next((str(words) for begins, words in SHUT if name.startswith(begins)), "")


class SeeingAsMiddleware:
    """A manager looks at Footbridge as a parent or carer sees it: pages only, nothing is written.

    The innermost of all, so that everything before it was asked of the manager herself: her
    session, her second factor, how many children she has opened. The line in the trail is hers;
    then the database is told to show what the adult's homes may see and to write nothing more.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponse],
        view_args: tuple[object, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        manager = getattr(request, "person", None)
        if manager is None or SEEING_AS not in request.session:
            return None
        name = request.resolver_match.view_name
        if name in AS_ONESELF:
            return None
        look = look_that_holds(manager, _uuid(request.session[SEEING_AS]))
        if look is None:
            del request.session[SEEING_AS]
            messages.info(request, _("The time is over. You see Footbridge as yourself again."))
            return redirect("home")
        request.seeing_as = look
        if request.method not in ("GET", "HEAD", "POST"):  # of no page: nobody would read an answer
            return HttpResponseNotAllowed(["GET", "HEAD"])
        is_shut = request.method == "POST" or name not in OPEN_WHEN_SEEN_AS
        is_page = not getattr(view_func, "is_picture", False)
        if is_page and not is_shut and view_kwargs.get("size") != "thumb":
            note_page_seen_as(look, actor=manager, child_id=view_kwargs.get("child_id"))
        seen = context.see_as(look, manager=manager)
        if seen is None:
            raise PermissionDenied
        request.person = seen
        if is_shut:  # inside the adult's own frame, with a way back
            shut = {"what": _what_is_shut(name), "back_url": _path_here(request, "")}
            return render(request, "families/not_while_seeing_as.html", shut, status=403)
        return None


class SecondFactorMiddleware:
    """Staff, owner and committee need a passkey or an authenticator app before they see anything
    (trust.md 1).

    The factor must have been used in this very session: one that was opened with the password
    alone, before its owner had set up a factor, is ended as soon as there is one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = getattr(request, "person", None)
        if (
            settings.STAFF_SECOND_FACTOR_REQUIRED
            and person is not None
            and (person.is_staff or person.governs)
            and not request.path.startswith(("/account/", "/static/"))
            and not self._used_second_factor(request)
        ):
            to = reverse("mfa_index")
            if self._has_second_factor(request):
                logout(request)
                to = reverse(settings.LOGIN_URL)
            if request.headers.get("HX-Request") == "true":
                return HttpResponse(headers={"HX-Redirect": to})
            return redirect(to)
        return self.get_response(request)

    @staticmethod
    def _used_second_factor(request: HttpRequest) -> bool:
        from allauth.account.authentication import get_authentication_records

        records = get_authentication_records(request, request.user)
        return any(each["method"] == "mfa" for each in records)

    @staticmethod
    def _has_second_factor(request: HttpRequest) -> bool:
        from allauth.mfa.models import Authenticator
        from allauth.mfa.utils import is_mfa_enabled

        # Recovery codes alone are none: sign-in would not ask for them.
        kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        return bool(is_mfa_enabled(request.user, kinds))
