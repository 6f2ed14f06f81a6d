"""A list of training taken: what would be noted, whose names are asked about, and what cannot be used; shown first."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from schoolgate.feeds.contract import Reject, Row
from schoolgate.frame.actor import Actor
from schoolgate.intake.loads.contract import Applied, Change, Plan, planned
from schoolgate.kernel.names import folded, same_number
from schoolgate.learning.access import TRAINERS
from schoolgate.learning.actions.lists import Said, load_list, name_digest, take_back_list
from schoolgate.learning.matching import Adult, match, written
from schoolgate.learning.models import Attendance, Course, NameAsked
from schoolgate.people import directory
from schoolgate.people.models import Identifier, School

NOTED: Final = "noted"
ASKED: Final = "asked"


@dataclass(frozen=True, slots=True)
class _Training:
    key: str = "training"
    words: str = "Training taken"
    feeds: tuple[str, ...] = ("training-csv",)
    roles: tuple[str, ...] = TRAINERS
    holder: str = "office"
    verbs: Mapping[str, str] = MappingProxyType({NOTED: "would be noted", ASKED: "would be asked about"})

    def plan(self, school: School, rows: Iterable[Row], *, on: date) -> Plan:
        return _Planning(school, on).plan(rows)

    def apply(self, school: School, plan: Plan, *, ref: str, actor: Actor, at: datetime) -> Applied:
        load_list(school, [_said(change) for change in plan.changes], ref=ref, actor=actor, at=at)
        verbs = [change.verb for change in plan.changes]
        return Applied({verb: verbs.count(verb) for verb in self.verbs})

    def undo(self, school: School, *, ref: str, actor: Actor, at: datetime) -> Applied:  # noqa: ARG002
        return Applied({"taken back": take_back_list(school, ref, actor=actor)})


LOAD: Final = _Training()


class _Planning:
    """One plan in the making."""

    def __init__(self, school: School, on: date) -> None:
        self.school, self.on = school, on
        self.adults = _adults(school, on)
        self.names = {one.ref: one.name for one in self.adults}
        courses = Course.objects.for_school(school).filter(ended_on=None)
        self.courses = {folded(course.title): course for course in courses}
        taken = Attendance.objects.for_school(school).values_list("course__ref", "person__ref", "on")
        asked = NameAsked.objects.for_school(school).values_list("course__ref", "digest", "on")
        self.known: set[tuple[str, str, str]] = {
            (course, who, day.isoformat()) for course, who, day in (*taken, *asked)
        }

    def plan(self, rows: Iterable[Row]) -> Plan:
        plan = planned(rows, self._row)
        asked = sum(change.verb == ASKED for change in plan.changes)
        remarks = (f"Of {asked} rows it is not sure whose name it is: you are asked, on the page of training.",)
        return replace(plan, remarks=remarks if asked else ())

    def _row(self, row: Row) -> Change | Reject | None:
        said, raw = row.values, ", ".join(value for value in row.values.values() if value)
        course = self.courses.get(folded(said["course"]))
        if course is None:
            return Reject(row.line, self._no_course(said["course"]), raw, row.part)
        if said["on"] > self.on.isoformat():
            return Reject(row.line, "The day it was taken is still to come.", raw, row.part)
        name, found = written(said) or said.get("email", "") or said.get("staff_code", ""), match(said, self.adults)
        if not found.person and not found.may:
            return Reject(row.line, "Nobody who works here has that name, e-mail address or staff code.", raw, row.part)
        key = (course.ref, found.person or name_digest(self.school, name), said["on"])
        if key in self.known:
            return None
        self.known.add(key)
        payload: dict[str, object] = {
            "course": course.ref,
            "person": found.person,
            "name": "" if found.person else name,
            "may": list(found.may),
            "on": said["on"],
            "until": said.get("until", ""),
        }
        maybe = " or ".join(self.names[ref] for ref in found.may[:4])
        words = f"{course.title}, {said['on']}" + ("" if found.person else f": is it {maybe}?")
        return Change(NOTED if found.person else ASKED, self.names.get(found.person, name), words, payload, row.line)

    def _no_course(self, title: str) -> str:
        titles = {key: course.title for key, course in self.courses.items()}
        near = difflib.get_close_matches(folded(title), titles, n=1)
        more = f" Is it “{titles[near[0]]}”?" if near else " Add it on the page of training first."
        return f"No course of that name is on the list.{more}"


def _adults(school: School, on: date) -> list[Adult]:
    """Those who hold a role now or will. A pupil and a parent are nobody a list of training speaks of."""
    listed = [one for one in directory.adults(school, on) if one.roles]
    schemes = (Identifier.Scheme.EMAIL, Identifier.Scheme.STAFF)
    rows = Identifier.objects.for_school(school).known().filter(scheme__in=schemes)
    rows = rows.filter(person__ref__in=[one.ref for one in listed])
    numbers: dict[tuple[str, str], set[str]] = {}
    for row in rows.select_related("person"):
        numbers.setdefault((row.person.ref, row.scheme), set()).add(row.value)
    return [
        Adult(
            one.ref,
            one.name,
            tuple({value.casefold() for value in {one.email, *numbers.get((one.ref, schemes[0]), ())} if value}),
            tuple(same_number(value) for value in numbers.get((one.ref, schemes[1]), ())),
        )
        for one in listed
    ]


def _said(change: Change) -> Said:
    told = dict(change.payload)
    may = told["may"]
    assert isinstance(may, list)
    until = str(told["until"])
    return Said(
        course=str(told["course"]),
        person=str(told["person"]),
        name=str(told["name"]),
        may=tuple(str(ref) for ref in may),
        on=date.fromisoformat(str(told["on"])),
        until=date.fromisoformat(until) if until else None,
    )
