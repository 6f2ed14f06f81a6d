"""What can be wrong with the log of web activity: parts that are gone or damaged."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schoolgate.activity import checkups_of_sources as checkups_of_sources  # registers those of sources
from schoolgate.activity.folder import activity_folder
from schoolgate.activity.models import Part
from schoolgate.frame.doctor import Finding, checks
from schoolgate.frame.scoped import unscoped
from schoolgate.people import queries as people


@checks("activity.parts", _("Every part of the web activity is there"))
def parts() -> Iterator[Finding]:
    """By name and size: their bytes are read again by the clock, each once a week."""
    folder = activity_folder()
    with unscoped("parts of every school are looked for"):
        rows = list(Part.objects.filter(state=Part.State.LIVE).values_list("school__name", "day", "path", "bytes"))
    for name, day, path, size in rows:
        whole = folder / path
        there = whole.stat().st_size if whole.is_file() else -1
        if there != size:
            cause = _("it is gone.") if there < 0 else _("it has another size than it was sealed with.")
            thing = _("%(file)s, of %(school)s on %(day)s") % {"file": whole, "school": name, "day": day}
            yield Finding(thing, cause, _("Put it back from a backup, or load that day’s log again."))


@checks("activity.missing", _("No web activity was found damaged"))
def missing() -> Iterator[Finding]:
    for school in people.schools():
        lost = Part.objects.for_school(school).filter(state=Part.State.DAMAGED)
        for day, rows in lost.values_list("day", "rows").order_by("day", "pk"):
            thing = _("Web activity of %(school)s on %(day)s") % {"school": school.name, "day": day}
            cause = _("%(rows)s rows were found damaged or gone, and are in no answer.") % {"rows": rows}
            yield Finding(thing, cause, _("Load that day’s log again, or say on its page that they are lost."))
