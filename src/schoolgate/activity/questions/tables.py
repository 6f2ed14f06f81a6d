"""The kinds of part as unbound tables: a question is built on these, and an engine puts the parts underneath."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

import ibis

from schoolgate.activity.questions.contract import Values
from schoolgate.activity.rows import KINDS

_TWO: Final = 2
_TYPES: Final = {"bool": "boolean", "date32": "date", "timestamp": "timestamp('UTC', 6)"}


@dataclass(frozen=True, slots=True)
class Tables:
    """One table for each kind of part, by the name an engine gives its view of them."""

    rows: ibis.Table
    hours: ibis.Table
    groups: ibis.Table
    sites: ibis.Table


@cache
def tables() -> Tables:
    return Tables(**{kind: ibis.table(_schema(kind), name=view(kind)) for kind in KINDS})


def view(kind: str) -> str:
    """What the table of a kind is called in SQL: ``rows`` is a word of its own in some dialects."""
    return f"log_{kind}"


def within(table: ibis.Table, values: Values) -> ibis.Table:
    """The rows of the days asked for: ``since`` and ``until``, both counted, either left out."""
    wanted = []
    if values["since"] is not None:
        wanted.append(table.day >= values["since"])
    if values["until"] is not None:
        wanted.append(table.day <= values["until"])
    return table.filter(*wanted) if wanted else table


def hours(tables: Tables, values: Values) -> ibis.Table:
    """The counts by hour of the days asked for; with ``least``, only of what was asked for so often on its day at its
    level, in its category, with its answer. Sums of what may be told tell of nothing else (decision 0252)."""
    here = within(tables.hours, values)
    if values["least"] < _TWO:
        return here
    cell = ("day", "level", "category", "verdict")
    enough = here.group_by(*cell).agg(together=total(here.rows)).filter(ibis._.together >= values["least"])
    return here.semi_join(enough, cell)


def total(column: ibis.Column) -> ibis.Column:
    """A sum that is the same kind of number everywhere, and 0 of nothing."""
    return column.sum().fill_null(0).cast("int64")


def among(column: ibis.Column, these: Iterable[object]) -> ibis.Column:
    """Whether a value is one of these; of none, it is not."""
    kept = tuple(these)
    return column.isin(kept) if kept else ibis.literal(value=False)


def _schema(kind: str) -> ibis.Schema:
    return ibis.schema({name: f"!{_TYPES.get(held, held)}" for name, held, _ in KINDS[kind]})
