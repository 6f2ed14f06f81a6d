"""What governors are told of monitoring: what can be seen, who may look, who looked. No names, and no small count."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.activity.queries import sources
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.clocks.terms import academic_year_of
from schoolgate.kernel.small_counts import told
from schoolgate.monitoring.counting import permissions
from schoolgate.monitoring.models import ActivityLook, ViewGrant
from schoolgate.monitoring.queries.coverage import Coverage, coverage
from schoolgate.people.models import School

type Line = tuple[str, str]


def figures(school: School, on: date) -> tuple[Line, ...]:
    """Lines for the governors' page; none where no web activity comes in and nobody was given permission to look."""
    grants = list(ViewGrant.objects.for_school(school).filter(starts__lte=on))
    if not grants and not sources(school):
        return ()
    held = permissions(grants, on)
    lines = [(_("What we can and can’t see"), seeing(coverage(school)))] if sources(school) else []
    lines.append((_("Permission to look"), _permissions(held.live, held.waiting, held.lapsed)))
    return (*lines, (_("Looks at what one person did"), looking(school, on)))


def seeing(found: Coverage) -> str:
    """Classes and kinds of device that are seen; these are no persons, so their number may be small."""
    pieces = [one for one in found.pieces if one.reason != "empty"]
    hidden = sum(one.hidden for one in pieces)
    silent = sum(is_silent for _one, is_silent in found.sources)
    said = _("%(n)s of %(of)s classes and kinds of device are seen, or it is known why not.")
    words = said % {"n": len(pieces) - hidden, "of": len(pieces)}
    if silent:
        more = ngettext("One source of the log is silent.", "%(n)s sources of the log are silent.", silent)
        words = f"{words} {more % {'n': silent}}"
    return words


def looking(school: School, on: date) -> str:
    """Looks of this academic year by what they rested on; a count of one to four is told as fewer than five."""
    since = date(academic_year_of(on), 9, 1)
    rows = ActivityLook.objects.for_school(school).filter(at__date__gte=since, at__date__lte=on)
    allowed = rows.filter(allowed=True)
    counts = (
        allowed.filter(emergency=False).count(),
        allowed.filter(emergency=True).count(),
        rows.filter(allowed=False).count(),
    )
    shown = [_few(cell) for cell in told([counts]).cells[0]]
    said = _("Since %(day)s: %(with)s with permission, %(emergency)s in an emergency, %(refused)s refused.")
    return said % {"day": spelt(since), "with": shown[0], "emergency": shown[1], "refused": shown[2]}


def _few(cell: int | None) -> str:
    return _("fewer than five") if cell is None else f"{cell:,}" if cell else _("none")


def _permissions(live: int, waiting: int, lapsed: int) -> str:
    words = ngettext(
        "%(n)s in force, agreed by the headteacher and a governor.",
        "%(n)s in force, each agreed by the headteacher and a governor.",
        live,
    ) % {"n": live}
    if waiting:
        words += " " + ngettext("One waits for agreement.", "%(n)s wait for agreement.", waiting) % {"n": waiting}
    if lapsed:
        words += " " + ngettext("One ran out.", "%(n)s ran out.", lapsed) % {"n": lapsed}
    return words
