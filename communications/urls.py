"""Where talks, what's new and the wishes for e-mail are found."""

from django.conf import settings
from django.urls import path

from .views import conversations, digests, handover, home, key_children, records

app_name = "communications"
urlpatterns = [
    # --- what is new ---------------------------------------------------------------------------
    path("new/", home.whats_new, name="whats_new"),
    path("key-children/", key_children.key_children, name="key_children"),
    # --- talks ---------------------------------------------------------------------------------
    path("messages/", conversations.conversation_list, name="conversation_list"),
    path("messages/new/", conversations.conversation_create, name="conversation_create"),
    path(
        "messages/<uuid:conversation_id>/",
        conversations.conversation_detail,
        name="conversation_detail",
    ),
    path(
        "messages/<uuid:conversation_id>/answer/",
        conversations.message_create,
        name="message_create",
    ),
    # --- one's own copy of a child's record ------------------------------------------------------
    path("children/<uuid:child_id>/record/", records.record_detail, name="record_detail"),
    path("children/<uuid:child_id>/record/ask/", records.record_ask, name="record_ask"),
    path("records/<uuid:pack_id>/", records.record_file, name="record_file"),
    # --- a colleague leaves ----------------------------------------------------------------------
    path("team/<uuid:membership_id>/handover/", handover.handover, name="handover"),
    # --- e-mail --------------------------------------------------------------------------------
    path("digests/", digests.digest_preferences, name="digest_preferences"),
    path("digests/now/", digests.digest_now, name="digest_now"),
]

if settings.DEMO:
    from .views import demo_mail

    urlpatterns += [
        path("demo/mail/", demo_mail.demo_mail_list, name="demo_mail_list"),
        path("demo/mail/<str:key>/", demo_mail.demo_mail_detail, name="demo_mail_detail"),
    ]
