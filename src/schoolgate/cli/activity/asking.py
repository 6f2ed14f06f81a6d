"""Ask the log of web activity."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError

if TYPE_CHECKING:
    from schoolgate.activity.asking import Answer, Manifest
    from schoolgate.activity.questions.contract import Question

_SHOWN = 40  # rows, to a person; --json gives all


@click.command()
@click.argument("name", default="")
@click.argument("told", nargs=-1, metavar="[KEY=VALUE]...")
@click.option(
    "--engine", default="", metavar="ENGINE", help="duckdb, sail, spark, spark://HOST:PORT or sc://HOST:PORT."
)
@click.option("--parts", type=click.Path(path_type=Path), metavar="DIR", help="Ask what activity make made there.")
@click.option("--every-school", is_flag=True, help="All schools of this installation together.")
@verb
def ask(run: Invocation, name: str, told: tuple[str, ...], engine: str, parts: Path | None, every_school: bool) -> None:
    """Ask the question NAME of the log; without NAME, say which there are and what each may be told.

    KEY=VALUE tells it something, such as since=2026-09-07. What the school's own dates answer need not be said. The
    answer is whole with --json. What one person did is not answered here, but on its page, by permission and with a
    reason; of made-up activity (--parts) it is.
    """
    from schoolgate.activity.asking import ask
    from schoolgate.activity.questions.registry import QUESTIONS
    from schoolgate.activity.questions.saying import Wording

    if not name:
        run.show([_described(each) for each in QUESTIONS], lambda: "\n".join(map(_line, QUESTIONS)))
        return
    question = QUESTIONS.get(name)
    said: dict[str, Any] = dict(_pair(each) for each in told)
    missing: list[dict[str, Any]] = []
    if parts:
        manifest = _made(parts)
    else:
        usual, manifest, missing = _known(run, question, every_school)
        said = usual | said
    answer = ask(name, said, manifest, on=engine)
    rows = answer.table.to_pylist()
    says = question.says(rows, Wording(values=answer.values)) if rows else "Nothing."
    found = {"question": name, "words": question.words, "engine": answer.engine, "parts": answer.parts}
    run.show(
        {**found, "says": says, "seconds": round(answer.seconds, 3), "missing": missing, "rows": rows},
        lambda: _words(answer, says, rows, missing),
    )


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise BadInputError(text, "it says no value.", "Write KEY=VALUE, such as since=2026-09-07.")
    return key, value


def _made(folder: Path) -> "Manifest":
    from schoolgate.activity.making.writing import parts_of

    listed = parts_of(folder)

    def manifest(question: "Question", values: Any) -> Any:
        first, last = question.days(values)
        return {
            kind: [path for day, path in listed[kind] if (not first or day >= first) and (not last or day <= last)]
            for kind in question.over
        }

    return manifest


def _known(
    run: Invocation, question: "Question", every: bool
) -> tuple[dict[str, Any], "Manifest", list[dict[str, Any]]]:
    """What the school answers by itself, its manifest, and what of it is missing."""
    if question.whom == "person":
        raise BadInputError(
            question.key,
            "what one person did is not opened from the command line.",
            "Open it on the person’s own page: it needs a permission to look and a reason, and is kept as a look.",
        )
    run.open_database()
    from schoolgate.activity.filling import manifest_of, usual
    from schoolgate.activity.queries import missing
    from schoolgate.people import queries
    from schoolgate.people.access import today

    schools = queries.schools() if every else [queries.school(run.school)]
    gone = [
        {"school": school.ref, "day": each.day, "kind": each.kind, "rows": each.rows}
        for school in schools
        for each in missing(school)
    ]
    known = usual(question, schools[0], today(schools[0])) if schools else {}
    return known, lambda asked, values: manifest_of(schools, asked, values), gone


def _described(question: "Question") -> dict[str, Any]:
    parameters = [
        {"key": each.key, "words": each.words, "kind": each.kind, "default": each.default}
        for each in question.everything
    ]
    return {"key": question.key, "words": question.words, "example": question.example, "parameters": parameters}


def _line(question: "Question") -> str:
    may = ", ".join(each.key for each in question.everything)
    return f"{question.key}: {question.words}\n    {question.example}\n    It may be told: {may}."


def _words(answer: "Answer", says: str, rows: list[dict[str, Any]], missing: list[dict[str, Any]]) -> str:
    names = answer.table.column_names
    told = [[str(row[name]) or "-" for name in names] for row in rows[:_SHOWN]]
    wide = [max(len(line[place]) for line in [names, *told]) for place in range(len(names))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(line, wide, strict=True)) for line in [names, *told]]
    more = [f"... and {len(rows) - _SHOWN:,} rows more; --json gives all."] if len(rows) > _SHOWN else []
    gone = [f"{sum(each['rows'] for each in missing):,} rows are missing: they were found damaged."] if missing else []
    took = f"{answer.seconds:.3f} s by {answer.engine}, from {answer.parts:,} parts."
    return "\n".join([answer.question.words, says, *(line.rstrip() for line in lines), *more, *gone, took])
