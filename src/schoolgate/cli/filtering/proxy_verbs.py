"""The verbs of the filter's own proxy: serving, and the accounts that prove who a device is."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from schoolgate.cli.invocation import Invocation, verb

if TYPE_CHECKING:
    from schoolgate.filtering.ways_in.proxy.listening import Listener


@click.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="The folder of a school's filter.")
@click.option("--school", metavar="REF", help="Whose filter, where there is more than one.")
@click.option(
    "--listen", multiple=True, metavar="[NAME=]HOST:PORT", help="Where; 127.0.0.1:3128 if left out. Repeat it."
)
@click.option("--allow", multiple=True, metavar="NETWORK", help="May be gone to though it is not on the internet.")
@click.option(
    "--workers", type=click.IntRange(1, 16), default=1, show_default=True, help="Processes that share a port."
)
@click.option("--quiet", is_flag=True, help="Say nothing where all is well.")
@click.option("--pac", "as_pac", is_flag=True, help="Print the proxy settings for browsers, and end.")
@verb
def proxy(
    run: Invocation,
    folder: Path | None,
    school: str | None,
    listen: tuple[str, ...],
    allow: tuple[str, ...],
    workers: int,
    quiet: bool,
    as_pac: bool,
) -> None:
    """Filter, as a proxy that browsers are set to: HTTP, and https by tunnels that are decided by the site's name.

    Needs no database. Lists, rules and who is where are taken from the school's filter folder, and taken up anew when
    they change; decisions are written there. Settings are in its file proxy.toml; with --listen those of the file are
    not used. With --json one line is printed once it listens. Ctrl-C or SIGTERM lets what is under way finish.
    """
    from schoolgate.cli.filtering import proxying
    from schoolgate.filtering.ways_in.proxy.working import run as serve

    files = proxying.folder_of(run.data, school or run.school, folder)
    said = proxying.settings(files, listen, allow)
    if as_pac:
        click.echo(proxying.pac(said), nl=False)
        return

    def started(listeners: "list[Listener]") -> None:
        proxying.note(files, listeners)
        if quiet:
            return
        told = proxying.document(files, listeners)
        run.as_lines = run.as_json  # one line, so that whoever started it reads one line
        run.show(told, lambda: proxying.words(told))

    try:
        serve(files, said, started, workers=workers)
    finally:
        proxying.forget(files)


@click.command()
@click.argument("name")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="The folder of a school's filter.")
@click.option("--school", metavar="REF", help="Whose filter, where there is more than one.")
@click.option("--take-back", is_flag=True, help="From now on the account proves nothing.")
@verb
def account(run: Invocation, name: str, folder: Path | None, school: str | None, take_back: bool) -> None:
    """Make an account by which a device proves to the proxy who it is, and print its secret, once.

    NAME is the name as the school's directory has it. Only listeners with "accounts = true" ask for it. Another
    secret takes the place of the one before.
    """
    from schoolgate.cli.filtering import proxying
    from schoolgate.filtering.ways_in.proxy import accounts

    files = proxying.folder_of(run.data, school or run.school, folder)
    if take_back:
        accounts.take_back(files, name)
        run.show({"account": name, "taken_back": True}, f"{name} proves nothing any more.")
        return
    secret = accounts.make(files, name)
    run.show({"account": name, "secret": secret}, f"The secret of {name}, which is not shown again:\n{secret}")
