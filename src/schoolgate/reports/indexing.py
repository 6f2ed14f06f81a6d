"""The index of evidence: what there is, when it was so, when it was collected, when it came to us, and its digest."""

from django.utils.translation import gettext as _

from schoolgate.evidence.judging import PolicyStanding
from schoolgate.people.models import School
from schoolgate.reports.paper import Section, Table, Text
from schoolgate.reports.standings import day


def section(school: School, found: PolicyStanding) -> Section:  # noqa: ARG001
    adoption, extract = found.policy.adoption, found.policy.reading.extract
    rows = [
        (
            _("The policy file"),
            day(adoption.in_force_from),
            day(adoption.ratified_on),
            day(adoption.recorded_at),
            extract.sha256[:16],
        )
    ]
    head = (_("What"), _("True from"), _("Collected"), _("Received"), _("Digest"))
    words = _(
        "Each piece of evidence has three dates. The digest is the beginning of its SHA-256; the whole stands "
        "in the permanent record."
    )
    return Section(_("The evidence"), (Table(_("Evidence, with its three dates"), head, tuple(rows)), Text(words)))
