"""The part of a paper that tells of the web filter: who agreed it, when it was proven, and what it gets wrong."""

from datetime import date

from django.utils.translation import gettext as _

from schoolgate.filtering.queries.figures import figures, in_words
from schoolgate.people.models import School
from schoolgate.reports.paper import Pairs, Section, Text


def section(school: School, on: date) -> Section:
    """As it stood at the end of ``on``."""
    found = figures(school, on)
    if found is None:
        said = _("Nothing was agreed of the filter here, and it was not tested from here.")
        return Section(_("The web filter"), (Text(said),))
    return Section(_("The web filter"), (Pairs(in_words(found)),))
