"""The statements that find what covers a moment, written out: they must answer in a fraction of a millisecond.

Each is of one school, by its key, as every query is; the rows are small, and names are not among them.
"""

from datetime import datetime
from functools import cache
from typing import Any, Final

from django.db import connection

from schoolgate.estate.spans import LIMITS, SPANS, began_after
from schoolgate.estate.whereabouts import AFTER, SKEW

_LEASES: Final = """
SELECT l.starts, l.ends, b.source, d.id, d.ref, d.kind, d.label
FROM ({rows}) l JOIN estate_device d ON d.id = l.device_id JOIN estate_batch b ON b.id = l.batch_id {more}"""
_SIGN_INS: Final = """
SELECT l.starts, l.ends, l.end_assumed, a.ref, a.kind, p.ref, g.ref
FROM ({rows}) l JOIN estate_directoryaccount a ON a.id = l.account_id JOIN estate_batch b ON b.id = l.batch_id
LEFT JOIN estate_accountholder h ON h.account_id = a.id AND {holds}
LEFT JOIN people_person p ON p.id = h.person_id LEFT JOIN people_group g ON g.id = h.group_id {more}"""
_HOLDERS: Final = """
SELECT h.device_id, p.ref, g.ref, c.ref, c.name FROM estate_deviceholder h
LEFT JOIN people_person p ON p.id = h.person_id LEFT JOIN people_group g ON g.id = h.group_id
LEFT JOIN estate_place c ON c.id = h.place_id
WHERE h.device_id IN ({some}) AND {holds}"""
_NETWORK: Final = """
SELECT n.ref, n.name, n.purpose, n.vlan, c.ref, c.name FROM estate_addressrange h
JOIN estate_network n ON n.id = h.network_id LEFT JOIN estate_place c ON c.id = n.place_id
WHERE h.school_id = %s AND h.first <= %s AND h.last >= %s AND {holds}"""


def leases(school: int, address: str, moment: int, known_at: datetime | None) -> list[tuple[Any, ...]]:
    """Leases of the address that cover the moment, ended at most ``AFTER`` before it, or begin at most ``SKEW`` after:
    ``(starts, ends, source, device key, device ref, device kind, device label)``.
    """
    rows = _rows("estate_lease", "school_id = %s AND address = %s", "device_id", known_at is not None)
    more, values = _known(known_at)
    return _ask(_LEASES.format(rows=rows, more=more), _covering((school, address), moment) + values)


def sign_ins(device: int, moment: int, day: str, known_at: datetime | None) -> list[tuple[Any, ...]]:
    """Sign-ins on a device that cover the moment, or ended or begin as near it: ``(starts, ends, end_assumed, account
    ref, account kind, person ref, class ref)``, with whose the account was on the day.
    """
    columns = "account_id, end_assumed"
    rows = _rows("estate_signin", "device_id = %s", columns, known_at is not None)
    holds, days = _holds(day, known_at)
    more, values = _known(known_at)
    said = _SIGN_INS.format(rows=rows, holds=holds, more=more)
    return _ask(said, _covering((device,), moment) + days + values)


def holders(devices: tuple[int, ...], day: str, known_at: datetime | None) -> list[tuple[Any, ...]]:
    """``(device key, person ref, class ref, place ref, place name)`` of who uses and what keeps each device."""
    holds, days = _holds(day, known_at)
    some = ", ".join(["%s"] * len(devices))
    return _ask(_HOLDERS.format(some=some, holds=holds), [*devices, *days])


def network(school: int, sortable: str, day: str, known_at: datetime | None) -> list[tuple[Any, ...]]:
    """``(ref, name, purpose, vlan, place ref, place name)`` of the network that an address was in."""
    holds, days = _holds(day, known_at)
    return _ask(_NETWORK.format(holds=holds), [school, sortable, sortable, *days])


@cache
def _rows(table: str, of: str, columns: str, once_known: bool) -> str:
    """One range of the index for each class of length. ``once_known``: rows superseded since are wanted as well."""
    current = "" if once_known else " AND superseded_by_id IS NULL"
    return " UNION ALL ".join(
        f"SELECT starts, ends, batch_id, superseded_by_id, {columns} FROM {table} "  # noqa: S608  (our own names)
        f"WHERE {of} AND span = {span} AND starts > %s AND starts <= %s AND (ends IS NULL OR ends > %s){current}"
        for span in range(SPANS)
    )


def _covering(of: tuple[Any, ...], moment: int) -> list[Any]:
    values: list[Any] = []
    for span in range(SPANS):
        first = began_after(span, moment) - (AFTER if span < len(LIMITS) else 0) - 1
        values += [*of, first, moment + SKEW, moment - AFTER - 1]
    return values


def _known(known_at: datetime | None) -> tuple[str, list[Any]]:
    """Of rows superseded or not, those that were what was known at a moment."""
    if known_at is None:
        return "", []
    at = connection.ops.adapt_datetimefield_value(known_at)
    more = "LEFT JOIN estate_batch s ON s.id = l.superseded_by_id WHERE b.at <= %s AND (s.at IS NULL OR s.at > %s)"
    return more, [at, at]


def _holds(day: str, known_at: datetime | None) -> tuple[str, list[Any]]:
    """That a row ``h`` with two times is true on a day, as known now or then."""
    true = "h.valid_from <= %s AND (h.valid_to IS NULL OR h.valid_to > %s)"
    if known_at is None:
        return f"{true} AND h.superseded_at IS NULL", [day, day]
    at = connection.ops.adapt_datetimefield_value(known_at)
    known = "h.recorded_at <= %s AND (h.superseded_at IS NULL OR h.superseded_at > %s)"
    return f"{true} AND {known}", [day, day, at, at]


def _ask(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
