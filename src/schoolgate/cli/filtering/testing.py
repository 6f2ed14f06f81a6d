"""Test a filter, write the test as one file, and serve the stand-in pages it asks for."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, harmless, verb
from schoolgate.kernel.errors import BadInputError

if TYPE_CHECKING:
    from schoolgate.filtering.models import FilterTest
    from schoolgate.filtering.probing.plans import Plan

LEVELS = ("infant", "junior", "staff", "guest")
SETS = ("stand-ins", "published", "over-blocking", "ways-round", "safe-search")
_A_TEST = "prb_"


@click.command()
@click.option("--plan", "said", metavar="FILE|REF", help="A plan: a file, or the ref of a test of the school.")
@click.option(
    "--level", type=click.Choice(LEVELS), default="junior", show_default=True, help="Without a plan: for whom."
)
@click.option("--try", "sets", type=click.Choice(SETS), multiple=True, help="Without a plan: what; again for more.")
@click.option("--zone", metavar="NAME", help="Without a plan: the domain of the stand-in pages.")
@click.option("--at", metavar="ADDRESS:PORT", default="", help="Without a plan: where the stand-in pages are.")
@click.option("--proxy", metavar="URL", help="Ask through this proxy.")
@click.option("--pac", metavar="URL", help="Ask through every proxy that this set-up file names.")
@click.option("--resolver", metavar="IP", help="Ask this name server, and open no page.")
@click.option("--direct", is_flag=True, help="Ask directly.")
@click.option("--results", type=click.Path(path_type=Path, file_okay=False), help="Keep what was seen in this folder.")
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False), help="Run nothing: write the test as a file.")
@verb
def probe(run: Invocation, said: str | None, sets: tuple[str, ...], write: Path | None, **how: Any) -> int:
    """Test a filter, ours or a supplier's: what should be blocked, what should be open, and the ways round it.

    A block counts only where, in the same run and by the same way, pages that should be open came through whole. Exit
    0: all was as it should be. 1: something was not. 2: it could not be run, or not everything could be told.
    With the ref of a test, what was found is kept at the school. --write FILE writes the whole test, with its plan
    inside, as one file that needs Python 3.8 and nothing else. A proxy's password is given in
    SCHOOLGATE_PROXY_PASSWORD, as user:password.
    """
    if sum(bool(how[name]) for name in ("proxy", "pac", "resolver", "direct")) > 1:
        raise click.UsageError("Say one way: --proxy, --pac, --resolver or --direct.")
    row = _test_of(run, said) if said and said.startswith(_A_TEST) else None
    plan = _plan(row, said, sets, how)
    if write:
        _write(run, plan, write)
        return 0
    from schoolgate.filtering.probing.alone import EXITS, summary, summary_words
    from schoolgate.filtering.probing.running import run_plan
    from schoolgate.filtering.probing.sending import keep_results

    document = run_plan(plan, run.progress)
    found = summary(plan, document)
    if how["results"]:
        found["kept"] = str(keep_results(document, how["results"]))
    if row is not None and not any(how[name] for name in ("proxy", "pac", "resolver", "direct")):
        from schoolgate.filtering import actions

        found["run"] = actions.take_results(row, document, came="here", actor=operator())[0].ref
    run.show(found, lambda: summary_words(found))
    return EXITS[found["judged"]]


@click.command("stand-in")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer at.")
@click.option("--port", type=int, default=8163, show_default=True)
@click.option(
    "--certificate", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Answer over TLS: PEM."
)
@click.option("--key", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Its key, if it is apart.")
@click.option("--zone", metavar="NAME", help="The domain of the stand-in pages.")
@click.option("--lists", type=click.Path(path_type=Path, file_okay=False), help="Write lists of their names, and end.")
@verb
def stand_in(
    run: Invocation,
    host: str,
    port: int,
    certificate: Path | None,
    key: Path | None,
    zone: str | None,
    lists: Path | None,
) -> None:
    """Serve the stand-in pages, with nothing on them, that a filter test asks for in place of harmful ones.

    Every name answers, so a name server needs one line for the whole domain. With --lists FOLDER it serves nothing and
    writes a list of one name for each category, as `filter compile` reads them and suppliers' filters load them.
    """
    from schoolgate.filtering.probing.stand_in import ZONE, stand_in_server, write_lists

    if lists:
        written = [str(path) for path in write_lists(lists, zone or ZONE)]
        run.show({"zone": zone or ZONE, "lists": written}, f"{len(written)} lists are in {lists}.")
        return
    try:
        server = stand_in_server(host, port, certificate, key)
    except OSError as error:
        raise BadInputError(
            f"{host}:{port}", f"{error.strerror or error}.", "Say another --port, or --host."
        ) from error
    click.echo(f"Stand-in pages answer at {host}:{server.server_address[1]}. Stop with Ctrl-C.", err=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    finally:
        server.server_close()


def _test_of(run: Invocation, ref: str) -> "FilterTest":
    run.open_database()
    from schoolgate.filtering import actions
    from schoolgate.people.queries import school

    return actions.find_test(school(run.school), ref)


def _plan(row: "FilterTest | None", said: str | None, sets: tuple[str, ...], how: dict[str, Any]) -> "Plan":
    from types import SimpleNamespace

    from schoolgate.filtering.probing.alone import with_ways
    from schoolgate.filtering.probing.plans import WrongPlanError, plan_from

    try:
        if row is not None:
            from schoolgate.filtering import actions

            made = actions.plan_of(row)
        elif said:
            made = plan_from(json.loads(Path(said).read_text(encoding="utf-8")))
        else:
            made = _usual(sets, how)
        return with_ways(made, SimpleNamespace(**how))
    except OSError as error:
        raise BadInputError(str(said), f"{error.strerror}.", "Check the path.") from error
    except WrongPlanError as error:
        raise BadInputError(said or "the plan", f"{error}.", "Plan it again, on the page of filter tests.") from error
    except ValueError as error:
        raise BadInputError(str(said), f"it is no JSON: {error}.", "Give a plan as it was written.") from error


def _usual(sets: tuple[str, ...], how: dict[str, Any]) -> "Plan":
    """A plan of what was said: as it ships, for one level."""
    from schoolgate.filtering.probing.making import trials
    from schoolgate.filtering.probing.plans import DIRECT, Plan, Way
    from schoolgate.filtering.probing.stand_in import ZONE
    from schoolgate.gates.web.levels import SHIPPED

    level = next(one for one in SHIPPED if one.key == how["level"])
    zone = (how["zone"] or ZONE).lower().strip(".")
    tests = trials(level, sets or SETS, zone=zone, at=how["at"])
    return Plan("", "", "", level.words, tests, (Way(DIRECT),), zone=zone, at=how["at"])


def _write(run: Invocation, plan: "Plan", to: Path) -> None:
    from schoolgate.filtering.probing.one_file import one_file
    from schoolgate.filtering.probing.plans import fingerprint, plan_document

    if not to.parent.is_dir():
        raise BadInputError(str(to.parent), "there is no such folder.", "Make it first.")
    to.write_text(one_file(json.dumps(plan_document(plan)), to.name), encoding="utf-8")
    to.chmod(0o700)  # the key inside seals results
    told = f"Written: {to}. Run it there: python3 {to.name}"
    run.show({"file": str(to), "tests": len(plan.tests), "plan_digest": fingerprint(plan)}, harmless(told))
