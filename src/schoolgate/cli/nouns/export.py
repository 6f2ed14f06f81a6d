"""Give a school everything it keeps here, in open formats."""

from pathlib import Path

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="A new folder.")
@verb
def command(run: Invocation, out: Path) -> None:
    """Give a school everything it keeps here: tables as CSV and JSON lines, files, the permanent record.

    Words and files are in clear in it. datapackage.json describes every table and column.
    """
    run.open_database()
    from schoolgate.caretaking.actions.leaving import export_school
    from schoolgate.people import queries

    school = queries.school(run.school)
    done = export_school(school, out, actor=operator())
    told = [f"{out}: {done.rows} rows of {len(done.tables)} tables, {done.files} files, and the permanent record."]
    told.append("NAMES AND WORDS ARE IN CLEAR IN IT: keep it where only those who may read them can.")
    run.show({"out": out, "rows": done.rows, "files": done.files, "tables": done.tables}, "\n".join(told))
