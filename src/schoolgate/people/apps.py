"""Schools, their calendars, persons, roles and sign-in."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "schoolgate.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from schoolgate.people import links, opening, second_step, sessions  # noqa: F401  (importing registers their sweeps)

        second_step.watch()
