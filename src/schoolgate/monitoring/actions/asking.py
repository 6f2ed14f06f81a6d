"""Asking whoever taught a lesson what its class was doing, and keeping that it was being taught."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.evidence.actions import AskedOf, ask_person
from schoolgate.evidence.queries import job
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.monitoring.models import Alert, AlertDecision
from schoolgate.monitoring.queries.teaching import staff_of, who_taught
from schoolgate.people.access import Visit, today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import calendar

KIND: Final = "ask-teacher"
_LEAST_WORDS: Final = 5
_NEAR: Final = 17  # days: over the longest break of a term


@dataclass(frozen=True, slots=True)
class Lesson:
    """Whose lesson it was, and what was being taught, in their words."""

    teacher: Person
    words: str


def ask_teacher(here: Visit, row: Alert, made: AlertDecision) -> None:
    """Ask whoever taught then, each by a job of their own that names no child; ``made`` keeps whom, and why they.
    Raises ``BadInputError`` where nobody is known."""
    found = who_taught(here.school, row)
    if not found.asked:
        raise BadInputError(
            "Asking the teacher", "nobody is known to teach there.", "Have a word yourself, or open a concern."
        )
    when = row.last_at.astimezone(ZoneInfo(here.school.time_zone))
    words = (
        f"What was your class doing on {when:%-d %B} at {when:%H:%M}? Tell the safeguarding lead; if you were teaching "
        "it, say what"
    )
    due = _next_school_day(here.school)
    for person, group in found.asked:
        asked = AskedOf(f"{row.ref}:{person.ref}", words, due, "dsl", 5)
        ref = ask_person(person, KIND, asked, actor=here.actor)
        made.asked_of.append({"person": person.ref, "job": ref, "group": group})
    made.asked, made.asked_why = found.asked[0][1], found.why
    made.job = next((one["job"] for one in made.asked_of if one["job"]), "")


def _next_school_day(school: School) -> date:
    """A teacher who is asked on a Friday answers on Monday. Tomorrow, where no school day is near."""
    known, day = calendar(school), today(school)
    near = (day + timedelta(days=ahead) for ahead in range(1, _NEAR))
    return next((one for one in near if known.is_school_day(one)), day + timedelta(days=1))


def the_lesson(here: Visit, row: Alert, teacher: str, words: str) -> Lesson:
    """Whose lesson it was: of those who work with the class or were asked, and what they said where nothing else is
    said. Raises ``BadInputError`` for anybody else, without a reason, and for what is against the law."""
    if row.illegal:
        raise BadInputError("The alert", "is of what is against the law, which no lesson needs.", "Report it.")
    asked = (
        AlertDecision.objects.for_school(here.school).filter(alert=row, outcome="ask").order_by("-at", "-pk").first()
    )
    answers = {one["person"]: _note(here, one["job"]) for one in asked.asked_of} if asked else {}
    known = {ref: person for ref, (person, _) in staff_of(here.school, row).items()}
    known |= {one.ref: one for one in Person.objects.for_school(here.school).filter(ref__in=answers)}
    if not teacher:
        said = [ref for ref, note in answers.items() if note] or [
            one.ref for one, _ in who_taught(here.school, row).asked
        ]
        teacher = said[0] if len(said) == 1 else ""
    if teacher not in known:
        raise BadInputError("The teacher", "is none who is known to teach there.", "Choose whose lesson it was.")
    reason = words.strip() or answers.get(teacher, "")
    if len(reason) < _LEAST_WORDS:
        raise BadInputError("What was being taught", "is not said.", "Say it in a few words, or ask the teacher first.")
    return Lesson(known[teacher], reason)


def _note(here: Visit, ref: str) -> str:
    try:
        found = job(here.school, ref, on=today(here.school))
    except NotFoundError:
        return ""
    return found.note if found.state != "open" else ""
