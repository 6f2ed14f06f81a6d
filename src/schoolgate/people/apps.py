"""Schools, their calendars, persons, roles and sign-in."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "schoolgate.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from schoolgate.people import second_step

        second_step.watch()
