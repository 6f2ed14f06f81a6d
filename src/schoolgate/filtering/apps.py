"""The filter's agreement, proof and ways in, as a Django app. What decides and serves loads none of it."""

from django.apps import AppConfig

from schoolgate.activity.offered import offer


class FilteringConfig(AppConfig):
    name = "schoolgate.filtering"
    label = "filtering"

    def ready(self) -> None:
        from schoolgate.activity import asked_for
        from schoolgate.filtering.own_source import landing
        from schoolgate.filtering.queries.asking import hosts_asked_for

        asked_for.register(hosts_asked_for)
        offer("filtering.landing", landing)
