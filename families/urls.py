"""People and places."""

app_name = "families"
urlpatterns: list[object] = []
