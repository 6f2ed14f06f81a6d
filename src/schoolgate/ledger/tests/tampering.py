"""What somebody who owns the database can do: take the guard away, and write what they like."""

from collections.abc import Callable

from django.db import connection, transaction

from schoolgate.ledger import triggers
from schoolgate.ledger.checking import rows
from schoolgate.ledger.models import Chain


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


def reforge(chain: str, first: int, change: Callable[[rows.Row], rows.Row]) -> None:
    """Change an entry as ``change`` says, and make every entry from there on fit it, up to the head."""
    held = Chain.objects.get(key=chain)
    previous = ""
    with connection.cursor() as cursor:
        for row in list(rows.entries(held.pk)):
            digest = row.digest
            if row.sequence >= first:
                new = change(row)._replace(previous=previous or row.previous)
                digest = new.made_again(chain)
                at = new.at if connection.vendor == "postgresql" else new.at.replace("T", " ").rstrip("Z")
                sql = "UPDATE ledger_entry SET at = %s, previous = %s, body_digest = %s, digest = %s WHERE id = %s"
                cursor.execute(sql, (at, new.previous, new.body_digest, digest, row.pk))
            previous = digest
        cursor.execute("UPDATE ledger_chain SET head = %s WHERE id = %s", [previous, held.pk])


def unconstrain() -> None:
    """Take away what refuses two entries in one place, or two that follow the same one."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_entry DROP CONSTRAINT no_fork")
            cursor.execute("ALTER TABLE ledger_entry DROP CONSTRAINT one_entry_a_place")
        else:
            columns = "chain_id, version, sequence, at, previous, body_digest, digest"
            cursor.execute(f"CREATE TABLE copied (id integer PRIMARY KEY, {columns})")
            cursor.execute(f"INSERT INTO copied (id, {columns}) SELECT id, {columns} FROM ledger_entry")
            cursor.execute("DROP TABLE ledger_entry")
            cursor.execute("ALTER TABLE copied RENAME TO ledger_entry")
