"""What the page of one file shows, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from schoolgate.feeds.contract import Column
from schoolgate.feeds.registry import FEEDS
from schoolgate.intake import access, fingerprints, queries
from schoolgate.intake.loads.contract import Change
from schoolgate.intake.loads.registry import LOADS
from schoolgate.intake.models import Delivery
from schoolgate.intake.pages.listing import row
from schoolgate.intake.pages.people import names
from schoolgate.intake.takers.registry import goes_on
from schoolgate.ledger import kinds
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import Visit

A_PAGE: Final = 50
_REJECTS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of the file: its first values, and which of ours it is."""

    name: str
    place: str
    values: tuple[str, ...]
    chosen: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Verb:
    key: str
    words: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Doing:
    """A line of its history."""

    at: datetime
    who: str
    what: str


def summary(delivery: Delivery, here: Visit) -> dict[str, Any]:
    """What anybody may be shown who may give files."""
    told = lines(school_chain(here.school.ref), labels=[Label.SCHOOL], subject=delivery.ref, at_most=50)
    known = names(here.school, [delivery.given_by, *(line.actor for line in told)])
    words = {kind.key: kind.words for kind in kinds.everything()}
    sees = access.may_see(here.roles, here.actor, delivery)
    waits = delivery.state in (Delivery.State.MAPPING, Delivery.State.READY, Delivery.State.REFUSED)
    return {
        "row": row(delivery, here, known.get(delivery.given_by, "")),
        "delivery": delivery,
        "way": Delivery.Way(delivery.way).label,
        "sees": sees,
        "may_name": waits and (sees or (not delivery.feed and delivery.given_by == here.actor.ref)),
        "history": [Doing(line.at, known.get(line.actor, ""), words.get(line.kind, "")) for line in reversed(told)],
        "states": Delivery.State,
        "goes_on": goes_on(delivery, here.roles),
    }


def contents(delivery: Delivery, asked: Mapping[str, str], posted: Mapping[str, str]) -> dict[str, Any]:
    """What only those may be shown whom the load names."""
    found: dict[str, Any] = {"notes": delivery.looked.get("notes", [])}
    if delivery.state == Delivery.State.MAPPING and delivery.feed:
        found |= _mapping(delivery, posted)
    if delivery.plan:
        found |= _preview(delivery, asked)
        found["notes"] = [note for note in found["notes"] if note not in found["plan"].remarks]
    rejects = queries.rejects(delivery)
    found["rejects"], found["more_rejects"] = rejects[:_REJECTS_SHOWN], max(0, len(rejects) - _REJECTS_SHOWN)
    return found


def posted_mapping(delivery: Delivery, posted: Mapping[str, str]) -> dict[str, str]:
    headings = delivery.looked.get("headings", [])
    return {heading: posted.get(f"column-{place}", "") for place, heading in enumerate(headings)}


def _mapping(delivery: Delivery, posted: Mapping[str, str]) -> dict[str, Any]:
    looked = delivery.looked
    guesses = {heading: (column, sureness) for heading, column, sureness in looked["guesses"]}
    chosen = posted_mapping(delivery, posted) if posted.get("do") == "map" else None
    rows = looked["rows"]
    headings = [
        Heading(
            heading,
            f"column-{place}",
            tuple(dict.fromkeys(row[place] for row in rows if row[place]))[:3],
            chosen[heading] if chosen else guesses[heading][0],
            guesses[heading][1] >= 0.9,
        )
        for place, heading in enumerate(looked["headings"])
    ]
    earlier = queries.earlier_mapping(delivery)
    columns: tuple[Column, ...] = FEEDS.get(delivery.feed).columns
    return {
        "headings": headings,
        "columns": columns,
        "needed": [column for column in columns if column.required],
        "changed": _changed(earlier.headings, looked["headings"]) if earlier else None,
    }


def _changed(before: list[str], now: list[str]) -> fingerprints.Changed | None:
    """What differs from last time's headings; nothing of a list that has little to do with that one."""
    found = fingerprints.changed(before, now)
    return found if 2 * len(found.went) <= len(before) else None


def _preview(delivery: Delivery, asked: Mapping[str, str]) -> dict[str, Any]:
    plan = queries.preview(delivery)
    verbs = LOADS.get(delivery.load).verbs
    show = asked.get("show", "")
    chosen = [change for change in plan.changes if not show or change.verb == show]
    at = asked.get("page", "")
    number = int(at) if at.isdecimal() and len(at) < 7 else 1
    first = max(0, number - 1) * A_PAGE
    shown: list[Change] = chosen[first : first + A_PAGE]
    counted = {verb: sum(change.verb == verb for change in plan.changes) for verb in verbs}
    return {
        "plan": plan,
        "verbs": [Verb(key, words, counted[key], key == show) for key, words in verbs.items() if counted[key]],
        "verb_words": dict(verbs),
        "shown": [(change, verbs.get(change.verb, change.verb)) for change in shown],
        "show": show,
        "of": len(chosen),
        "from": first + 1,
        "to": first + len(shown),
        "earlier_page": number - 1 if number > 1 and chosen else 0,
        "later_page": number + 1 if first + A_PAGE < len(chosen) else 0,
    }
