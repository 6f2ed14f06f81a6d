"""What somebody who owns the database can do: take the guard away, and write what they like."""

from django.db import connection, transaction

from schoolgate.ledger import triggers


def tamper(*statements: str, put_back: bool = False) -> None:
    """Run ``statements`` with every trigger gone; ``put_back`` covers the traces by putting them back after."""
    with transaction.atomic(), connection.cursor() as cursor:
        unguard()
        for statement in statements:
            cursor.execute(statement)
    if put_back:
        triggers.install(connection)


def unguard() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            drops = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in triggers.TABLES]
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            drops = [f'DROP TRIGGER "{name}"' for (name,) in cursor.fetchall()]
        for drop in drops:
            cursor.execute(drop)
