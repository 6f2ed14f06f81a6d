"""Loading a directory's list of its accounts, by the same way in as the pages, and listing the accounts."""

from pathlib import Path
from typing import Any, Final

import click

from schoolgate.cli.files.loading import AUTO, Loading
from schoolgate.cli.invocation import Invocation, verb

_ACCOUNTS: Final = Loading(
    "accounts",
    "a list of a directory’s accounts",
    {"google": "accounts-google", "gam": "accounts-gam", "entra": "accounts-entra", "m365": "accounts-m365"},
    {one: one for one in ("added", "tied", "changed", "gone")},
)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--format", "spelling", type=click.Choice([*_ACCOUNTS.feeds, AUTO]), default=AUTO, help="Whose list; found out."
)
@click.option("--dry-run", is_flag=True, help="Only say what would change; nothing is kept.")
@click.option("--anyway", is_flag=True, help="Yes to what it asks: that the list is whole, and this school's.")
@verb
def load(run: Invocation, path: Path, spelling: str, dry_run: bool, anyway: bool) -> None:
    """Load the accounts of the school's directory from PATH, a list of users that it exported.

    Says how many were added, tied to somebody by a number or address, blocked or opened, and are gone from the list. A
    list that leaves out accounts, or that is not plainly this school's, changes nothing until it is given again with
    --anyway. It can be undone: `intake undo`.
    """
    _ACCOUNTS.run(run, path, spelling, dry_run=dry_run, anyway=anyway, columns={})


@click.command("list")
@click.option("--nobodys", is_flag=True, help="Only those that are nobody's.")
@click.option("--gone", is_flag=True, help="Only those that the latest whole list did not name.")
@verb
def list_accounts(run: Invocation, nobodys: bool, gone: bool) -> None:
    """List the accounts of the school's directories: whose each is, by ref, and whether it works."""
    run.open_database()
    from schoolgate.estate import queries as estate
    from schoolgate.people import queries
    from schoolgate.people.access import today

    school = queries.school(run.school)
    every = [one for one in estate.every_account(school, on=today(school)) if not one.ended]
    chosen = [one for one in every if (not nobodys or estate.is_nobodys(one)) and (not gone or one.gone)]
    addresses = estate.addresses_of(school, [one.ref for one in chosen])
    found = [_plain(one, addresses[one.ref]) for one in sorted(chosen, key=lambda one: addresses[one.ref])]
    lines = [f"{one['account']}  {one['address']:<40} {one['state']:<8} {one['holder'] or 'nobody'}" for one in found]
    run.show(found, "\n".join(lines) or "None.")


def _plain(one: Any, address: str) -> dict[str, Any]:
    state = "gone" if one.gone else "blocked" if one.blocked else "works"
    return {
        "account": one.ref,
        "address": address,
        "directory": one.provider,
        "kind": one.kind,
        "holder": one.holder or None,
        "state": state,
        "gone_since": one.gone or None,
    }
