"""Who came to Robin Hill: this morning's visitors, one who would not put the telephone away, and last week's sheet of
paper. Also a supply teacher booked for the week, and quizzes that were taken.
"""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from schoolgate.agreements import actions as agreements
from schoolgate.agreements.actions import Given, asked_on, quiz_page
from schoolgate.agreements.queries import class_members
from schoolgate.door import actions as door
from schoolgate.door.actions import Line
from schoolgate.door.entries import Entry
from schoolgate.door.queries import rule
from schoolgate.frame.actor import person as acting
from schoolgate.people import actions as people
from schoolgate.people.classes.queries import classes, teaches
from schoolgate.people.models import Person, School
from schoolgate.people.queries import calendar, holders
from schoolgate.site.demo.cast import Cast

_DAY: Final = timedelta(days=1)
# Name, kind, from whom, whom they see, how many minutes ago, and what they answered about telephones.
_TODAY: Final = (
    ("Delia Marchbanks", "helper", "", "Wren, to hear readers", 95, "accepted"),
    ("Ivan Sorrell", "contractor", "Fieldfare Heating", "the boiler", 70, "accepted"),
    ("Tess Aldous", "visitor", "the library service", "the office", 40, "accepted"),
    ("Gil Ramsbottom", "contractor", "Kestrel Windows", "the hall", 5, "refused"),
)
_LAST_WEEK: Final = (
    Line("Delia Marchbanks", time(9, 5), time(11, 50), "helper", accepted=True),
    Line("Noor Haldane", time(9, 20), time(10, 15), "visitor", "the school nurse", accepted=True),
    Line("Bryn Castle", time(13, 10), time(15, 0), "helper", accepted=True),
    Line("Ottilie Frayn", time(14, 30), None, "visitor", accepted=None),
)
_SUPPLY: Final = "Jude Pemberton"


def begin(school: School, cast: Cast, day: date) -> None:
    office = acting(cast["office"].ref)
    door.say(
        school,
        worry="Tom Ferreira, safeguarding lead: the office rings him",
        fire="The playground, by the big tree",
        actor=office,
    )
    door.note_paper(school, _LAST_WEEK, on=_school_day_before(school, day - timedelta(days=6)), actor=office)
    tablet, _ = door.pair(door.make_tablet(school, "Front door", actor=office).code)
    door.take(tablet, _entries(school, day), sent_at=None)
    _supply(school, day, cast)
    _quizzes(school, cast, day)


def _school_day_before(school: School, day: date) -> date:
    """The last day until ``day`` on which the school was open: nobody visits a closed one."""
    known = calendar(school)
    return next((day - _DAY * back for back in range(80) if known.is_school_day(day - _DAY * back)), day)


def _entries(school: School, day: date) -> list[Entry]:
    """Of this morning, or as much of it as has been."""
    now, begins = timezone.now(), datetime.combine(day, time(), ZoneInfo(school.time_zone))
    shown = rule(school)[0].digest
    return [
        Entry(
            key=f"{number:032x}",
            what="in",
            at=max(now - timedelta(minutes=ago), begins),
            name=name,
            kind=kind,
            from_whom=whence,
            to_see=to_see,
            code=f"{4100 + number}",
            answer=answer,
            digest=shown,
        )
        for number, (name, kind, whence, to_see, ago, answer) in enumerate(_TODAY, 1)
    ]


def _supply(school: School, day: date, cast: Cast) -> None:
    """Booked for this week, with the short rules signed this morning."""
    supply = people.add_person(school, _SUPPLY, actor=acting(cast["office"].ref))
    people.give_role(
        supply, "teachers", actor=acting(cast["head"].ref), valid_from=day, valid_to=day + timedelta(days=5)
    )
    agreements.agree(supply, "supply-staff", Given(supply.name), actor=acting(supply.ref))


def _quizzes(school: School, cast: Cast, day: date) -> None:
    """The head has passed the one on sharing; a teacher has led a class through the one in pictures."""
    _take(cast["head"], "sharing")
    teachers = list(
        Person.objects.for_school(school).filter(ref__in=[one.ref for one in holders(school, "teachers", on=day)])
    )
    for room in (one.ref for one in classes(school, day) if one.kind == "class"):
        led = next((one for one in teachers if teaches(school, one, room, day)), None)
        if led is not None and class_members(school, room, day):
            _take(led, "infants", room)
            return


def _take(person: Person, quiz: str, group: str = "") -> None:
    """Every question right but the last, which is what passing takes."""
    token = quiz_page(person, quiz)
    _, drawn = asked_on(token, person, quiz)
    answers = {one.question.key: str(one.right) for one in drawn[:-1]}
    if group:
        agreements.take_together(person, group, quiz, token=token, answers=answers, actor=acting(person.ref))
    else:
        agreements.take_quiz(person, quiz, token=token, answers=answers, actor=acting(person.ref))
