"""Change who looks after the machinery: end what one technician could do, and let the next one in."""

from datetime import date
from typing import TYPE_CHECKING

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb

if TYPE_CHECKING:
    from schoolgate.caretaking.actions.handover import HandedOver

SHEET = """
Tick as you go. What Schoolgate cannot do for you:

  [ ] Take back keys to the server room, laptops, and backup disks.
  [ ] End their log-in on the server itself, and their SSH keys.
  [ ] Change the passwords they knew: the server's own, the mail server's (SCHOOLGATE_SMTP), the database's
      (DATABASE_URL), the router's, the internet provider's, the directory's administrator.
  [ ] Change the passphrase of the backups, and take a new backup: schoolgate backup --to DIR --keys-to OTHER
  [ ] Put the copy of the keys where they cannot reach it.
  [ ] Make new ways in for machines that were ended: schoolgate token add
  [ ] Take out site.key and start again, if they may have copied it: everybody signs in anew.
  [ ] Run schoolgate doctor together with whoever comes, and ledger verify.
  [ ] Tell the data protection officer that access changed hands."""


@click.command()
@click.option("--from", "leaving", required=True, metavar="EMAIL", help="Whoever goes: the address they sign in by.")
@click.option("--to", "email", required=True, metavar="EMAIL", help="Whoever comes: the address they will sign in by.")
@click.option("--name", required=True, help="The newcomer's name.")
@click.option("--company", default="", help="Whom they work for, where they are not of the school.")
@click.option("--until", type=DAY, help="The day after their contract ends.")
@click.option("--all-tokens", is_flag=True, help="End every way in for machines, not only those they made.")
@click.option("--rotate-keys", is_flag=True, help="Put a new key in use and lock every word and file again.")
@verb
def command(
    run: Invocation,
    leaving: str,
    email: str,
    name: str,
    company: str,
    until: date | None,
    all_tokens: bool,
    rotate_keys: bool,
) -> None:
    """Change who looks after the machinery at the school. Prints a one-time link for the newcomer and a sheet to tick.

    Whoever goes: their roles, sign-in, sessions and the ways in for machines they made end at once.
    """
    run.open_database()
    from schoolgate.caretaking.actions import handover
    from schoolgate.people import queries

    coming = handover.Coming(name, email, company, until)
    done = handover.hand_over(
        queries.school(run.school),
        leaving,
        coming,
        actor=operator(),
        all_tokens=all_tokens,
        rotate_keys=rotate_keys,
    )
    run.show(done, lambda: _words(done))


def _words(done: "HandedOver") -> str:
    told = [
        f"{done.gone} looks after nothing here any more: sign-in taken, {done.sessions} sessions and"
        f" {len(done.tokens)} ways in for machines ended.",
        f"{done.come} has: {', '.join(done.roles)}.",
    ]
    if done.link:
        told.append(f"Give them this link; it works once, within three days:\n{done.link}")
    else:
        told.append("They sign in as they do already.")
    if done.locked_again is not None:
        told.append(f"A new key is in use; {done.locked_again} words and files were locked again.")
        told.append(
            "Take a new backup, with the keys apart; then, when no older backup is needed, schoolgate keys retire."
        )
    else:
        told.append("The keys were left. If they may have a copy: schoolgate keys rotate.")
    return "\n".join(told) + "\n" + SHEET
