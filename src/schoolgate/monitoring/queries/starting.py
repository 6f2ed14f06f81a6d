"""Whether a look at somebody starts from an alert: only then does whoever is head as well look as safeguarding lead."""

from datetime import datetime, timedelta

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.monitoring.access import CHECKERS
from schoolgate.monitoring.alerts.wording import sentence
from schoolgate.monitoring.models import Alert
from schoolgate.monitoring.queries.whom import Whom
from schoolgate.people.access import Visit, today
from schoolgate.people.models import Membership


def reason_of(here: Visit, ref: str) -> str:
    """Why somebody who reads alerts looks from one: what it says itself, with nothing that was typed. Else nothing."""
    if not ref or not here.roles & set(CHECKERS):
        return ""
    row: Alert | None = Alert.objects.for_school(here.school).filter(ref=ref).first()
    if row is None:
        return ""
    if row.rule == "help":
        return "A child asked for help."
    minutes = round((row.last_at - row.first_at) / timedelta(minutes=1))
    return sentence(row.rule, row.category, count=row.count, minutes=minutes, blocked=row.blocked)


def starts_from(here: Visit, ref: str, whom: Whom, since: datetime, until: datetime) -> str:
    """``ref`` where the look at ``whom`` from ``since`` until ``until`` is about that alert, else an empty string.

    It is where the viewer reads alerts, the alert is of that time, and it came from the subject's own log-in, or from
    a shared or unknown one in a class of theirs; of a class or a device, from it and from nobody known. So no old alert
    serves for browsing, and none for another child.
    """
    if not ref or not here.roles & set(CHECKERS):
        return ""
    row: Alert | None = Alert.objects.for_school(here.school).filter(ref=ref).first()
    if row is None or row.last_at < since or row.first_at >= until:
        return ""
    pseudonyms = Pseudonyms.of(here.school)
    if whom.subject is None:
        there = whom.about in row.groups.split() or row.device == pseudonyms.of_ref(whom.about)
        return ref if there and not row.person else ""
    if row.person:
        return ref if row.person == pseudonyms.of_ref(whom.subject.ref) else ""
    classes = Membership.objects.for_school(here.school).as_of(today(here.school)).filter(person=whom.subject)
    return ref if classes.filter(capacity="pupil", group__ref__in=row.groups.split()).exists() else ""
