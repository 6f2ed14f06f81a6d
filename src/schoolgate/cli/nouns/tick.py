"""Do what is due: tell rooms what happened in others, and take out what was kept long enough."""

import signal
import threading

import click

from schoolgate.cli.invocation import Invocation, verb


@click.command()
@click.option("--every", type=click.IntRange(1, 3600), metavar="SECONDS", help="Go on for ever, this often.")
@verb
def command(run: Invocation, every: int | None) -> None:
    """Do what is due, and say what waits for a person. Safe to run at any time, and by several at once."""
    run.open_database()
    if every is None:
        _once(run)
        return
    asked_to_stop = threading.Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda *_: asked_to_stop.set())
    _quietly()  # what came due while nothing ran does not wait another round
    while not asked_to_stop.wait(every):
        _quietly()


def _once(run: Invocation) -> None:
    from django.utils import timezone

    from schoolgate.frame import beats, outbox, rounds, upkeep

    now = timezone.now()
    beats.beat("clock", now)
    delivered, did, swept = outbox.deliver_due(), rounds.go_round(now), upkeep.sweep(now)
    waiting = outbox.waiting_for_a_person()
    document = {
        "delivered": delivered.done,
        "put_off": delivered.put_off,
        "waiting_for_a_person": [{"ref": one.ref, "kind": one.kind, "trouble": one.trouble} for one in waiting],
        "done": did,
        "taken_out": swept,
    }
    told = [f"{delivered.done} events told, {delivered.put_off} put off, {len(waiting)} waiting for a person."]
    told += [f"  {one.ref} {one.kind}: {one.trouble}" for one in waiting]
    run.show(document, "\n".join(told))


def _quietly() -> None:
    """One round of the clock. A database that is away for a moment is no reason to stop."""
    from django.db import OperationalError, connection
    from django.utils import timezone

    from schoolgate.frame import beats, outbox, rounds, upkeep

    try:
        beats.beat("clock", timezone.now())
        outbox.deliver_due()
        upkeep.sweep(timezone.now())
        rounds.go_round(timezone.now())  # last: one that fails ends this process, and the supervisor starts another
    except OperationalError as error:
        click.echo(f"schoolgate: the clock missed a round: {error}", err=True)
    finally:
        connection.close()
