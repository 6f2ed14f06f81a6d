"""Do what is due: tell rooms what happened in others. Safe to run at any time, and by several at once."""

import click

from schoolgate.cli.invocation import Invocation, verb


@click.command()
@verb
def command(run: Invocation) -> None:
    """Do what is due, and say what waits for a person. Meant to be run every minute by the machine's own clock."""
    run.open_database()
    from schoolgate.frame import outbox

    delivered = outbox.deliver_due()
    waiting = outbox.waiting_for_a_person()
    document = {
        "delivered": delivered.done,
        "put_off": delivered.put_off,
        "waiting_for_a_person": [{"ref": one.ref, "kind": one.kind, "trouble": one.trouble} for one in waiting],
    }
    told = [f"{delivered.done} events told, {delivered.put_off} put off, {len(waiting)} waiting for a person."]
    told += [f"  {one.ref} {one.kind}: {one.trouble}" for one in waiting]
    run.show(document, "\n".join(told))
