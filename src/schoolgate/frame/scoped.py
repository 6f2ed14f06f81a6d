"""Rows that belong to one school. A query that does not say which school raises.

Three ways to say it: ``Model.objects.for_school(school)``; ``with scope(school):`` around any queries, as the web does
for every request under a school's address; or ``with unscoped("why"):``, which can be found by searching for it.
Following a foreign key from a row already in hand needs no scope.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.db import models

from schoolgate.frame.retention import Retention


class UnscopedError(RuntimeError):
    """A fault in code: a query over several schools' rows, or a row written across schools."""


@dataclass(frozen=True, slots=True)
class _Scope:
    school_id: int | None  # None: every school, for the reason given
    reason: str


_active: ContextVar[_Scope | None] = ContextVar("school_scope", default=None)


@contextmanager
def scope(school: models.Model) -> Iterator[None]:
    """Within, every query of a scoped model is of this school, and a row of another cannot be saved."""
    token = _active.set(_Scope(school.pk, ""))
    try:
        yield
    finally:
        _active.reset(token)


@contextmanager
def unscoped(reason: str) -> Iterator[None]:
    """Within, queries run over every school. ``reason`` is for whoever reads the code."""
    if not reason:
        raise ValueError("say why this must look across schools")
    token = _active.set(_Scope(None, reason))
    try:
        yield
    finally:
        _active.reset(token)


def enter(school: models.Model) -> None:
    """Like ``scope`` for the rest of a request, whose middleware calls ``boundary``."""
    _active.set(_Scope(school.pk, ""))


@contextmanager
def boundary() -> Iterator[None]:
    """Forget, on leaving, whatever scope was entered within."""
    token = _active.set(None)
    try:
        yield
    finally:
        _active.reset(token)


class ScopedQuerySet[M: "SchoolScoped"](models.QuerySet[M]):
    def for_school(self, school: models.Model) -> Self:
        return self.filter(school_id=school.pk)

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        rows = list(objs)
        for row in rows:
            row.check_school()
        return super().bulk_create(rows, *args, **kwargs)


class ScopedManager[M: "SchoolScoped"](models.Manager[M]):
    """The default manager of every scoped model."""

    queryset_class: ClassVar[type[ScopedQuerySet[Any]]] = ScopedQuerySet

    def get_queryset(self) -> ScopedQuerySet[M]:
        rows: ScopedQuerySet[M] = self.queryset_class(self.model, using=self._db)
        active = _active.get()
        if active is None:
            raise UnscopedError(
                f"a query of {self.model._meta.label} says no school: use .for_school(school), scope(school), "
                'or unscoped("why")'
            )
        return rows if active.school_id is None else rows.filter(school_id=active.school_id)

    def for_school(self, school: models.Model) -> ScopedQuerySet[M]:
        """This school's rows, whatever the scope; inside another school's scope it raises."""
        active = _active.get()
        if active is not None and active.school_id not in (None, school.pk):
            raise UnscopedError(f"{self.model._meta.label} asked for one school inside the scope of another")
        rows: ScopedQuerySet[M] = self.queryset_class(self.model, using=self._db)
        return rows.for_school(school)

    def none(self) -> ScopedQuerySet[M]:
        rows: ScopedQuerySet[M] = self.queryset_class(self.model, using=self._db)
        return rows.none()


class SchoolScoped(models.Model):
    """Base of every row that belongs to a school."""

    retention: ClassVar[Retention]

    # PROTECT: a school leaves by its own procedure, never by a cascade.
    school = models.ForeignKey("people.School", on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.check_school()
        super().save(*args, **kwargs)

    def check_school(self) -> None:
        """Raise ``UnscopedError`` for a row of another school than the scope's, or one that points at another's."""
        active = _active.get()
        label = self._meta.label
        if active is not None and active.school_id not in (None, self.school_id):
            raise UnscopedError(f"a {label} of one school written inside the scope of another")
        for field in self._meta.concrete_fields:
            target = field.related_model
            if not isinstance(target, type) or not issubclass(target, SchoolScoped):
                continue
            key = getattr(self, field.attname)
            if key is None:
                continue
            if field.name in self._state.fields_cache:
                owner = getattr(self, field.name).school_id
            else:
                owner = target._base_manager.filter(pk=key).values_list("school_id", flat=True).first()
            if owner is not None and owner != self.school_id:
                raise UnscopedError(f"{label}.{field.name} points at a row of another school")
