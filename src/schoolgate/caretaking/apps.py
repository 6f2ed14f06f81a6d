"""The caretaker's room as a Django app."""

from django.apps import AppConfig


class CaretakingConfig(AppConfig):
    name = "schoolgate.caretaking"
    label = "caretaking"
    verbose_name = "Caretaking"
