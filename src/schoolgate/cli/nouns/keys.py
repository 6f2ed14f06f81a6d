"""Change the key that sensitive words and files are locked with."""

import click

from schoolgate.cli.invocation import Invocation, verb


@click.group()
def command() -> None:
    """Change the key that sensitive words and files are locked with."""


@command.command()
@verb
def rotate(run: Invocation) -> None:
    """Put a new key in use and lock everything again with it. Older keys stay in the ring until they are retired."""
    run.open_database()
    from schoolgate.frame import rotation

    count = rotation.rotate()
    run.show({"locked_again": count}, f"A new key is in use; {count} words and files were locked again with it.")


@command.command()
@verb
def retire(run: Invocation) -> None:
    """Lock again what an older key still locks, then take the older keys out of the ring.

    Wait until no backup that you may restore is older than the rotation: it would need the keys this takes out.
    """
    run.open_database()
    from schoolgate.frame import rotation

    rotation.relock()
    gone = rotation.retire()
    run.show({"retired": list(gone)}, f"Retired: {', '.join(gone)}." if gone else "No key was idle.")
