"""The site map: one include per app, the sign-in pages of django-allauth, health."""

from allauth.account import views as sign_in
from django.conf import settings
from django.urls import include, path

from communications.views import home
from families.views import account, health
from families.views.styleguide import styleguide

# The pages of django-allauth that we support, and no others: no sign-up, no managing of addresses.
# Their names are the library's own, because it looks them up.
SIGN_IN = [
    path(
        "login/",
        account.LoginView.as_view(extra_context={"demo": settings.DEMO_SIGN_INS}),
        name="account_login",
    ),
    path("logout/", sign_in.logout, name="account_logout"),
    path("closed/", sign_in.account_inactive, name="account_inactive"),
    path("new/", account.signup_closed, name="account_signup"),
    path("code/", sign_in.request_login_code, name="account_request_login_code"),
    path("code/confirm/", sign_in.confirm_login_code, name="account_confirm_login_code"),
    path("again/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("password/", sign_in.password_change, name="account_change_password"),
    path("password/set/", sign_in.password_set, name="account_set_password"),
    path("password/forgotten/", sign_in.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/code/",
        sign_in.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/forgotten/new/",
        sign_in.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "password/forgotten/done/",
        sign_in.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("second/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("account/", include(SIGN_IN)),
    path("", include("families.urls")),
    path("", include("learning_journals.urls")),
    path("", include("communications.urls")),
    path("", include("feedback.urls")),
]

if settings.SHOW_STYLEGUIDE:
    urlpatterns += [path("styleguide/", styleguide, name="styleguide")]

handler400 = "families.views.errors.bad_request"
handler403 = "families.views.errors.forbidden"
handler404 = "families.views.errors.not_found"
handler500 = "families.views.errors.server_error"
