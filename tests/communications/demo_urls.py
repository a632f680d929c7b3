"""The site with the demo's e-mails mounted, as settings/dev.py has it."""

from django.urls import include, path

from communications.urls import urlpatterns as pages
from communications.views import demo_mail
from settings.urls import urlpatterns as site

demo = [
    *pages,
    path("demo/mail/", demo_mail.demo_mail_list, name="demo_mail_list"),
    path("demo/mail/<str:key>/", demo_mail.demo_mail_detail, name="demo_mail_detail"),
]
urlpatterns = [path("", include((demo, "communications"))), *site]
