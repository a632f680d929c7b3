"""The site map: one include per app, the sign-in pages of django-allauth, health."""

from django.conf import settings
from django.urls import include, path

from communications.views import home
from families.views import health
from families.views.styleguide import styleguide

urlpatterns = [
    path("", home.home, name="home"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("account/", include("allauth.urls")),
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
