from django.apps import AppConfig


class LearningJournalsConfig(AppConfig):
    name = "learning_journals"
    verbose_name = "Learning journals"
