"""Training, as a Django app."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "schoolgate.learning"
    label = "learning"
