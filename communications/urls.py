"""Where talks, what's new and the wishes for e-mail are found."""

from django.conf import settings
from django.urls import path

from .views import (
    comments,
    conversations,
    decisions,
    digests,
    handover,
    home,
    key_children,
    notes,
    records,
    you_said,
)

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
    # --- what families say, and what is decided with them -----------------------------------------
    path("your-say/", you_said.your_say, name="your_say"),
    path("you-said/", you_said.said_board, name="said_board"),
    path("you-said/door/", you_said.said_door, name="said_door"),
    path("you-said/new/", you_said.said_create, name="said_create"),
    path("you-said/<uuid:said_id>/", you_said.said_detail, name="said_detail"),
    path("you-said/<uuid:said_id>/edit/", you_said.said_edit, name="said_edit"),
    path("you-said/<uuid:said_id>/publish/", you_said.said_publish, name="said_publish"),
    path("you-said/<uuid:said_id>/take-back/", you_said.said_take_back, name="said_take_back"),
    path("decisions/new/", decisions.decision_create, name="decision_create"),
    path("decisions/<uuid:decision_id>/", decisions.decision_detail, name="decision_detail"),
    path("decisions/<uuid:decision_id>/edit/", decisions.decision_edit, name="decision_edit"),
    path("decisions/<uuid:decision_id>/ask/", decisions.decision_ask, name="decision_ask"),
    path("decisions/<uuid:decision_id>/answer/", decisions.decision_answer, name="decision_answer"),
    path("decisions/<uuid:decision_id>/close/", decisions.decision_close, name="decision_close"),
    path("decisions/<uuid:decision_id>/said/", decisions.decision_said, name="decision_said"),
    # --- from the letterbox into the safeguarding record (`feedback` may know no person) ----------
    path("feedback/<uuid:item_id>/safeguarding/", notes.note_concern, name="note_concern"),
    # --- from the letterbox onto the page of a question -------------------------------------------
    path("feedback/<uuid:item_id>/page/", comments.comment_show, name="comment_show"),
    path("feedback/<uuid:item_id>/off-page/", comments.comment_keep_off, name="comment_keep_off"),
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
