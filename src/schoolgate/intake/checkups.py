"""What can be wrong with files that come in: silence, folders nobody can look into, a quarantine that fills."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.frame.doctor import Finding, Severity, checks
from schoolgate.frame.scoped import unscoped
from schoolgate.intake import queries
from schoolgate.intake.models import Delivery, WatchedFolder
from schoolgate.people import queries as people


@checks("intake.silence", _("Expected files have come"))
def silence() -> Iterator[Finding]:
    for school in people.schools():
        for heard in queries.expected(school):
            if heard.silent:
                thing = _("%(files)s of %(school)s") % {"files": heard.words, "school": school.name}
                fix = _("Find out why it has stopped, or say on the page of files that it is no longer expected.")
                yield Finding(thing, heard.sentence, fix)


@checks("intake.folders", _("Watched folders can be looked into"))
def folders() -> Iterator[Finding]:
    with unscoped("folders of every school are watched"):
        troubled = list(WatchedFolder.objects.filter(ended_at__isnull=True).exclude(trouble=""))
    for folder in troubled:
        yield Finding(
            folder.path, folder.trouble, _("Mend the folder, or end the watching of it on the page of files.")
        )


@checks("intake.quarantine", _("Files are looked at soon after they come"))
def quarantine() -> Iterator[Finding]:
    hour_ago = timezone.now() - timedelta(hours=1)
    with unscoped("files of every school wait in one quarantine"):
        rows = Delivery.objects.filter(state=Delivery.State.QUARANTINED, received_at__lt=hour_ago)
        count = rows.count()
    if count:
        cause = _("%(count)s have waited for more than an hour.") % {"count": count}
        fix = _("See that the clock runs (schoolgate tick), and look for its errors in the log.")
        yield Finding(_("Files that came in"), cause, fix, Severity.WRONG)
