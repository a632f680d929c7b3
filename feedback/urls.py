"""The letterbox (through its own door, see door.py) and the manager's tray."""

from django.urls import path

from .views import letterbox, letterbox_comment, letterbox_pulse, letterboxes, pulses, themes, tray

app_name = "feedback"
urlpatterns = [
    path("letterbox/<str:address>/", letterbox.letterbox, name="letterbox"),
    path("letterbox/<str:address>/receipt/", letterbox.letterbox_receipt, name="letterbox_receipt"),
    path("letterbox/<str:address>/taps/", letterbox_pulse.letterbox_pulse, name="letterbox_pulse"),
    path(
        "letterbox/<str:address>/questions/<uuid:question_id>/",
        letterbox_comment.letterbox_comment,
        name="letterbox_comment",
    ),
    path("feedback/", tray.tray, name="tray"),
    path("feedback/emptying/", letterboxes.emptying_edit, name="emptying_edit"),
    path("feedback/cards/", letterboxes.card_sheet, name="card_sheet"),
    path("feedback/notice/", letterboxes.notice_print, name="notice_print"),
    path("feedback/themes/", themes.theme_list, name="theme_list"),
    path("feedback/themes/begin/", themes.theme_begin, name="theme_begin"),
    path("feedback/themes/<uuid:theme_id>/", themes.theme_edit, name="theme_edit"),
    path("feedback/themes/<uuid:theme_id>/retire/", themes.theme_retire, name="theme_retire"),
    path("feedback/terms/", themes.term_picture, name="term_picture"),
    path("feedback/taps/", pulses.pulse_list, name="pulse_list"),
    path("feedback/taps/new/", pulses.pulse_create, name="pulse_create"),
    path("feedback/taps/<uuid:pulse_id>/", pulses.pulse_detail, name="pulse_detail"),
    path("feedback/taps/<uuid:pulse_id>/edit/", pulses.pulse_edit, name="pulse_edit"),
    path("feedback/taps/<uuid:pulse_id>/open/", pulses.pulse_open, name="pulse_open"),
    path("feedback/taps/<uuid:pulse_id>/remove/", pulses.pulse_remove, name="pulse_remove"),
    path("feedback/taps/<uuid:pulse_id>/numbers/", pulses.pulse_export, name="pulse_export"),
    path("feedback/<uuid:item_id>/", tray.item_answer, name="item_answer"),
    path("feedback/<uuid:item_id>/close/", tray.item_close, name="item_close"),
    path("feedback/<uuid:item_id>/aside/", tray.item_aside, name="item_aside"),
    path("feedback/<uuid:item_id>/theme/", themes.item_theme, name="item_theme"),
]
