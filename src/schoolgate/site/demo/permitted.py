"""Who may look at what at Robin Hill, who reads alerts out of hours, and what two people agreed to set aside."""

from datetime import timedelta
from typing import Final

from schoolgate.frame.actor import person as acting
from schoolgate.monitoring.actions import agree_grant, propose_grant
from schoolgate.monitoring.actions.muting import agree_mute, propose_mute, set_reader
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.models import Person, School
from schoolgate.site.demo.cast import Cast

# The report, the role, what for, and who has agreed.
_GIVEN: Final = (
    ("alerts", "dsl", "The morning check: what a device did in the minutes around an alert.", ("head", "chair")),
    ("alerts", "deputy-dsl", "The morning check, when the safeguarding lead is away.", ("head", "chair")),
    ("pupil", "dsl", "A worry about one child, where an alert or a teacher gave the reason.", ("head", "chair")),
    ("alerts", "online-safety-lead", "To see whether the filter did what it should.", ("head",)),
)
_ASIDE: Final = (
    ("pornography.words", "Rude words for the body are everyday at this age, and teachers hear them. Again in spring."),
    ("at-night", "The caretaker wakes the tablets at twenty to six, so that they are charged for the first lesson."),
)
_PROPOSED: Final = ("bypass", "Every one so far was an app on a staff laptop that was closed, and tried by itself.")
_HOURS: Final = "weekdays from 4 to 8, and each morning of a holiday"


def visiting(who: Person) -> Visit:
    return Visit(who.school, who, roles_of(who, today(who.school)), acting(who.ref))


def agree(school: School, cast: Cast) -> None:
    """Permissions to look, most agreed by the head and the chair of governors; one waits for a governor."""
    until = today(school) + timedelta(days=300)
    for report, role, purpose, agreed in _GIVEN:
        by = acting(cast["dsl"].ref)
        row = propose_grant(school, report=report, role=role, purpose=purpose, until=until, actor=by)
        for one in agreed:
            agree_grant(school, row.ref, actor=acting(cast[one].ref))
    set_reader(visiting(cast["dsl"]), cast["deputy-dsl"].ref, _HOURS)


def set_aside(school: School, cast: Cast) -> None:
    """Agreed by the lead and the head; the last waits for the head."""
    until = today(school) + timedelta(days=120)
    for rule, why in _ASIDE:
        agree_mute(visiting(cast["head"]), propose_mute(visiting(cast["dsl"]), rule, why, until).ref)
    propose_mute(visiting(cast["dsl"]), *_PROPOSED, until)
