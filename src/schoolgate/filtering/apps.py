"""The filter's agreement, proof and ways in, as a Django app. What decides and serves loads none of it."""

from django.apps import AppConfig


class FilteringConfig(AppConfig):
    name = "schoolgate.filtering"
    label = "filtering"
