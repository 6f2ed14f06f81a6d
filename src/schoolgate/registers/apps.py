"""The registers, as a Django app."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "schoolgate.registers"
    label = "registers"
