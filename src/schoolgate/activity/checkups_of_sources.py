"""What can be wrong with the sources of web activity: one that is silent or in trouble, and nobody who follows."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.activity.queries.following import standings
from schoolgate.activity.wanted import is_wanted
from schoolgate.frame.beats import last
from schoolgate.frame.doctor import Finding, Severity, checks
from schoolgate.people import queries as people

BEAT: Final = "activity.follow"
_LATE: Final = timedelta(minutes=5)


@checks("activity.sources", _("Logs of web activity come in"))
def sources_come_in() -> Iterator[Finding]:
    for school in people.schools():
        for one in standings(school):
            thing = _("%(source)s of %(school)s") % {"source": one.row.name, "school": school.name}
            fix = _("Look at it on the page of sources.")
            if one.silent:
                cause = _("Nothing since %(when)s.") % {"when": one.since.strftime("%d %B %Y, %H:%M")}
                yield Finding(thing, cause, fix)
            elif one.held:
                yield Finding(thing, _("Its columns have changed, and nobody has said which is which."), fix)
            elif one.trouble:
                yield Finding(thing, one.trouble, fix)


@checks("activity.following", _("Sources of web activity are followed"))
def followed() -> Iterator[Finding]:
    if not is_wanted(Path(settings.SCHOOLGATE_DATA)):
        return
    when = last(BEAT)
    if when is None or timezone.now() - when > _LATE:
        cause = _("The process that follows them has not come round for five minutes.")
        fix = _("See that schoolgate serve runs, or start: schoolgate activity follow.")
        yield Finding(_("Sources of web activity"), cause, fix, Severity.WRONG)
