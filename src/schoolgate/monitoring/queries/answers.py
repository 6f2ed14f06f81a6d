"""Alerts that wait for whoever taught the lesson: who was asked, why they, and what they answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.evidence.queries import job
from schoolgate.kernel.errors import NotFoundError
from schoolgate.monitoring.models import Alert, AlertDecision
from schoolgate.people.access import today
from schoolgate.people.models import Group, School
from schoolgate.people.queries import names

# Why they were asked, by the key that ``queries.teaching`` gives.
WHY: Final = {
    "signed-in": "was signed in there then",
    "only": "the only one who works with it",
    "class-teacher": "the class teacher",
    "there": "the only one of its staff who was there",
    "stands-in": "stood in that day",
    "all": "nothing says which of them taught then",
}
_GONE: Final = "It waits for nobody any more."


@dataclass(frozen=True, slots=True)
class Answer:
    """``waits`` says whom it waits for and why they; ``said`` what was answered, empty until anybody has. ``teacher``
    is the ref of who answered with words."""

    waits: str = ""
    said: str = ""
    teacher: str = ""


def answers(school: School, rows: Iterable[Alert]) -> dict[int, Answer]:
    """By the key of each alert that waits."""
    last: dict[int, AlertDecision] = {}
    for one in AlertDecision.objects.for_school(school).filter(alert__in=list(rows)).order_by("at", "pk"):
        last[one.alert_id] = one
    called = names(school, {each["person"] for one in last.values() for each in one.asked_of})
    groups = dict(Group.objects.for_school(school).values_list("ref", "name"))
    return {row.pk: _answer(school, last.get(row.pk), called, groups) for row in rows}


def whom(made: AlertDecision) -> str:
    """Who was asked, and why they: "Ruth Lark (Wren class: the class teacher)"."""
    called = names(made.school, {each["person"] for each in made.asked_of})
    group = Group.objects.for_school(made.school).filter(ref=made.asked).first()
    return _whom(made, called, group.name if group else "Class")


def _whom(made: AlertDecision, called: Mapping[str, str], group: str) -> str:
    said = [called.get(one["person"], "Somebody who left") for one in made.asked_of]
    who = said[0] if len(said) == 1 else f"{len(said)} adults" if said else "The teacher"
    return f"{who} ({group}: {WHY[made.asked_why]})" if made.asked_why in WHY else f"{who} ({group})"


def _answer(school: School, last: AlertDecision | None, called: Mapping[str, str], groups: Mapping[str, str]) -> Answer:
    if last is None:
        return Answer(said=_GONE)
    group, at = groups.get(last.asked, "Class"), last.at.astimezone(ZoneInfo(school.time_zone))
    waits = f"{_whom(last, called, group)}, asked {at:%A} {at:%H:%M}"
    asked = last.asked_of or [{"person": "", "job": last.job}]
    notes = [(one["person"], _note(school, one["job"])) for one in asked]
    told = [(ref, note) for ref, note in notes if note is not None]
    if not told:
        return Answer(waits)
    said = [_said(called.get(ref, f"The {group} teacher"), note) for ref, note in told]
    if (left := len(notes) - len(told)) > 0:
        said.append("One has not answered yet." if left == 1 else f"{left} have not answered yet.")
    return Answer(waits, " ".join(said), next((ref for ref, note in told if note), ""))


def _said(who: str, note: str) -> str:
    return f"{who} answered: {note}" if note else f"{who} answered, and wrote nothing."


def _note(school: School, ref: str) -> str | None:
    """What was answered; None while it is waited for."""
    if not ref:
        return ""
    try:
        found = job(school, ref, on=today(school))
    except NotFoundError:
        return ""
    return None if found.state == "open" else found.note
