"""communications"""

app_name = "communications"
urlpatterns: list[object] = []
