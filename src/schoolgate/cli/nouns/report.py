"""Papers to give away: list them, and make one."""

from datetime import date
from pathlib import Path

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError


@click.group()
def command() -> None:
    """List the papers Schoolgate writes, or make one."""


@command.command("list")
@verb
def list_reports(run: Invocation) -> None:
    """List every paper: for whom it is, and what is in it."""
    run.open_as_it_is()
    from schoolgate.reports.registry import REPORTS

    rows = [
        {
            "key": report.key,
            "title": str(report.title),
            "for": str(report.whom),
            "words": str(report.words),
            "record": report.record,
        }
        for report in REPORTS
    ]
    run.show(rows, "\n".join(f"{row['key']:<16} {row['title']}. {row['words']}" for row in rows))


@command.command("make")
@click.argument("name")
@click.option("--term", help="The term it tells of, by its name in the calendar: autumn-2026.")
@click.option("--on", type=DAY, help="The day it tells of, in place of a term; today if left out.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE.pdf")
@verb
def make(run: Invocation, name: str, term: str | None, on: date | None, out: Path) -> None:
    """Make the paper NAME and write it to FILE.pdf, keep it, and enter it in the permanent record.

    With --term it tells how the term began and ended, or how it stands today while the term runs.
    Where the record goes along, FILE.zip beside it holds both, with what checks them on any computer with Python.
    """
    if out.suffix.lower() != ".pdf":
        raise BadInputError(str(out), "a paper is a PDF.", "Say a name that ends in .pdf.")
    if term and on:
        raise BadInputError("--term", "it was given together with --on.", "Say one of the two: a term, or a day.")
    run.open_database()
    from schoolgate.people import queries as people
    from schoolgate.reports import actions
    from schoolgate.reports.registry import REPORTS
    from schoolgate.reports.terms import term_of

    school, report, by = people.school(run.school), REPORTS.get(name), operator()
    pack = out.with_suffix(".zip") if report.record else None
    taken = next((path for path in (out, pack) if path is not None and path.exists()), None)
    if taken is not None:
        raise BadInputError(str(taken), "there is a file already.", "Say another name; papers are kept.")
    run.progress("Writing it...")
    of = term_of(school, term) if term else None
    made = actions.make(school, report, on=on, term=of, actor=by, actor_name=by.on_behalf_of or by.ref)
    files = [(out, made.pdf), *([(pack, made.data)] if pack else [])]
    for path, data in files:
        _write(path, data)
    told = "\n".join(f"{path}: {len(data)} bytes" for path, data in files)
    document = {
        "ref": made.ref,
        "report": report.key,
        "term": {"name": of.title, "starts": of.starts, "ends": of.ends, "on": of.day} if of else None,
        "contents": made.contents,
        "files": [path for path, _ in files],
    }
    run.show(document, f"{told}\nIts fingerprint: {made.contents}")


def _write(out: Path, data: bytes) -> None:
    try:
        with out.open("xb") as file:
            file.write(data)
    except OSError as error:
        raise BadInputError(str(out), f"it cannot be written: {error.strerror}.", "Say another place.") from None
