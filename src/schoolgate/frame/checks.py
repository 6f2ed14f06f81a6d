"""Django system checks over every room's models: each says how long it is kept, and each school's row is scoped."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core import checks
from django.db import models

from schoolgate.frame.retention import Retention
from schoolgate.frame.scoped import SchoolScoped, ScopedManager


def room_models() -> Iterator[type[models.Model]]:
    """Every model of Schoolgate's own rooms."""
    for config in apps.get_app_configs():
        if config.name.startswith("schoolgate."):
            yield from config.get_models()


@checks.register(checks.Tags.models)
def models_declare_themselves(
    app_configs: Sequence[AppConfig] | None = None,  # noqa: ARG001  (Django's signature)
    **_: Any,
) -> list[checks.CheckMessage]:
    return [fault for model in room_models() for fault in _faults(model)]


def _faults(model: type[models.Model]) -> Iterator[checks.CheckMessage]:
    if not isinstance(getattr(model, "retention", None), Retention):
        yield checks.Error(
            f"{model._meta.label} does not say how long it is kept.",
            hint="Give it `retention = years(6, 'the end of the school year', 'why.')`, from frame.retention.",
            obj=model,
            id="schoolgate.E001",
        )
    manager: object = model._default_manager
    if issubclass(model, SchoolScoped) and not isinstance(manager, ScopedManager):
        yield checks.Error(
            f"{model._meta.label} belongs to a school, and its manager lets unscoped queries through.",
            hint="Use a ScopedManager.",
            obj=model,
            id="schoolgate.E002",
        )
