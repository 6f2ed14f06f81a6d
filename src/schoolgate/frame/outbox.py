"""Events between rooms, from the room where it happened to rooms it does not know.

A room declares an event as a frozen dataclass of refs and registers it with ``@event("policy.adopted")``; ``publish``
writes it in the transaction of the change. A room above registers ``@handles(PolicyAdopted, "evidence.plan")``.
``deliver_due``, which ``schoolgate tick`` calls, claims what is due and runs each handler in a transaction of its own.
An event that no handler takes, or that a handler keeps failing at, waits for a person and never vanishes.
"""

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from schoolgate.frame import dues
from schoolgate.frame.models import Delivery, OutboxEvent
from schoolgate.kernel.errors import NotFoundError

MOST_ATTEMPTS: Final = 8
_CLAIM: Final = timedelta(minutes=5)
_FIRST_WAIT: Final = timedelta(seconds=30)
_log = logging.getLogger(__name__)


class OutboxError(RuntimeError):
    """A fault in code: an event or handler declared wrongly, or published outside a transaction."""


@dataclass(frozen=True, slots=True)
class Handler:
    key: str
    run: Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that a person must look at: no room takes it yet, or one keeps failing at it."""

    ref: str
    school_ref: str
    kind: str
    refs: dict[str, str]
    happened_at: datetime
    trouble: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one run of ``deliver_due`` did, in events."""

    done: int = 0
    put_off: int = 0
    for_a_person: int = 0


_kinds: dict[str, type[Any]] = {}
_keys: dict[type[Any], str] = {}
_handlers: dict[str, dict[str, Handler]] = {}


def event[T](kind: str) -> Callable[[type[T]], type[T]]:
    """Register a frozen dataclass, whose fields are all ``str``, as the event ``kind`` (``room.what_happened``)."""

    def register(cls: type[T]) -> type[T]:
        if not is_dataclass(cls) or any(field.type not in (str, "str") for field in fields(cls)):
            raise OutboxError(f"{cls.__name__} must be a dataclass whose fields are all str: an event carries refs")
        if _kinds.setdefault(kind, cls) is not cls:
            raise OutboxError(f"two events are called {kind}")
        _keys[cls] = kind
        return cls

    return register


def handles[T](cls: type[T], key: str) -> Callable[[Callable[[T], None]], Callable[[T], None]]:
    """Register a handler under its own lasting ``key``. It is given the event, inside a transaction; what it writes
    and the note that it is done are committed together. What it does elsewhere it must be able to do twice."""

    def register(run: Callable[[T], None]) -> Callable[[T], None]:
        known = _handlers.setdefault(_keys[cls], {})
        if key in known:
            raise OutboxError(f"two handlers are called {key}")
        known[key] = Handler(key, run)
        return run

    return register


def publish(happened: object, *, school_ref: str = "", at: datetime | None = None) -> str:
    """Write an event in the open transaction and return its ref. Raises ``OutboxError`` where there is none."""
    kind = _keys.get(type(happened))
    if kind is None:
        raise OutboxError(f"{type(happened).__name__} is not a registered event")
    if not connection.in_atomic_block:
        raise OutboxError(f"{kind} is published outside the transaction of the change it tells of")
    now = at or timezone.now()
    refs = asdict(happened)  # type: ignore[call-overload]  # a dataclass, as event() made sure
    return OutboxEvent.objects.create(school_ref=school_ref, kind=kind, refs=refs, happened_at=now, due_at=now).ref


def deliver_due(*, now: datetime | None = None, at_most: int = 500) -> Delivered:
    """Deliver what is due, oldest first. Several processes may run it at once: each row is claimed by one."""
    dues.registered()
    moment = now or timezone.now()
    counts = {OutboxEvent.State.DONE: 0, OutboxEvent.State.DUE: 0, OutboxEvent.State.PERSON: 0}
    for row in _due(moment)[:at_most]:
        if _claim(row, moment):
            counts[_deliver(row, moment)] += 1
    return Delivered(*counts.values())


def waiting_for_a_person(school_ref: str | None = None) -> list[Waiting]:
    """Events no handler dealt with, oldest first; of one school, or (left out) of all."""
    rows = OutboxEvent.objects.filter(state=OutboxEvent.State.PERSON)
    if school_ref is not None:
        rows = rows.filter(school_ref=school_ref)
    return [Waiting(row.ref, row.school_ref, row.kind, row.refs, row.happened_at, row.trouble) for row in rows]


def settle(ref: str, *, by: str) -> None:
    """A person, by ref, has dealt with the event. Raises ``NotFoundError`` if none such is waiting."""
    rows = OutboxEvent.objects.filter(ref=ref, state=OutboxEvent.State.PERSON)
    if not rows.update(state=OutboxEvent.State.DONE, settled_by=by):
        raise NotFoundError(f"event {ref}", "none such is waiting for a person.", "List those that are.")


def try_again(ref: str) -> None:
    """Put an event that waits for a person back in line, as when a handler for it has since been added."""
    rows = OutboxEvent.objects.filter(ref=ref, state=OutboxEvent.State.PERSON)
    if not rows.update(state=OutboxEvent.State.DUE, due_at=timezone.now(), attempts=0, claimed_until=None):
        raise NotFoundError(f"event {ref}", "none such is waiting for a person.", "List those that are.")


def _due(now: datetime) -> Any:
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    return OutboxEvent.objects.filter(free, state=OutboxEvent.State.DUE, due_at__lte=now)


def _claim(row: OutboxEvent, now: datetime) -> bool:
    """Whether this process got it: the update finds the row as it was read, or another process came first."""
    taken: int = (
        _due(now)
        .filter(pk=row.pk, attempts=row.attempts)
        .update(claimed_until=now + _CLAIM, attempts=F("attempts") + 1)
    )
    return taken == 1


def _deliver(row: OutboxEvent, now: datetime) -> OutboxEvent.State:
    handlers = _handlers.get(row.kind, {})
    if not handlers or row.kind not in _kinds:
        return _close(row, OutboxEvent.State.PERSON, "Nothing takes this kind of event yet.")
    happened = _kinds[row.kind](**row.refs)
    done = set(row.deliveries.values_list("handler", flat=True))
    for handler in (handler for key, handler in handlers.items() if key not in done):
        try:
            with transaction.atomic():
                Delivery.objects.create(event=row, handler=handler.key, done_at=now)
                handler.run(happened)
        except Exception as error:  # whatever it was, the event stays and the others go on
            _log.exception("handler %s failed at %s", handler.key, row.ref)
            return _put_off(row, handler, error, now)
    return _close(row, OutboxEvent.State.DONE, "")


def _put_off(row: OutboxEvent, handler: Handler, error: Exception, now: datetime) -> OutboxEvent.State:
    # The error's own words may hold a name; its kind cannot.
    trouble = f"{handler.key} failed: {type(error).__name__}."
    if row.attempts + 1 >= MOST_ATTEMPTS:
        return _close(row, OutboxEvent.State.PERSON, trouble)
    wait = _FIRST_WAIT * 2**row.attempts
    OutboxEvent.objects.filter(pk=row.pk).update(due_at=now + wait, claimed_until=None, trouble=trouble)
    return OutboxEvent.State.DUE


def _close(row: OutboxEvent, state: OutboxEvent.State, trouble: str) -> OutboxEvent.State:
    OutboxEvent.objects.filter(pk=row.pk).update(state=state, claimed_until=None, trouble=trouble)
    return state
