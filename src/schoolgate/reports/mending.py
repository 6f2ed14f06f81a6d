"""What needs putting right, and what is being done about it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from schoolgate.evidence.judging import PolicyStanding, PromiseStanding
from schoolgate.kernel.standings import Standing
from schoolgate.people.models import School
from schoolgate.reports import standings
from schoolgate.reports.paper import Items, Section, Text


def section(school: School, found: PolicyStanding, about: Iterable[PromiseStanding] | None = None) -> Section:  # noqa: ARG001
    chosen = found.promises if about is None else tuple(about)
    broken = [one for one in chosen if one.standing is Standing.BROKEN]
    if not broken:
        return Section(_("Needs putting right"), (Text(_("Nothing is known to need putting right.")),))
    return Section(_("Needs putting right"), (Items(tuple(standings.item(one) for one in broken)),))
