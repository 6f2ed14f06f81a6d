"""``filter setting``: what is agreed, how it came to be, and whether it is what serves. It signs nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb

if TYPE_CHECKING:
    from schoolgate.filtering.queries import InForce


@click.group()
def setting() -> None:
    """The setting that two people agreed. It is agreed on its page, by people who are signed in, and nowhere else."""


@setting.command()
@click.option("--version", "number", type=click.IntRange(1), help="Which one; the one in force if left out.")
@verb
def show(run: Invocation, number: int | None) -> None:
    """Say what is agreed: the whole document with its digest, and what waits to be agreed."""
    run.open_database()
    from schoolgate.filtering import queries
    from schoolgate.filtering.agreed import documents
    from schoolgate.kernel.errors import NotFoundError
    from schoolgate.people import queries as people

    school = people.school(run.school)
    one = queries.version(school, number) if number else queries.setting_in_force(school)
    if one is None:
        raise NotFoundError("the setting", "none is agreed here yet.", "Propose one on the filter’s page.")
    waiting = [{"ref": row.ref, "digest": row.digest, "status": row.status} for row in queries.proposal_rows(school)]
    told = {**_plain(one), "waiting": waiting, "document": documents.document(one.setting)}
    run.show(told, lambda: _words(one, len(waiting)))


@setting.command()
@verb
def history(run: Invocation) -> None:
    """Every version, newest first: since when, who agreed it, and each thing it changed."""
    run.open_database()
    from schoolgate.filtering import queries
    from schoolgate.filtering.agreed.comparing import differences
    from schoolgate.filtering.agreed.setting import Setting
    from schoolgate.filtering.pages.showing import versions_shown
    from schoolgate.people import queries as people

    school = people.school(run.school)
    known = {one.number: one for one in queries.versions(school)}
    told = []
    for shown in versions_shown(school):
        one, before = known[shown.number], known.get(shown.number - 1)
        found = differences(before.setting if before else Setting(), one.setting)
        signed = [{"name": each.name, "role": each.role, "at": each.at.isoformat()} for each in shown.signed]
        told.append({**_plain(one), "signed": signed, "changes": [each.words for each in found]})
    run.show(told, lambda: "\n".join(_line(each) for each in told) or "Nothing is agreed here yet.")


@setting.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--reason", required=True, help="Why, for those who are to agree.")
@verb
def propose(run: Invocation, file: Path, reason: str) -> None:
    """Propose the setting in FILE: a whole document as `show --json` gives it under "document", or only its parts.

    It waits on the filter's page until two people have agreed. The same proposed again waits once.
    """
    run.open_database()
    from schoolgate.cli.filtering import drafting
    from schoolgate.filtering import actions, queries
    from schoolgate.filtering.agreed.setting import Setting
    from schoolgate.people import queries as people

    school = people.school(run.school)
    now = queries.setting_in_force(school)
    wanted = drafting.draft_in(file, now.setting if now else Setting())
    row = actions.propose_change(school, wanted, reason, actor=operator())
    told = {"ref": row.ref, "digest": row.digest, "status": row.status}
    run.show(told, f"Proposed: {row.ref}. It waits for two people on the filter's page.")


def _plain(one: "InForce") -> dict[str, Any]:
    return {
        "ref": one.ref,
        "version": one.number,
        "digest": one.digest,
        "epoch": one.epoch,
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else None,
    }


def _words(one: "InForce", waiting: int) -> str:
    from schoolgate.filtering.agreed.wording import MODE_WORDS

    levels = "\n".join(
        f"  {level.key}: {level.words}, {len(level.block)} subjects closed" for level in one.setting.levels
    )
    waits = f"\n{waiting} changes wait to be agreed." if waiting else ""
    mode = MODE_WORDS[one.setting.serving.mode]
    return f"Version {one.number}, in force since {one.since:%d %B %Y}. The filter is {mode}.\n{levels}{waits}"


def _line(told: dict[str, Any]) -> str:
    names = " and ".join(each["name"] for each in told["signed"])
    changes = "\n".join(f"  {change}" for change in told["changes"])
    return f"Version {told['version']}, since {told['since'][:10]}, agreed by {names}:\n{changes}"
