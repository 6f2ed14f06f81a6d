"""``filter helper`` and ``filter squid-config``: Squid as a way in. Neither needs the database."""

from pathlib import Path
from typing import Any

import click

from schoolgate.cli.invocation import Invocation, verb


@click.command()
@click.option("--folder", type=click.Path(path_type=Path), help="The school's filter folder, or --data and --school.")
@click.option("--listener", multiple=True, metavar="PORT=REF", help="The network or place a port of Squid's is for.")
@click.option("--inspecting", is_flag=True, help="Devices have the school's certificate, so that tunnels show a page.")
@verb
def helper(run: Invocation, folder: Path | None, listener: tuple[str, ...], inspecting: bool) -> None:
    """Answer Squid: what it asks on standard input, line by line, until that ends.

    Squid starts this itself, as the configuration says that squid-config writes. It reads the files in the folder as
    they are replaced, and never the database.
    """
    from schoolgate.cli.filtering import helping

    helping.run(folder or helping.folder_of(run), listener, inspecting=inspecting)


@click.command("squid-config")
@click.option("--folder", type=click.Path(path_type=Path), help="The school's filter folder, or --data and --school.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Where the files go.")
@click.option("--clients", multiple=True, metavar="RANGE", help="Who may use it; the school's networks if left out.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=3128, show_default=True, help="For devices set up for it."
)
@click.option(
    "--listener", multiple=True, metavar="PORT=REF", help="A further port, for a network or a place by its ref."
)
@click.option(
    "--intercept", nargs=2, type=click.IntRange(1, 65535), metavar="HTTP HTTPS", help="For devices not set up."
)
@click.option("--pages", default="", metavar="URL", help="Where Schoolgate's pages are, for the block page.")
@click.option("--inspect", is_flag=True, help="Look into encrypted sites, but never banks, health or government.")
@click.option("--check-greeting", is_flag=True, help="Decide tunnels also by the site that their greeting names.")
@click.option("--sign-in", is_flag=True, help="People sign in to the proxy; how is said in a file beside.")
@click.option("--reach", multiple=True, metavar="RANGE", help="A private range that may be reached all the same.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 where the file there is another.")
@verb
def squid_config(run: Invocation, folder: Path | None, out: Path, only_check: bool, **chosen: Any) -> int | None:
    """Write the configuration of Squid (squid-openssl of Debian 12) for a school, and have Squid itself try it.

    In the folder given with --out: squid.conf, own.conf for the school's own lines, rules for a firewall, and, where
    they are wanted, the certificates. Nothing there takes effect until Squid is told to use it.
    """
    from schoolgate.cli.filtering import configuring, helping

    files = folder or helping.folder_of(run)
    wanted = configuring.wanted(files.absolute(), out.absolute(), **chosen)
    if only_check:
        why = configuring.changed(wanted.out, wanted)
        run.show({"changed": bool(why), "why": why}, why or "It is as it was written.")
        return int(bool(why))
    told = configuring.write(wanted)
    run.show(told.document(), lambda: configuring.words(told))
    return None
