"""The letterbox (through its own door, see door.py) and the manager's tray."""

from django.urls import path

from .views import letterbox, letterboxes, tray

app_name = "feedback"
urlpatterns = [
    path("letterbox/<str:address>/", letterbox.letterbox, name="letterbox"),
    path("letterbox/<str:address>/receipt/", letterbox.letterbox_receipt, name="letterbox_receipt"),
    path("feedback/", tray.tray, name="tray"),
    path("feedback/emptying/", letterboxes.emptying_edit, name="emptying_edit"),
    path("feedback/cards/", letterboxes.card_sheet, name="card_sheet"),
    path("feedback/<uuid:item_id>/", tray.item_answer, name="item_answer"),
    path("feedback/<uuid:item_id>/close/", tray.item_close, name="item_close"),
]
