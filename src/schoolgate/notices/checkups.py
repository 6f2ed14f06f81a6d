"""Letters: none waits for a person, and somebody is sent what proves the permanent record."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.frame.doctor import Finding, Severity, checks
from schoolgate.notices import checkpoints, queries
from schoolgate.people.queries import schools

_LATE: Final = timedelta(hours=1)


@checks("notices.waiting", _("Letters go to the people they are for"))
def waiting() -> Iterator[Finding]:
    """How many, and no names: who looks after the machinery need not know who is written to."""
    counted = queries.counts()
    fix = _("The head or an administrator looks at the page Letters.")
    stuck = sum(counted.get(state, 0) for state in ("failed", "unsure"))
    if stuck:
        yield Finding(_("Letters"), _("%(n)s could not be sent, or may not have arrived.") % {"n": stuck}, fix)
    nowhere = counted.get("no-address", 0)
    if nowhere:
        cause = _("%(n)s wait for people who have no address here.") % {"n": nowhere}
        yield Finding(_("Letters"), cause, fix, Severity.NOTICE)
    late = queries.late(timezone.now() - _LATE)
    if late:
        cause = _("%(n)s have been in line for more than an hour.") % {"n": late}
        yield Finding(_("Letters"), cause, _("See whether the mail server answers: schoolgate doctor"))


@checks("notices.keepers", _("Somebody keeps a proof of the permanent record apart from this machine"))
def keepers() -> Iterator[Finding]:
    for school in schools():
        if not checkpoints.keepers(school):
            cause = _("At %(school)s nobody is sent the notes that fix it.") % {"school": school.name}
            fix = _("Give somebody the role of chair of governors or data protection officer.")
            yield Finding(_("The permanent record"), cause, fix, Severity.NOTICE)
