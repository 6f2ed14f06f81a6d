"""How the promises of the policy in force stand, today or on another day.

The same answer as the living policy's page gives, from the same records.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.evidence.intervals import DayToldTwice, Said
from schoolgate.evidence.judging import PolicyStanding, PromiseStanding
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.kernel.standings import Standing
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.screens import mark_for

_KNOWN_AT = click.option(
    "--known-at",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M", "%Y-%m-%d"]),
    help="As it was known then, at the school's own time; now if left out.",
)


@click.group(invoke_without_command=True)
@click.option("--on", type=DAY, help="The day asked about; today if left out.")
@_KNOWN_AT
@verb
def command(run: Invocation, on: date | None, known_at: datetime | None) -> None:
    """Say how every promise stands, and why.

    Of a past day it also says where its page said something else on that day: what was known then, and what is known
    now, are told apart.
    """
    if click.get_current_context().invoked_subcommand is not None:
        return
    run.open_database()
    from schoolgate.evidence import queries
    from schoolgate.people import queries as people
    from schoolgate.people.access import today

    school = people.school(run.school)
    day = on or today(school)
    known = _at(known_at, school.time_zone)
    found = queries.standing(school, on=day, known_at=known)
    if found is None:
        raise NotFoundError(
            f"The policy of {school.name}",
            f"had not been put in force by {_day(day)}{', as known then' if known else ''}.",
            "Put one in force: schoolgate policy adopt FILE.",
        )
    told = queries.then_and_now(school, day, known_at=known, found=found)
    document = _document(found, school.ref, known) | {"looked": told.looked, "said_otherwise": _otherwise(told)}
    run.show(document, lambda: _words(document, found.policy.reading.document.title or found.policy.filename))


@command.command()
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@click.option("--to", "last", type=DAY, help="The last day; today if left out.")
@_KNOWN_AT
@click.option("--out", type=click.Path(path_type=Path), help="A new file for every day's standing of every promise.")
@click.option("--on-behalf-of", default="", help="For whom you do this.")
@verb
def recompute(
    run: Invocation, first: date, last: date | None, known_at: datetime | None, out: Path | None, on_behalf_of: str
) -> None:
    """Reckon years of standings again, by the checks there are now. The same bytes come out every time.

    Nothing that was found is changed. The permanent record keeps that it was done, and the digest of what came out.
    """
    run.open_database()
    from schoolgate.evidence import actions
    from schoolgate.people import queries as people
    from schoolgate.people.access import today

    if out is not None and out.exists():
        raise BadInputError(str(out), "is there already, and nothing is written over.", "Name a new file.")
    school = people.school(run.school)
    known, end = _at(known_at, school.time_zone), last or today(school)
    run.progress(f"Reckoning {(end - first).days + 1} days again ...")
    done = actions.recompute(school, first=first, last=end, known_at=known, actor=operator(on_behalf_of))
    if out is not None:
        out.write_bytes(done.document)
    told = {name: getattr(done, name) for name in ("days", "promises", "intervals", "digest")}
    words = f"{done.days} days of {done.promises} promises, in {done.intervals} intervals.\nSHA-256 {done.digest}"
    run.show(told | {"out": out}, words)


def _at(given: datetime | None, time_zone: str) -> datetime | None:
    return given.replace(tzinfo=given.tzinfo or ZoneInfo(time_zone)) if given else None


def _otherwise(told: DayToldTwice) -> list[dict[str, Any]]:
    """Each promise of which the day's page said something else than is said of that day now."""
    return [
        {
            "ref": one.promise,
            "text": one.text,
            "then": _said(one.then),
            "now": _said(one.now),
            "other_versions": one.other_versions,
        }
        for one in told.differences
    ]


def _said(said: Said | None) -> dict[str, Any] | None:
    return said if said is None else {"standing": said.standing, "stale": said.stale, "because": said.because}


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
    return "\n".join(lines + _words_otherwise(document))


def _words_otherwise(document: dict[str, Any]) -> list[str]:
    known = "what was known then" if document["known_at"] else "what we know now"
    lines = [""] if document["said_otherwise"] else []
    for one in document["said_otherwise"]:
        then, now = _quoted(one["then"], "had no such promise"), _quoted(one["now"], "it is not in the policy")
        lines += [f"On {_day(document['on'])} the page said {then}. With {known}: {now}.", f"      {one['text']}"]
    return lines


def _quoted(said: dict[str, Any] | None, nothing: str) -> str:
    if said is None:
        return nothing
    return f"“{mark_for(said['standing'], stale=said['stale']).words}: {said['because']}”"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
