"""Push to a directory who may use what: look first, apply, undo, and see where it differs."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from schoolgate.estate.actions import Pushed
    from schoolgate.estate.pushing.contract import Directory, Way
    from schoolgate.estate.pushing.plan import Change
    from schoolgate.people.models import School


@click.group()
def command() -> None:
    """Push to the school's directory who may use what, as membership of groups named schoolgate-THING-LEVEL.

    Ways: csv and gam write a file that a technician applies; ldap and scim change the directory itself, as it is set up
    on the page Directories or by the options here. Only accounts of which something was decided are touched: those for
    whom access is switched on. A way changes nothing until a headteacher lets it act, on that page. It shows accounts,
    and never a reason.
    """


def _options[**P, R](verb_: "Callable[P, R]") -> "Callable[P, R]":
    for option in (
        click.option("--base", default="", metavar="DN", help="Below which accounts and groups are (ldap)."),
        click.option("--accounts", default="", metavar="WHOSE", help="google, microsoft or local-ad: whose accounts."),
        click.option("--ca", default="", metavar="FILE", help="The authority of its certificate, in PEM (ldap, scim)."),
        click.option(
            "--password-file", type=click.Path(path_type=Path), help="A file that holds its password or token."
        ),
        click.option("--bind", default="", metavar="DN", help="The account to sign in with (ldap)."),
        click.option(
            "--server", default="", metavar="ADDRESS", help="ldaps://HOST, https://HOST/scim/v2 (ldap, scim)."
        ),
        click.argument("way"),
    ):
        verb_ = option(verb_)
    return verb_


@command.command()
@_options
@verb
def plan(run: Invocation, way: str, **asked: Any) -> None:
    """Show what a push by WAY would change. Nothing is changed."""
    from schoolgate.estate.queries import planned
    from schoolgate.people.access import today

    school, by, directory, set_up = _opened(run, way, asked)
    changes = planned(school, by, today(school), directory, set_up["accounts"])
    run.show({"way": way, "changes": _plain(changes)}, lambda: _lines(changes))


@command.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the file (csv, gam).")
@_options
@verb
def apply(run: Invocation, way: str, out: Path | None, **asked: Any) -> None:
    """Make the changes by WAY, and keep which were made, so that they can be undone."""
    from schoolgate.estate import actions
    from schoolgate.estate.queries import planned
    from schoolgate.people.access import today

    school, by, directory, set_up = _opened(run, way, asked)
    _check_out(by, out)
    changes = planned(school, by, today(school), directory, set_up["accounts"])
    done = actions.push(school, by, changes, actor=operator(), directory=directory, server=set_up["server"])
    _write(done.text, out)
    told = {"way": way, "push": done.ref or None, "made": len(done.changes), "left": len(changes) - len(done.changes)}
    refused = [
        {**one, "why": why}
        for one, (_, why) in zip(_plain([each for each, _ in done.refusals]), done.refusals, strict=True)
    ]
    run.show({**told, "refused": refused}, lambda: _said(done, len(changes)))
    if done.refused:
        raise BadInputError("the push", f"it is not whole. {done.refused}", "Put that right, and apply again.")


@command.command()
@_options
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the file (csv, gam).")
@click.argument("ref")
@verb
def undo(run: Invocation, way: str, ref: str, out: Path | None, **asked: Any) -> None:
    """Take back by WAY the push REF, its latest."""
    from schoolgate.estate import actions

    school, by, directory, _ = _opened(run, way, asked)
    _check_out(by, out)
    done = actions.undo_push(school, ref, by, actor=operator(), directory=directory)
    _write(done.text, out)
    run.show({"way": way, "push": ref, "made": len(done.changes)}, lambda: f"{len(done.changes)} changes taken back.")


@command.command()
@_options
@verb
def drift(run: Invocation, way: str, **asked: Any) -> None:
    """Show where the directory differs: accounts active though all is closed, people with none, nobody's, unknown."""
    from schoolgate.estate.queries import drift as found_drift
    from schoolgate.people.access import today

    school, by, directory, set_up = _opened(run, way, asked)
    found = found_drift(school, by, today(school), directory, set_up["accounts"])
    told = {
        "active_while_closed": list(found.active_while_closed),
        "without_account": list(found.without_account),
        "of_nobody": list(found.of_nobody),
        "unknown": list(found.unknown),
    }
    run.show(told, lambda: "\n".join(f"{key}: {', '.join(each) or 'none'}" for key, each in told.items()))


def _opened(run: Invocation, way: str, asked: dict[str, Any]) -> "tuple[School, Way, Directory | None, dict[str, str]]":
    """The directory, where the way opens one, and how it was set up: by the options, or else as it is kept."""
    run.open_database()
    from schoolgate.estate.pushing.registry import WAYS
    from schoolgate.estate.queries import way_set
    from schoolgate.people import queries as people

    by = WAYS.get(way)
    school = people.school(run.school)
    kept = way_set(school, by)
    settings = {name: asked[name] or "" for name in ("server", "bind", "base", "ca")}
    if settings["server"]:
        with suppress(OSError, TypeError):
            settings["password"] = Path(asked["password_file"]).read_text().rstrip("\n")
    else:
        settings = {**settings, **kept.settings}
    whose = by.provider(asked["accounts"] or kept.provider)
    directory = by.connect(settings) if by.connect is not None else None
    return school, by, directory, {"accounts": whose, "server": settings["server"]}


def _said(done: "Pushed", wanted: int) -> str:
    lines = [f"{done.ref or 'nothing to push'}: {len(done.changes)} of {wanted} changes made."]
    lines += [f"not made: {_lines([change])}  {why}" for change, why in done.refusals]
    return "\n".join(lines)


def _check_out(way: "Way", out: Path | None) -> None:
    if way.render is not None and out is None:
        raise BadInputError("the push", "this way writes a file.", "Say where to, by --out FILE.")
    if out is not None and not out.parent.is_dir():
        raise BadInputError(str(out), "there is no such folder.", "Make it first.")


def _write(text: str, out: Path | None) -> None:
    if text and out is not None:
        out.write_text(text, newline="")
        out.chmod(0o600)  # accounts are often names


def _plain(changes: "Sequence[Change]") -> list[dict[str, object]]:
    return [{"do": "add" if one.add else "remove", "group": one.group, "account": one.account} for one in changes]


def _lines(changes: "Sequence[Change]") -> str:
    lines = [f"{'+' if one.add else '-'} {one.group}  {one.account}" for one in changes]
    return "\n".join(lines) or "Nothing would change."
