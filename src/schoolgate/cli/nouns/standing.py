"""How the promises of the policy in force stand, today or on another day.

The same answer as the living policy's page gives, from the same records.
"""

from datetime import date, datetime
from typing import Any

import click

from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.evidence.judging import PolicyStanding, PromiseStanding
from schoolgate.kernel.errors import NotFoundError
from schoolgate.kernel.standings import Standing
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.screens import mark_for


@click.command()
@click.option("--on", type=DAY, help="The day asked about; today if left out.")
@click.option(
    "--known-at",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M", "%Y-%m-%d"]),
    help="As it was known then, at the school's own time; now if left out.",
)
@verb
def command(run: Invocation, on: date | None, known_at: datetime | None) -> None:
    """Say how every promise stands, and why."""
    run.open_database()
    from zoneinfo import ZoneInfo

    from schoolgate.evidence import queries
    from schoolgate.people import queries as people
    from schoolgate.people.access import today

    school = people.school(run.school)
    day = on or today(school)
    known = known_at.replace(tzinfo=known_at.tzinfo or ZoneInfo(school.time_zone)) if known_at else None
    found = queries.standing(school, on=day, known_at=known)
    if found is None:
        raise NotFoundError(
            f"The policy of {school.name}",
            f"had not been put in force by {_day(day)}{', as known then' if known else ''}.",
            "Put one in force: schoolgate policy adopt FILE.",
        )
    document = _document(found, school.ref, known)
    run.show(document, lambda: _words(document, found.policy.reading.document.title or found.policy.filename))


def _document(found: PolicyStanding, school: str, known: datetime | None) -> dict[str, Any]:
    return {
        "school": school,
        "policy": {"version": found.policy.version, "number": found.policy.number, "file": found.policy.filename},
        "on": found.on,
        "known_at": known,
        "answered": found.answered,
        "counts": {standing.value: found.count(standing) for standing in Standing},
        "promises": [_promise(promise) for promise in found.promises],
        "would_answer": [
            {"source": source.words, "holder": ROLES[source.holder], "promises": count}
            for source, count in found.files_that_would_answer()
        ],
    }


def _promise(judged: PromiseStanding) -> dict[str, Any]:
    clause, finding = judged.promise.clause, judged.finding
    return {
        "number": judged.promise.number,
        "ref": judged.promise.ref,
        "text": clause.text,
        "heading": clause.heading,
        "who": clause.who,
        "when": clause.when,
        "confirmed": judged.promise.confirmed,
        "standing": finding.standing,
        "stale": finding.stale,
        "because": finding.because,
        "by": finding.by,
        "until": finding.until,
        "checks": [{"check": key, "standing": said.standing, "because": said.because} for key, said in judged.checks],
    }


def _words(document: dict[str, Any], title: str) -> str:
    count = len(document["promises"])
    lines = [f"{title}, {_day(document['on'])}", f"We can answer {document['answered']} of {count} promises.", ""]
    for promise in document["promises"]:
        mark = mark_for(promise["standing"], stale=promise["stale"]).words
        if promise["until"]:
            mark += f" by {promise['by']} until {_day(promise['until'])}"
        lines += [f"{promise['number']:>4}. {mark}: {promise['text']}", f"      {promise['because']}"]
    for source in document["would_answer"]:
        lines += ["", f"{source['source']} ({source['holder']}) would answer {source['promises']} more."]
    return "\n".join(lines)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
