"""The index of evidence: what there is, when it was so, when it was collected, when it came to us, and its digest."""

from typing import Final

from django.utils.translation import gettext as _

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PolicyStanding
from schoolgate.people.models import School
from schoolgate.reports.paper import Section, Table, Text
from schoolgate.reports.standings import day

_FIGURES: Final = 16


def section(school: School, found: PolicyStanding) -> Section:
    """The policy file, then every fact by its words. What a fact says is not here: it may name somebody."""
    adoption, numbers = found.policy.adoption, {one.promise.ref: one.promise.number for one in found.promises}
    dates = (adoption.in_force_from, adoption.ratified_on, adoption.recorded_at)
    rows = [(_("The policy file"), *(day(one) for one in dates), found.policy.reading.extract.sha256[:_FIGURES])]
    facts = evidence.index(school, found.on)
    for fact in sorted(facts, key=lambda one: numbers.get(one.subject, 0)):  # of the whole school first, as they came
        about = numbers.get(fact.subject)
        words = fact.words[:1].upper() + fact.words[1:]
        what = _("%(what)s, of promise %(n)s") % {"what": words, "n": about} if about else words
        dated = (fact.true_from, fact.collected_at, fact.received_at)
        rows.append((what, *(day(one) for one in dated), fact.digest[:_FIGURES]))
    head = (_("What"), _("True from"), _("Collected"), _("Received"), _("Digest"))
    words = _(
        "Each piece of evidence has three dates. The digest is the beginning of its SHA-256; the whole stands in the "
        "permanent record, so that a list shown later can be held against it."
    )
    return Section(_("The evidence"), (Table(_("Evidence, with its three dates"), head, tuple(rows)), Text(words)))
