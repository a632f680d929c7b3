"""The letterbox (through its own door, see door.py) and the manager's tray."""

from django.urls import path

from .views import letterbox, letterboxes, themes, tray

app_name = "feedback"
urlpatterns = [
    path("letterbox/<str:address>/", letterbox.letterbox, name="letterbox"),
    path("letterbox/<str:address>/receipt/", letterbox.letterbox_receipt, name="letterbox_receipt"),
    path("feedback/", tray.tray, name="tray"),
    path("feedback/emptying/", letterboxes.emptying_edit, name="emptying_edit"),
    path("feedback/cards/", letterboxes.card_sheet, name="card_sheet"),
    path("feedback/themes/", themes.theme_list, name="theme_list"),
    path("feedback/themes/begin/", themes.theme_begin, name="theme_begin"),
    path("feedback/themes/<uuid:theme_id>/", themes.theme_edit, name="theme_edit"),
    path("feedback/themes/<uuid:theme_id>/retire/", themes.theme_retire, name="theme_retire"),
    path("feedback/terms/", themes.term_picture, name="term_picture"),
    path("feedback/<uuid:item_id>/", tray.item_answer, name="item_answer"),
    path("feedback/<uuid:item_id>/close/", tray.item_close, name="item_close"),
    path("feedback/<uuid:item_id>/aside/", tray.item_aside, name="item_aside"),
    path("feedback/<uuid:item_id>/theme/", themes.item_theme, name="item_theme"),
]
