"""Places, networks, devices, directory accounts, entitlements and machine tokens."""

from django.apps import AppConfig


class EstateConfig(AppConfig):
    name = "schoolgate.estate"
    label = "estate"
    verbose_name = "Estate"
