"""Rows with two times: when a thing was true, and when we knew it.

A row is true from ``valid_from`` until the day before ``valid_to`` (none: no end known), and was what we knew from
``recorded_at`` until ``superseded_at``. A correction supersedes a row and records another; no row is ever edited. Rows
of one model with the same key (``bitemporal_key``) never overlap among those not superseded: ``put`` and ``withdraw``
see to that, and hold a lock on the school while they do.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar, NoReturn, Self

from django.db import models, transaction
from django.db.models import F, Q

from schoolgate.frame.scoped import SchoolScoped, ScopedManager, ScopedQuerySet


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
        constraints = (
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


def _again(row: Bitemporal, valid_from: date, valid_to: date | None, at: datetime) -> None:
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and not field.unique
    }
    values |= {"valid_from": valid_from, "valid_to": valid_to, "recorded_at": at, "superseded_at": None}
    type(row)(**values).save()
