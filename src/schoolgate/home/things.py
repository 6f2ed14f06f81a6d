"""What an entry of the permanent record is about, in words: which promise, which version, whose role, which paper."""

from collections.abc import Iterable
from typing import Final

from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _

from schoolgate.ledger.queries import Line
from schoolgate.people import queries as people
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.reports.registry import REPORTS
from schoolgate.vocabulary.roles import POSTS

UNNAMED: Final = frozenset({"pupils", "parents", "visitors", "volunteers"})
_LONGEST: Final = 90


def adults(school: School) -> dict[str, str]:
    """The names of staff and governors by ref, of today: no page of the record names a child or a family."""
    return {holder.ref: holder.name for holder in people.holders(school, on=today(school), without=UNNAMED)}


def things(school: School, found: Iterable[Line], names: dict[str, str]) -> dict[int, str]:
    """What each entry is about, by its place. One that is about nothing that may be named here is left out."""
    given = [line for line in found if line.kind]
    policy = policies.in_force(school, on=today(school))
    promises = {one.ref: one for one in policy.promises} if policy else {}
    sentences = {one.clause.ref: one.number for one in promises.values()}
    numbers = _versions(school, given)
    told: dict[int, str] = {}
    for line in given:
        details = line.details or {}
        parts: list[str] = []
        if line.subject in promises:
            one = promises[line.subject]
            words = Truncator(one.clause.text).chars(_LONGEST)
            parts.append(_("promise %(n)s, “%(words)s”") % {"n": one.number, "words": words})
        elif line.subject in names:
            parts.append(names[line.subject])
        pair = [sentences[ref] for ref in (details.get("clause"), details.get("other")) if ref in sentences]
        if "other" in details and pair:
            parts.append(
                _("promises %(pair)s") % {"pair": get_text_list([str(number) for number in sorted(pair)], _("and"))}
            )
        for ref in (line.subject, details.get("version")):
            if ref in numbers:
                parts.append(_("version %(n)s of the policy") % {"n": numbers[str(ref)]})
        if details.get("role") in POSTS:
            parts.append(POSTS[str(details["role"])])
        if details.get("report") in REPORTS:
            parts.append(str(REPORTS.get(str(details["report"])).title))
        if parts:
            told[line.sequence] = ", ".join(dict.fromkeys(parts))
    return told


def _versions(school: School, found: Iterable[Line]) -> dict[str, int]:
    refs = {str(ref) for line in found for ref in (line.subject, (line.details or {}).get("version")) if ref}
    versions = (policies.version(school, ref) for ref in refs if ref.startswith("version"))
    return {one.ref: one.number for one in versions if one is not None}
