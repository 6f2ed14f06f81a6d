"""What is erased when its time is over. Each room says how for what is its own, by ``erases`` in its ``erasing.py``.

An eraser finds what is due on a day and erases what it is handed, in the transaction of whoever runs it
(``caretaking.actions``), which leaves out what is held and enters what was done. It asks nothing else and decides
nothing else, so a dry run and a run cannot differ. Rows nobody need be asked about go by ``frame.upkeep`` instead.
"""

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.apps import apps
from django.db import models, transaction
from django.utils.functional import Promise

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.checks import room_models
from schoolgate.frame.encrypted_files import EncryptedFileField, EncryptedStorage
from schoolgate.frame.retention import Retention
from schoolgate.frame.scoped import SchoolScoped
from schoolgate.kernel.clocks.months import add_months


@dataclass(frozen=True, slots=True)
class Due:
    """One row whose time was over on ``since``. A hold on any of ``subjects``, refs, keeps it."""

    pk: int
    since: date
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Eraser:
    """``due(school, on)`` says what is due on a day; ``erase(school, pks)`` erases it, and says how many rows changed.
    ``tables`` are those it looks after."""

    key: str
    words: str | Promise
    tables: tuple[type[models.Model], ...]
    due: Callable[[models.Model, date], Iterable[Due]]
    erase: Callable[[models.Model, Sequence[int]], int]


@dataclass(frozen=True, slots=True)
class OfOne:
    """How much there is of one person: how much ``goes`` when they are erased on request, how much ``stays``."""

    goes: int
    stays: int = 0


@dataclass(frozen=True, slots=True)
class PersonEraser:
    """What goes when what is kept of one person is erased because they asked, or it should not have been kept.

    ``words`` end the sentence "7 ..."; ``stays`` says why something stays, empty where nothing does. Both functions are
    given the school and the ref of the person; ``erase``, who acts as well, and says how much went.
    """

    key: str
    words: str | Promise
    stays: str | Promise
    count: Callable[[models.Model, str], OfOne]
    erase: Callable[[models.Model, str, Any], int]


_erasers: Final[dict[str, Eraser]] = {}
_of_person: Final[dict[str, PersonEraser]] = {}


def erases(eraser: Eraser) -> Eraser:
    """Register how something is erased. ``words`` end the sentence "7 ..." on a page."""
    if _erasers.setdefault(eraser.key, eraser) is not eraser:
        raise ValueError(f"two erasers are called {eraser.key}")
    return eraser


def erases_of_person(eraser: PersonEraser) -> PersonEraser:
    """Register what goes with a person who is erased on request."""
    if _of_person.setdefault(eraser.key, eraser) is not eraser:
        raise ValueError(f"two erasers of a person are called {eraser.key}")
    return eraser


def of_a_person() -> list[PersonEraser]:
    """Every room's, by key."""
    everything()
    return [_of_person[key] for key in sorted(_of_person)]


def everything() -> list[Eraser]:
    """Every eraser of every room, by key: what points at something goes before it, so the keys say the order."""
    for config in apps.get_app_configs():
        name = f"{config.name}.erasing"
        if config.name.startswith("schoolgate.") and config.name != __package__ and importlib.util.find_spec(name):
            importlib.import_module(name)
    _by_default()
    return [_erasers[key] for key in sorted(_erasers)]


def _by_default() -> None:
    """Dated rows that are kept for a counted time and that their room says nothing of go when they ended that long ago;
    a hold on anybody they point at keeps them."""
    claimed = {table for eraser in _erasers.values() for table in eraser.tables}
    for model in room_models():
        if model not in claimed and issubclass(model, Bitemporal) and model.retention.keep:
            keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
            persons = [key.name for key in keys if key.related_model._meta.label == "people.Person"]
            words = model._meta.verbose_name_plural or model._meta.label
            ended_rows(f"{model._meta.app_label}.{model._meta.model_name}", words, model, persons)


def over(kept: Retention, counted_from: date) -> date:
    """The first day on which what has been kept since ``counted_from`` is due."""
    if kept.unit == "days":
        return counted_from + timedelta(days=kept.keep)
    if kept.unit not in ("months", "years"):
        raise ValueError(f"kept {kept.unit}: never due by a date")
    return add_months(counted_from, kept.keep * (12 if kept.unit == "years" else 1))


def ended_rows(key: str, words: str | Promise, model: type[Bitemporal], persons: Sequence[str]) -> Eraser:
    """Register the eraser of a bitemporal model's rows: taken out when they ended, or were superseded, long enough ago.

    ``persons`` are the names of its keys to persons, whose holds keep the row.
    """
    kept = model.retention

    def due(school: models.Model, on: date) -> Iterable[Due]:
        rows = model.objects.for_school(school).filter(
            models.Q(valid_to__lte=on) | models.Q(superseded_at__date__lte=on)
        )
        rows = rows.select_related(*persons) if persons else rows
        for row in rows.order_by("pk").iterator(chunk_size=2000):
            ended = [day for day in (row.valid_to, row.superseded_at.date() if row.superseded_at else None) if day]
            since = over(kept, min(ended))
            if since <= on:
                yield Due(row.pk, since, tuple(who.ref for name in persons if (who := getattr(row, name))))

    def erase(school: models.Model, pks: Sequence[int]) -> int:
        # Below the bitemporal manager, which knows of no end: their time is over on both clocks.
        rows: models.QuerySet[Any] = models.QuerySet(model).filter(school_id=school.pk, pk__in=list(pks))
        return int(rows._raw_delete(using=rows.db))

    return erases(Eraser(key, words, (model,), due, erase))


def dated_rows(
    key: str,
    words: str | Promise,
    model: type[SchoolScoped],
    moment: str,
    persons: Sequence[str] = (),
    refs: Sequence[str] = (),
) -> Eraser:
    """Register the eraser of a model's rows, taken out when long enough has passed since the day or time ``moment``, a
    field of the row or of one it points at; rows where it is empty stay. Their locked files go with them.

    A hold keeps them on whoever the keys ``persons`` point at, and on each ref in the fields ``refs``: one, or lists
    and maps of them.
    """
    kept = model.retention
    files = [field.name for field in model._meta.concrete_fields if isinstance(field, EncryptedFileField)]

    def due(school: models.Model, on: date) -> Iterable[Due]:
        rows = model.objects.for_school(school).filter(**{f"{moment}__isnull": False}).order_by("pk")
        named = (*(f"{name}__ref" for name in persons), *refs)
        for pk, at, *found in rows.values_list("pk", moment, *named).iterator():
            since = over(kept, at.date() if isinstance(at, datetime) else at)
            if since <= on:
                yield Due(pk, since, tuple(_refs_in(found)))

    def erase(school: models.Model, pks: Sequence[int]) -> int:
        rows = model.objects.for_school(school).filter(pk__in=list(pks))
        names = [name for row in rows.values_list(*files) for name in row if name] if files else []
        transaction.on_commit(lambda: _take_away(names))
        return int(rows.delete()[0])

    return erases(Eraser(key, words, (model,), due, erase))


def _refs_in(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield from (value,) if value else ()
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _refs_in(each)


def _take_away(names: Iterable[str]) -> None:
    storage = EncryptedStorage()
    for name in names:
        storage.delete(name)
