"""The door, as a Django app."""

from django.apps import AppConfig


class DoorConfig(AppConfig):
    name = "schoolgate.door"
    label = "door"
