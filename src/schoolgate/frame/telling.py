"""Telling a person something by letter, from any room. ``notices`` does it, and lies above most who need it."""

from collections.abc import Mapping
from typing import Final, Protocol

from django.db import models
from django.utils.module_loading import import_string

from schoolgate.frame.actor import Actor


class Teller(Protocol):
    def __call__(
        self,
        school: models.Model,
        person: str,
        kind: str,
        context: Mapping[str, str],
        *,
        actor: Actor,
        about: str = "",
    ) -> str: ...


_teller: Final[list[str]] = []


def tell_by(name: str) -> None:
    """``name`` is the whole name of a ``Teller``: it is loaded when the first letter is told."""
    _teller[:] = [name]


def tell(
    school: models.Model, person: str, kind: str, context: Mapping[str, str], *, actor: Actor, about: str = ""
) -> str:
    """Put a letter to the person (a ref at the school) in line, in the open transaction, and return its ref.

    ``kind`` is a key of ``notices/wordings``, which says what ``context`` holds. With ``about``, a ref, the same is put
    in line once, however often it is asked for.
    """
    teller: Teller = import_string(_teller[0])
    return teller(school, person, kind, context, actor=actor, about=about)
