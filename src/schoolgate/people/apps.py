"""Schools, their calendars, persons, roles and sign-in."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "schoolgate.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from schoolgate.people import opening, second_step  # noqa: F401  (importing registers its sweep)

        second_step.watch()
