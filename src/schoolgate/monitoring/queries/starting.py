"""Whether a look at somebody starts from an alert: only then does whoever is head as well look as safeguarding lead."""

from datetime import datetime

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.monitoring.access import CHECKERS
from schoolgate.monitoring.models import Alert
from schoolgate.people.access import Visit, today
from schoolgate.people.models import Membership, Person


def starts_from(here: Visit, ref: str, subject: Person, since: datetime, until: datetime) -> str:
    """``ref`` where the look at ``subject`` from ``since`` until ``until`` is about that alert, else an empty string.

    It is where the viewer reads alerts, the alert is of that time, and it came from the subject's own log-in, or from
    a shared or unknown one in a class of theirs. So no old alert serves for browsing, and none for another child.
    """
    if not ref or not here.roles & set(CHECKERS):
        return ""
    row: Alert | None = Alert.objects.for_school(here.school).filter(ref=ref).first()
    if row is None or row.last_at < since or row.first_at >= until:
        return ""
    if row.person:
        return ref if row.person == Pseudonyms.of(here.school).of_ref(subject.ref) else ""
    classes = Membership.objects.for_school(here.school).as_of(today(here.school)).filter(person=subject)
    return ref if classes.filter(capacity="pupil", group__ref__in=row.groups.split()).exists() else ""
