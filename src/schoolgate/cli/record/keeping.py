"""``ledger erase`` and ``ledger key``."""

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb


@click.command()
@click.argument("ref")
@click.option(
    "--authority",
    type=click.Choice(["data-subject", "retention", "court", "regulator", "mistake"]),
    required=True,
    help="By what right it is erased. Recorded for ever.",
)
@click.option("--reason", required=True, metavar="KEY", help="A few words with hyphens: asked-for. Never a name.")
@click.option("--item", "items", type=click.IntRange(0), multiple=True, help="Only this item of a load, from 0.")
@click.option("--all-items", is_flag=True, help="All items of a load, and not what its entry says.")
@click.option("--on-behalf-of", default="", metavar="WHO", help="Who decided it: the data protection officer.")
@verb
def erase(
    run: Invocation,
    ref: str,
    authority: str,
    reason: str,
    items: tuple[int, ...],
    all_items: bool,
    on_behalf_of: str,
) -> None:
    """Erase what the entry REF says. Its place and its seal stay, and the record tells that it was erased, and why."""
    run.open_database()
    from schoolgate.ledger import actions
    from schoolgate.ledger.actions import Authority

    actor, by = operator(on_behalf_of), Authority(authority)
    count = 0
    if items or all_items:
        which = None if all_items else items
        count = actions.erase_items(ref, actor=actor, authority=by, reason=reason, items=which)
    else:
        actions.erase(ref, actor=actor, authority=by, reason=reason)
    what = "1 item" if count == 1 else f"{count} items" if count else "What it said"
    words = f"{what} of {ref} erased, under {by.words}. Backups made before still hold it."
    run.show({"ref": ref, "authority": authority, "items": count}, words)


@click.group()
def key() -> None:
    """Show or change the key that checkpoints are signed with."""


@key.command()
@verb
def show(run: Invocation) -> None:
    """Print the key's fingerprint, for people to compare with their notes. Made now if there is none yet."""
    run.open_database()
    from schoolgate.ledger import actions, notes

    held, instance = actions.signing_key(actor=operator())
    fingerprint = notes.fingerprint(held.public)
    words = f"{notes.short(fingerprint)}\nwhole fingerprint {fingerprint}\npublic key {held.public}"
    run.show({"fingerprint": fingerprint, "public": held.public, "installation": instance}, words)


@key.command()
@click.option(
    "--lost", is_flag=True, help="The old key is gone: nobody signs for the new one, and every check says so."
)
@verb
def renew(run: Invocation, lost: bool) -> None:
    """Put a new key in use. The old one signs for it, so that old and new checkpoints hold together."""
    run.open_database()
    from schoolgate.ledger import actions, notes

    fingerprint = actions.renew_signing_key(actor=operator(), lost=lost)
    words = (
        f"The key is now {notes.short(fingerprint)}. Back the folder of keys up, apart, and tell those who keep notes."
    )
    run.show({"fingerprint": fingerprint, "vouched": not lost}, words)
