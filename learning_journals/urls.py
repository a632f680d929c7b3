"""learning_journals"""

app_name = "learning_journals"
urlpatterns: list[object] = []
