"""Getting in, staying in, getting out: password, e-mailed code, second factor, closed accounts."""

import re
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import caches
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.cache import ForgivingRedisCache
from families.models import AuditEvent, User
from tests.cast import Cast
from tests.factories import PASSWORD

LOGIN = "/account/login/"
HOME = "/"


def sign_in(user: User, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    client.post(LOGIN, {"login": user.email, "password": password})
    return client


def is_in(client: Client, user: User) -> bool:
    return client.session.get("_auth_user_id") == str(user.pk)


def code_in_the_last_mail() -> str:
    return re.search(r"\d{3}-\d{3}-\d{3}", mail.outbox[-1].body)[0]


@pytest.fixture
def mail_server_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> int:
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


# --- password -------------------------------------------------------------------------------------


def test_a_mother_signs_in_with_her_password_in_any_case_of_her_address(cast: Cast) -> None:
    client = Client()
    client.post(LOGIN, {"login": cast.agnieszka.email.upper(), "password": PASSWORD})
    assert is_in(client, cast.agnieszka)


def test_a_wrong_password_and_an_unknown_address_get_the_same_words_and_the_address_is_kept(
    cast: Cast,
) -> None:
    pages = []
    for email in (cast.agnieszka.email, "nobody@example.org"):
        page = Client().post(LOGIN, {"login": email, "password": "marzipan-and-rain"})
        text = page.content.decode()
        assert f'value="{email}"' in text, "the address stays typed"
        assert "marzipan" not in text
        assert "do not belong together" in text
        pages.append(re.sub(r'value="[^"]*"', "", text))
    assert pages[0] == pages[1]


def test_guessing_is_stopped_after_a_few_tries_even_for_the_right_password(cast: Cast) -> None:
    client = Client()
    for number in range(12):
        client.post(LOGIN, {"login": cast.agnieszka.email, "password": f"guess-number-{number}"})
    page = sign_in(cast.agnieszka, client=client)
    assert not is_in(page, cast.agnieszka)
    other_browser = sign_in(cast.agnieszka, client=Client(REMOTE_ADDR="10.1.2.3"))
    assert not is_in(other_browser, cast.agnieszka), "from another address the account waits too"
    somebody_else = sign_in(cast.flora, client=Client(REMOTE_ADDR="10.1.2.3"))
    assert is_in(somebody_else, cast.flora)


def test_signing_in_gives_a_new_session_so_that_a_planted_one_is_worth_nothing(cast: Cast) -> None:
    client = Client()
    client.get(LOGIN)
    client.post("/account/code/", {"email": cast.agnieszka.email})
    planted = client.session.session_key
    sign_in(cast.agnieszka, client=client)
    assert is_in(client, cast.agnieszka)
    assert client.session.session_key != planted


def test_after_signing_in_one_is_on_the_page_one_wanted_and_never_on_a_strangers(
    cast: Cast,
) -> None:
    wanted = reverse("families:child_detail", args=[cast.children["zofia"].pk])
    asked = Client().get(wanted)
    assert asked.status_code == 302
    assert asked["Location"].startswith(LOGIN)
    there = Client().post(
        asked["Location"], {"login": cast.agnieszka.email, "password": PASSWORD, "next": wanted}
    )
    assert there["Location"] == wanted
    stranger = Client().post(
        LOGIN,
        {"login": cast.agnieszka.email, "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert "evil" not in stranger["Location"]


def test_who_asked_for_a_code_may_still_use_the_password(cast: Cast) -> None:
    client = Client()
    client.post("/account/code/", {"email": cast.agnieszka.email})
    assert client.get(LOGIN)["Location"] == "/account/code/confirm/", "coming back from the mail"
    sign_in(cast.agnieszka, client=client)
    assert is_in(client, cast.agnieszka)


@pytest.mark.parametrize(
    "path",
    ["/account/signup/", "/account/email/", "/account/confirm-email/x/", "/account/3rdparty/"],
)
def test_pages_of_the_library_that_we_do_not_support_are_not_there(cast: Cast, path: str) -> None:
    assert Client().get(path).status_code == 404
    client = sign_in(cast.agnieszka)
    assert client.get(path).status_code == 404
    assert client.post(path, {"email": "new@example.org"}).status_code == 404


def test_nobody_signs_up_and_the_page_says_how_one_is_invited(db: None) -> None:
    page = Client().get("/account/new/")
    assert page.status_code == 200
    assert b"invit" in page.content
    assert Client().post("/account/new/", {"email": "x@example.org"}).status_code == 405
    assert not User.objects.filter(email="x@example.org").exists()


def test_a_real_nursery_shows_no_passwords_on_its_sign_in_page(db: None) -> None:
    assert b"The demo nursery" not in Client().get(LOGIN).content


# --- a code by e-mail -----------------------------------------------------------------------------


def test_a_father_signs_in_with_the_code_from_his_mail(cast: Cast) -> None:
    client = Client()
    client.post("/account/code/", {"email": cast.edmund.email})
    assert mail.outbox[-1].to == [cast.edmund.email]
    code = code_in_the_last_mail()
    assert code not in mail.outbox[-1].subject
    client.post("/account/code/confirm/", {"code": code.replace("-", " ")})
    assert is_in(client, cast.edmund)


def test_an_unknown_address_sees_the_same_page_and_gets_a_friendly_letter(cast: Cast) -> None:
    pages = []
    for email in (cast.edmund.email, "nobody@example.org"):
        client = Client()
        asked = client.post("/account/code/", {"email": email}, follow=True)
        text = asked.content.decode().replace(email, "ADDRESS")
        pages.append((asked.status_code, re.sub(r'value="[^"]*"', "", text)))
        assert mail.outbox[-1].to == [email]
    assert pages[0] == pages[1]
    assert "no account" in mail.outbox[-1].body
    assert "signup" not in mail.outbox[-1].body


def test_a_wrong_code_can_be_typed_again_twice_and_then_a_new_one_is_needed(cast: Cast) -> None:
    client = Client()
    client.post("/account/code/", {"email": cast.edmund.email})
    right = code_in_the_last_mail()
    first = client.post("/account/code/confirm/", {"code": "111-111-111"})
    assert "not the right one" in first.content.decode()
    assert "111-111-111" in first.content.decode(), "what was typed is kept"
    client.post("/account/code/confirm/", {"code": "222-222-222"})
    client.post("/account/code/confirm/", {"code": "333-333-333"})
    client.post("/account/code/confirm/", {"code": right})
    assert not is_in(client, cast.edmund)


def test_a_code_works_for_three_minutes(cast: Cast) -> None:
    client = Client()
    client.post("/account/code/", {"email": cast.edmund.email})
    code = code_in_the_last_mail()
    with time_machine.travel(timezone.now() + timedelta(minutes=3, seconds=5), tick=True):
        late = client.post("/account/code/confirm/", {"code": code}, follow=True)
    assert not is_in(client, cast.edmund)
    assert late.status_code == 200
    assert b"Send me the code" in late.content, "the way to a new code is open"


def test_a_new_password_comes_with_a_code_and_the_account_hears_of_it(cast: Cast) -> None:
    client = Client()
    client.post("/account/password/forgotten/", {"email": cast.edmund.email})
    client.post("/account/password/forgotten/code/", {"code": code_in_the_last_mail()})
    new = "three-wet-otters-in-a-row"
    client.post("/account/password/forgotten/new/", {"password1": new})
    assert "changed with a code" in mail.outbox[-1].body
    assert is_in(sign_in(cast.edmund, new), cast.edmund)
    assert not is_in(sign_in(cast.edmund), cast.edmund)


SET_PASSWORD = "/account/password/set/"
OTTERS = "three-wet-otters-in-a-row"


def without_password(user: User) -> User:
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return user


def signed_in_by_code(user: User) -> Client:
    client = Client()
    client.post("/account/code/", {"email": user.email})
    client.post("/account/code/confirm/", {"code": code_in_the_last_mail()})
    assert is_in(client, user)
    return client


def test_who_signs_in_by_code_chooses_a_password_with_a_new_code_only(cast: Cast) -> None:
    """A phone that somebody else picked up is signed in, but does not get the mail of its owner."""
    client = signed_in_by_code(without_password(cast.edmund))
    for answer in (client.get(SET_PASSWORD), client.post(SET_PASSWORD, {"password1": OTTERS})):
        assert (answer.status_code, answer.url) == (302, "/account/password/forgotten/")
    cast.edmund.refresh_from_db()
    assert not cast.edmund.has_usable_password()
    page = client.get("/account/password/forgotten/").content.decode()
    assert f'value="{cast.edmund.email}"' in page, "one need not type one's own address"
    client.post("/account/password/forgotten/", {"email": cast.edmund.email})
    client.post("/account/password/forgotten/new/", {"password1": OTTERS})
    assert not is_in(sign_in(cast.edmund, OTTERS), cast.edmund), "not before the code"
    client.post("/account/password/forgotten/code/", {"code": code_in_the_last_mail()})
    client.post("/account/password/forgotten/new/", {"password1": OTTERS})
    assert is_in(sign_in(cast.edmund, OTTERS), cast.edmund)


def test_who_has_a_second_factor_shows_it_before_a_password_is_added(cast: Cast) -> None:
    client = signed_in_by_code(without_password(cast.edmund))
    Authenticator.objects.create(
        user=cast.edmund, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt("A")}
    )
    answer = client.post(SET_PASSWORD, {"password1": OTTERS})
    assert answer.status_code == 302
    assert answer.url.startswith("/account/second/reauthenticate/")
    cast.edmund.refresh_from_db()
    assert not cast.edmund.has_usable_password()


def test_the_page_for_a_forgotten_password_names_nobody_to_strangers(cast: Cast) -> None:
    page = Client().get("/account/password/forgotten/").content.decode()
    assert cast.edmund.email not in page


@pytest.mark.usefixtures("mail_server_is_away")
@pytest.mark.parametrize("path", ["/account/code/", "/account/password/forgotten/"])
@pytest.mark.parametrize("known", [True, False])
def test_when_the_mail_server_is_away_one_is_told_so_and_the_address_is_kept(
    cast: Cast, path: str, known: bool
) -> None:
    email = cast.edmund.email if known else "nobody@example.org"
    page = Client().post(path, {"email": email})
    assert page.status_code == 503
    assert "cannot send mail just now" in page.content.decode()
    assert f'value="{email}"' in page.content.decode()


# --- disabled, forgotten, elsewhere ---------------------------------------------------------------


def test_a_disabled_account_is_out_with_the_next_tap_on_every_device(cast: Cast) -> None:
    phone, tablet = sign_in(cast.agnieszka), sign_in(cast.agnieszka)
    page = reverse("families:child_detail", args=[cast.children["zofia"].pk])
    assert phone.get(page).status_code == 200
    User.objects.filter(pk=cast.agnieszka.pk).update(is_active=False)
    for device in (phone, tablet):
        out = device.get(page)
        assert out.status_code == 302
        assert out["Location"].startswith(LOGIN)
        assert device.get(LOGIN).status_code == 200, "no going round in circles"
        assert "_auth_user_id" not in device.session
    again = phone.post(LOGIN, {"login": cast.agnieszka.email, "password": PASSWORD}, follow=True)
    assert "This account is closed" in again.content.decode()
    assert not is_in(phone, cast.agnieszka)


def test_a_disabled_account_gets_no_code(cast: Cast) -> None:
    client = Client()
    client.post("/account/code/", {"email": cast.dai.email})
    assert not any(re.search(r"\d{3}-\d{3}-\d{3}", each.body) for each in mail.outbox)


def test_a_password_changed_here_ends_the_sessions_elsewhere_and_signing_in_there_works(
    cast: Cast,
) -> None:
    here, there = sign_in(cast.agnieszka), sign_in(cast.agnieszka)
    new = "three-wet-otters-in-a-row"
    here.post("/account/password/", {"oldpassword": PASSWORD, "password1": new})
    assert is_in(here, cast.agnieszka)
    page = reverse("families:more")
    assert here.get(page).status_code == 200
    # The very request that notices is a sign-in, of whoever has the tablet now.
    sign_in(cast.edmund, client=there)
    assert is_in(there, cast.edmund)
    assert there.get(page).status_code == 200


def test_staff_who_rest_for_half_an_hour_are_signed_out_and_parents_are_not(cast: Cast) -> None:
    staff, parent = sign_in(cast.marek), sign_in(cast.agnieszka)
    page = reverse("families:team_list")
    for client in (staff, parent):
        assert client.get(page).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=True):
        assert staff.get(page).status_code == 302
        assert parent.get(page).status_code == 200
        assert "been away" in staff.get(f"{LOGIN}?next={page}").content.decode()


def test_what_was_typed_comes_back_when_the_session_ended_meanwhile(cast: Cast) -> None:
    client = sign_in(cast.marek)
    page = reverse("families:profile_edit")
    client.get(page)
    words = "A long hello that took me forty minutes to write, dear families."
    with time_machine.travel(timezone.now() + timedelta(minutes=41), tick=True):
        answer = client.post(
            page,
            {"about": words, "full_name": "Marek", "password": "secret words of mine"},
            headers={"Referer": f"http://testserver{page}"},
        )
    assert answer.status_code == 401
    assert words in answer.content.decode()
    assert "secret words" not in answer.content.decode()
    assert "next=%2Fme%2F" in answer.content.decode(), "the way back to the page"
    assert User.objects.get(pk=cast.marek.pk).about != words


def test_a_tap_that_holds_no_words_leads_back_to_the_page_it_came_from(cast: Cast) -> None:
    answer = Client().post(
        reverse("families:device_end"),
        {"device": "1"},
        headers={"Referer": "http://testserver/me/"},
    )
    assert answer["Location"] == f"{LOGIN}?next=%2Fme%2F"


def test_a_fragment_asked_for_when_signed_out_becomes_the_sign_in_page_and_not_a_part_of_it(
    db: None,
) -> None:
    answer = Client().get(
        reverse("families:team_list"),
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/today/"},
    )
    assert answer["HX-Redirect"] == f"{LOGIN}?next=%2Ftoday%2F"
    assert answer.content == b""


# --- one's own devices ----------------------------------------------------------------------------


def test_one_sees_ones_devices_and_signs_out_the_lost_phone(cast: Cast) -> None:
    phone = Client(headers={"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile"})
    sign_in(cast.agnieszka, client=phone)
    laptop = sign_in(cast.agnieszka)
    page = laptop.get(reverse("families:profile_edit")).content.decode()
    assert "Chrome on Android" in page
    lost = UserSession.objects.get(session_key=phone.session.session_key)
    laptop.post(reverse("families:device_end"), {"device": lost.pk})
    assert phone.get(reverse("families:more")).status_code == 302
    assert laptop.get(reverse("families:more")).status_code == 200


def test_a_lost_phone_is_out_even_if_the_cache_never_heard_of_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Valkey may be away for the very half second in which somebody signs a device out."""
    here, lost = sign_in(cast.agnieszka), sign_in(cast.agnieszka)
    key = lost.session.session_key
    monkeypatch.setattr(ForgivingRedisCache, "delete", lambda *args, **kwargs: False)
    device = UserSession.objects.get(session_key=key)
    here.post(reverse("families:device_end"), {"device": device.pk})
    assert caches["default"].get(f"django.contrib.sessions.cached_db{key}"), "the cache forgot it"
    assert lost.get(reverse("families:more")).status_code == 302
    assert here.get(HOME).status_code == 200


@pytest.mark.parametrize("device", ["", "x", "-1", "99999999999999999999", "٣"])
def test_a_device_number_that_is_none_is_answered_kindly(cast: Cast, device: str) -> None:
    client = sign_in(cast.agnieszka)
    assert client.post(reverse("families:device_end"), {"device": device}).status_code == 302


def test_nobody_can_sign_out_somebody_else(cast: Cast) -> None:
    victim, rogue = sign_in(cast.agnieszka), sign_in(cast.edmund)
    session = UserSession.objects.get(session_key=victim.session.session_key)
    rogue.post(reverse("families:device_end"), {"device": session.pk})
    assert victim.get(reverse("families:more")).status_code == 200


def test_leaving_the_tablet_is_one_tap(cast: Cast) -> None:
    client = sign_in(cast.marek)
    more = client.get(reverse("families:more")).content.decode()
    assert "I am leaving this tablet" in more
    assert client.post("/account/logout/").status_code == 302
    assert client.get(reverse("families:more")).status_code == 302


# --- the second factor ----------------------------------------------------------------------------


@pytest.fixture
def strict(settings: object) -> None:
    """As in production: staff need a second factor."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]


def code_now(secret: str) -> str:
    counter = next(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counter))


def give_app(user: User) -> str:
    """An authenticator app for a user; returns its secret."""
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    return secret


@pytest.mark.usefixtures("strict")
def test_staff_with_a_password_alone_see_nothing_but_the_way_to_a_second_factor(
    cast: Cast,
) -> None:
    client = sign_in(cast.marek)
    for path in (
        HOME,
        reverse("families:child_detail", args=[cast.children["zofia"].pk]),
        reverse("families:more"),
        reverse("families:profile_edit"),
        "/no-such-page/",
    ):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/account/second/"), path
    page = client.get("/account/second/")
    assert page.status_code == 200, "no going round in circles"
    assert "a password alone is not enough" in page.content.decode()
    fragment = client.get(HOME, headers={"HX-Request": "true"})
    assert fragment["HX-Redirect"] == "/account/second/"


@pytest.mark.usefixtures("strict")
def test_a_session_opened_before_there_was_a_factor_ends_when_there_is_one(cast: Cast) -> None:
    """Somebody who knows the password waits, signed in, until its owner has set up a factor."""
    waiting = sign_in(cast.marek)
    assert waiting.get(reverse("families:more"))["Location"] == "/account/second/"
    give_app(cast.marek)
    assert waiting.get(reverse("families:more"))["Location"].startswith(LOGIN)
    assert not is_in(waiting, cast.marek)


@pytest.mark.usefixtures("strict")
def test_staff_add_an_app_and_are_asked_for_its_number_from_then_on(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client = sign_in(cast.marek)
    add = "/account/second/totp/activate/"
    assert client.get(add)["Location"].startswith("/account/again/"), "first: is it you?"
    client.post(f"/account/again/?next={add}", {"password": PASSWORD})
    secret = client.get(add).context["form"].secret
    wrong = client.post(add, {"code": "000000"})
    assert "not the right one" in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(add, {"code": code_now(secret)})
    assert "authenticator app was added" in mail.outbox[-1].body
    stored = Authenticator.objects.get(user=cast.marek, type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data), "the secret is encrypted at rest"
    assert get_adapter().decrypt(stored.data["secret"]) == secret
    codes = client.get("/account/second/recovery-codes/").context["unused_codes"]
    assert client.get(reverse("families:more"))["Location"].startswith(LOGIN), "sign in with it now"

    second = sign_in(cast.marek)
    assert not is_in(second, cast.marek), "the password alone does not sign in any more"
    assert second.get(HOME)["Location"].startswith(LOGIN)
    second.post("/account/second/authenticate/", {"code": code_now(secret)})
    assert is_in(second, cast.marek)

    assert second.get(reverse("families:more")).status_code == 200

    third = sign_in(cast.marek)
    third.post("/account/second/authenticate/", {"code": codes[0]})
    assert is_in(third, cast.marek), "a spare code works"
    fourth = sign_in(cast.marek)
    fourth.post("/account/second/authenticate/", {"code": codes[0]})
    assert not is_in(fourth, cast.marek), "once"


@pytest.mark.usefixtures("strict")
def test_a_code_by_e_mail_does_not_get_staff_round_the_second_factor(cast: Cast) -> None:
    give_app(cast.marek)
    client = Client()
    client.post("/account/code/", {"email": cast.marek.email})
    client.post("/account/code/confirm/", {"code": code_in_the_last_mail()})
    assert not is_in(client, cast.marek)
    assert client.get(HOME)["Location"].startswith(LOGIN)


@pytest.mark.usefixtures("strict")
def test_a_new_password_does_not_get_staff_round_the_second_factor(cast: Cast) -> None:
    give_app(cast.marek)
    client = Client()
    client.post("/account/password/forgotten/", {"email": cast.marek.email})
    client.post("/account/password/forgotten/code/", {"code": code_in_the_last_mail()})
    client.post("/account/password/forgotten/new/", {"password1": "three-wet-otters-in-a-row"})
    assert not is_in(client, cast.marek)
    assert not is_in(sign_in(cast.marek, "three-wet-otters-in-a-row"), cast.marek)


@pytest.mark.usefixtures("strict")
def test_spare_codes_alone_are_no_second_factor(cast: Cast) -> None:
    Authenticator.objects.create(
        user=cast.marek,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"seed": get_adapter().encrypt("00" * 40), "used_mask": 0},
    )
    assert sign_in(cast.marek).get(HOME)["Location"] == "/account/second/"


@pytest.mark.usefixtures("strict")
def test_parents_need_no_second_factor(cast: Cast) -> None:
    assert sign_in(cast.agnieszka).get(reverse("families:more")).status_code == 200


def test_guessing_the_second_factor_is_stopped(cast: Cast) -> None:
    secret = give_app(cast.marek)
    client = sign_in(cast.marek)
    for number in range(12):
        client.post("/account/second/authenticate/", {"code": f"{number:06}"})
    client.post("/account/second/authenticate/", {"code": code_now(secret)})
    assert not is_in(client, cast.marek)


def test_whoever_runs_the_site_lets_somebody_in_again_who_lost_the_phone(cast: Cast) -> None:
    give_app(cast.marek)
    assert not is_in(sign_in(cast.marek), cast.marek)
    call_command("forget_second_factor", cast.marek.email, verbosity=0)
    assert is_in(sign_in(cast.marek), cast.marek)
    assert AuditEvent.objects.filter(verb="forget_second_factor", actor=cast.marek).exists()
