"""What needs putting right, and what is being done about it: what, by whom, by when."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PolicyStanding, PromiseStanding
from schoolgate.kernel.standings import Standing
from schoolgate.people.models import School
from schoolgate.reports import standings
from schoolgate.reports.guarding import blurred
from schoolgate.reports.paper import Item, Items, Section, Text
from schoolgate.reports.standings import day


def section(school: School, found: PolicyStanding, about: Iterable[PromiseStanding] | None = None) -> Section:
    """Every promise that needs putting right, with what is being done; one of which nothing was said tells that too."""
    chosen = found.promises if about is None else tuple(about)
    broken = [one for one in chosen if one.standing is Standing.BROKEN]
    if not broken:
        return Section(_("Needs putting right"), (Text(_("Nothing is known to need putting right.")),))
    doing: dict[str, list[tuple[str, str]]] = {}
    for remedy in evidence.being_put_right(school, found.on):
        late = _("late") if remedy.late else ""
        said = ", ".join(
            part for part in (remedy.who_name, _("by %(day)s") % {"day": day(remedy.by_when)}, late) if part
        )
        line = (_("What we are doing"), f"{blurred(remedy.what).rstrip('.')}. {said[:1].upper()}{said[1:]}.")
        doing.setdefault(remedy.promise, []).append(line)
    nothing = [(_("What we are doing"), _("Nothing has been said yet."))]
    items = tuple(_with(standings.item(one), doing.get(one.promise.ref, nothing)) for one in broken)
    return Section(_("Needs putting right"), (Items(items),))


def _with(item: Item, lines: list[tuple[str, str]]) -> Item:
    return replace(item, lines=(*item.lines, *lines))
