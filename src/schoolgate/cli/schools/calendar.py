"""``schoolgate school calendar``: the term dates, set from a file and shown."""

import sys
from datetime import date
from pathlib import Path

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.clocks.terms import academic_year_of
from schoolgate.kernel.errors import BadInputError


@click.group()
def calendar() -> None:
    """Set the school's term dates, or show them."""


@calendar.command("set")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what is understood, and keep nothing.")
@verb
def set_dates(run: Invocation, file: Path, dry_run: bool) -> None:
    """Keep the term dates in FILE: lines as a letter has them, or a calendar file (.ics); - reads standard input.

    What is given of a kind (terms, half-term holidays, training days, closures) replaces that kind in that year.
    """
    run.open_database()
    from schoolgate.people import queries, terms
    from schoolgate.people.access import today
    from schoolgate.people.term_files import LARGEST, lines_of
    from schoolgate.people.term_lines import read_lines

    school = queries.school(run.school)
    data = _content(file, LARGEST)
    filed = data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"BEGIN:VCALENDAR")
    words = lines_of(data, file.name) if filed else data.decode("utf-8", "replace")
    read = read_lines(words, year=academic_year_of(today(school)))
    if not read.said:
        raise BadInputError(str(file), "no term dates were understood in it.", "Write: Autumn term: 2 September to ...")
    years = sorted(terms.as_given(school, read.said)) if dry_run else terms.keep(school, read.said, actor=operator())
    document = {
        "kept": not dry_run,
        "years": years,
        "understood": [{"kind": s.kind, "name": s.name, "first": s.first, "last": s.last} for s in read.said],
        "left": [{"line": line, "because": why} for line, why in read.left],
    }
    lines = [f"{s.name}: {spelt(s.first)} to {spelt(s.last)}" for s in read.said]
    lines += [f"Left out: “{line}”: {why}" for line, why in read.left]
    run.show(document, "\n".join([*lines, "Nothing is kept: --dry-run." if dry_run else "Kept."]))


@calendar.command("show")
@click.option("--on", type=DAY, help="A day in the academic year asked about; today if left out.")
@verb
def show_dates(run: Invocation, on: date | None) -> None:
    """Show the terms, training days and closures of an academic year; terms that nobody gave are marked assumed."""
    run.open_database()
    from schoolgate.people import queries, terms
    from schoolgate.people.access import today

    school = queries.school(run.school)
    year = terms.year(school, academic_year_of(on or today(school)))
    document = {
        "year": year.begins,
        "terms": [
            {
                "name": term.name,
                "first": term.starts,
                "last": term.ends,
                "half_term": [term.half_term.starts, term.half_term.ends] if term.half_term else None,
                "assumed": assumed,
            }
            for term, assumed in year.terms
        ],
        "days": [{"kind": row.kind, "name": row.name, "first": row.first, "last": row.last} for row in year.days],
    }
    lines = [
        f"{term.name}: {spelt(term.starts)} to {spelt(term.ends)}{' (assumed)' if assumed else ''}"
        for term, assumed in year.terms
    ]
    lines += [f"{row.name}: {spelt(row.first)} to {spelt(row.last)}" for row in year.days]
    run.show(document, "\n".join(lines))


def _content(file: Path, most: int) -> bytes:
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read(most + 1)
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        raise BadInputError(str(file), f"{error.strerror}.", "Check the path.") from None
