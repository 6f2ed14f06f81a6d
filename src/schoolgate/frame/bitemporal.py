"""Rows with two times: when a thing was true, and when we knew it.

A row is true from ``valid_from`` until the day before ``valid_to`` (none: no end known), and was what we knew from
``recorded_at`` until ``superseded_at``. A correction supersedes a row and records another; no row is ever edited. Rows
of one model with the same key (``bitemporal_key``) never overlap among those not superseded: ``put`` and ``withdraw``
see to that, and hold a lock on the school while they do.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import batched
from typing import Any, ClassVar, Final, NoReturn, Self

from django.db import models, transaction
from django.db.models import F, Q

from schoolgate.frame.scoped import SchoolScoped, ScopedManager, ScopedQuerySet

AT_ONCE: Final = 500  # rows a statement: SQLite takes some thousands of values, and memory stays flat


class BitemporalError(RuntimeError):
    """A fault in code: an edit of a row that can only be superseded."""


class BitemporalQuerySet[M: "Bitemporal"](ScopedQuerySet[M]):
    def as_of(self, on: date, known_at: datetime | None = None) -> Self:
        """Rows true on the day ``on``, as known at ``known_at`` (left out: as known now)."""
        return self.known(known_at).filter(Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gt=on))

    def known(self, at: datetime | None = None) -> Self:
        """Rows not superseded at ``at`` (left out: now), whenever they are true."""
        if at is None:
            return self.filter(superseded_at__isnull=True)
        return self.filter(Q(recorded_at__lte=at), Q(superseded_at__isnull=True) | Q(superseded_at__gt=at))

    def overlapping(self, valid_from: date, valid_to: date | None) -> Self:
        rows = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from))
        return rows if valid_to is None else rows.filter(valid_from__lt=valid_to)

    def update(self, **_: Any) -> NoReturn:
        raise BitemporalError(f"{self.model._meta.label} rows are superseded by put() or withdraw(), never edited")

    def delete(self) -> NoReturn:
        raise BitemporalError(f"{self.model._meta.label} rows are superseded by put() or withdraw(), never deleted")

    def supersede(self, at: datetime) -> int:
        """For ``put`` and ``withdraw`` only."""
        return super().update(superseded_at=at)


class BitemporalManager[M: "Bitemporal"](ScopedManager[M]):
    queryset_class: ClassVar[type[ScopedQuerySet[Any]]] = BitemporalQuerySet

    def for_school(self, school: models.Model) -> BitemporalQuerySet[M]:
        rows = super().for_school(school)
        assert isinstance(rows, BitemporalQuerySet)
        return rows


class Bitemporal(SchoolScoped):
    """Base of a school's bitemporal rows. ``bitemporal_key`` names the fields that tell one thing from another."""

    bitemporal_key: ClassVar[tuple[str, ...]]

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[BitemporalManager[Any]] = BitemporalManager()

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="%(class)s_true_for_a_day"
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("recorded_at")),
                name="%(class)s_known_before_superseded",
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise BitemporalError(f"{self._meta.label} rows are superseded by put() or withdraw(), never edited")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise BitemporalError(f"{self._meta.label} rows are superseded by put() or withdraw(), never deleted")


def put[M: Bitemporal](row: M) -> M:
    """Record that ``row`` holds for its period; what was known of that period under its key is superseded.

    ``row`` is new and not saved, with ``school``, key, values, period and ``recorded_at``. What older rows said of days
    outside the period is recorded again, so that nothing else is lost. Returns the row as saved.
    """
    with transaction.atomic():
        row.recorded_at = _make_room(row, row.valid_from, row.valid_to, row.recorded_at)
        row.save()
    return row


def withdraw(
    model: type[Bitemporal],
    school: models.Model,
    key: Mapping[str, Any],
    *,
    valid_from: date,
    valid_to: date | None,
    at: datetime,
) -> None:
    """Record that nothing under ``key`` holds from ``valid_from`` until the day before ``valid_to``."""
    with transaction.atomic():
        _make_room(model(school_id=school.pk, **key), valid_from, valid_to, at)


def hold(school: models.Model) -> None:
    """Hold the school until the transaction ends: two at once must not both find room. An action that records in the
    ledger before its last ``put`` calls this first, since whoever holds the chain must not wait for the school.
    """
    # Rows that point at the school may be added meanwhile: its key does not change.
    type(school)._base_manager.select_for_update(no_key=True).get(pk=school.pk)


def _make_room(like: Bitemporal, valid_from: date, valid_to: date | None, at: datetime) -> datetime:
    """Supersede what overlaps, record again the parts outside, and return the moment used.

    That moment is ``at``, or that of the latest row superseded if the machine's clock went back since.
    """
    model = type(like)
    hold(like.school)
    key = {name: getattr(like, name) for name in model.bitemporal_key}
    rows = model.objects.for_school(like.school).known().filter(**key).overlapping(valid_from, valid_to)
    old = list(rows)
    moment: datetime = max([at, *(row.recorded_at for row in old)])
    model.objects.for_school(like.school).filter(pk__in=[row.pk for row in old]).supersede(moment)
    for row in old:
        if row.valid_from < valid_from:
            _again(row, row.valid_from, valid_from, moment)
        if valid_to is not None and (row.valid_to is None or row.valid_to > valid_to):
            _again(row, valid_to, row.valid_to, moment)
    return moment


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Among many that are put: nothing under ``key`` holds from ``valid_from`` until the day before ``valid_to``."""

    key: Mapping[str, Any]
    valid_from: date
    valid_to: date | None = None


def put_many[M: Bitemporal](
    model: type[M], school: models.Model, said: Iterable[M | Withdrawn], *, at: datetime
) -> datetime:
    """``put`` and ``withdraw`` for many of one school, in the order given, at a fraction of the cost.

    Rows point at saved rows and need no ``recorded_at``. Returns the latest moment used, as ``put`` chooses it.
    """
    with transaction.atomic():
        hold(school)
        for some in batched(said, AT_ONCE):
            at = _Many(model, school).say(some, at)
    return at


@dataclass(slots=True)
class _Many[M: Bitemporal]:
    """Some hundred rows put together: what is known under their keys is fetched once and cut in memory."""

    model: type[M]
    school: models.Model
    known: defaultdict[Hashable, list[M]] = field(default_factory=lambda: defaultdict(list))
    gone: list[M] = field(default_factory=list)

    def say(self, said: Iterable[M | Withdrawn], at: datetime) -> datetime:
        some = list(said)
        likes = [self.model(**one.key) if isinstance(one, Withdrawn) else one for one in some]
        keys = [key_of(like) for like in likes]
        self._fetch(set(keys))
        for key, like, one in zip(keys, likes, some, strict=True):
            self._cut(key, like, one.valid_from, one.valid_to)
            if not isinstance(one, Withdrawn):
                self.known[key].append(one)
        moment = max([at, *(row.recorded_at for row in self.gone)])
        new = [row for rows in self.known.values() for row in rows if row.pk is None]
        for row in new:
            row.recorded_at = moment
        self.model.objects.for_school(self.school).filter(pk__in=[row.pk for row in self.gone]).supersede(moment)
        self.model.objects.for_school(self.school).bulk_create(new, batch_size=AT_ONCE)
        return moment

    def _fetch(self, keys: set[tuple[Hashable, ...]]) -> None:
        first = self.model.bitemporal_key[0]
        rows = self.model.objects.for_school(self.school).known().filter(**{f"{first}__in": {key[0] for key in keys}})
        for row in rows:
            if (key := key_of(row)) in keys:
                self.known[key].append(row)

    def _cut(self, key: Hashable, like: M, valid_from: date, valid_to: date | None) -> None:
        """Make room under ``key``: whole rows go, and what older ones said of the days outside stays as new ones."""
        kept: list[M] = []
        for row in self.known[key]:
            if (row.valid_to is not None and row.valid_to <= valid_from) or (valid_to and row.valid_from >= valid_to):
                kept.append(row)
                continue
            if row.pk is not None:
                self.gone.append(row)
            if row.valid_from < valid_from:
                kept.append(_pointing_as(like, copy_of(row, row.valid_from, valid_from)))
            if valid_to is not None and (row.valid_to is None or row.valid_to > valid_to):
                kept.append(_pointing_as(like, copy_of(row, valid_to, row.valid_to)))
        self.known[key] = kept


def _again(row: Bitemporal, valid_from: date, valid_to: date | None, at: datetime) -> None:
    again = copy_of(row, valid_from, valid_to)
    again.recorded_at = at
    again.save()


def key_of(row: Bitemporal) -> tuple[Hashable, ...]:
    """What tells this row's thing from another's."""
    return tuple(row.serializable_value(name) for name in row.bitemporal_key)


def copy_of[M: Bitemporal](row: M, valid_from: date, valid_to: date | None) -> M:
    """The same said of other days, not saved."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and not field.unique
    }
    return type(row)(**values | {"valid_from": valid_from, "valid_to": valid_to, "superseded_at": None})


def _pointing_as[M: Bitemporal](like: M, row: M) -> M:
    """What ``like`` has in hand of what they both point at need not be fetched for each row that is saved."""
    for name, held in like._state.fields_cache.items():
        if row.serializable_value(name) == like.serializable_value(name):
            row._state.fields_cache[name] = held
    return row
