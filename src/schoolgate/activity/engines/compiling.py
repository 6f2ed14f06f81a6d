"""From an expression to SQL, and from what an engine gives to exactly what the expression declares."""

from typing import Final

import ibis
import pyarrow as pa

from schoolgate.activity.rows import schema

_SPARK_TYPES: Final = {
    pa.int64(): "BIGINT",
    pa.int32(): "INT",
    pa.int16(): "SMALLINT",
    pa.string(): "STRING",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    pa.timestamp("us", tz="UTC"): "TIMESTAMP",
}


def sql(asked: ibis.Table, dialect: str) -> str:
    return str(ibis.to_sql(asked, dialect=dialect))


def as_declared(found: pa.Table, asked: ibis.Table) -> pa.Table:
    """``found`` with the names, order and types ``asked`` declares, and no trace of the engine.

    Raises ``ValueError`` where a value does not fit: an answer that would have to be rounded is none.
    """
    wanted = asked.schema().to_pyarrow()
    plain = pa.schema([pa.field(field.name, field.type) for field in wanted])
    return found.select(plain.names).cast(plain).combine_chunks()


def spark_empty(kind: str) -> str:
    """A kind of part with no row, as a query."""
    columns = (f"CAST(NULL AS {_SPARK_TYPES[field.type]}) AS `{field.name}`" for field in schema(kind))
    return f"SELECT {', '.join(columns)} WHERE FALSE"


def spark_schema(kind: str) -> str:
    """A kind of part as Spark's own words for a table."""
    return ", ".join(f"`{field.name}` {_SPARK_TYPES[field.type]}" for field in schema(kind))
