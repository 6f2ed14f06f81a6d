"""The filter in a few lines, for governors and for whoever asks: who agreed it, when it was proven, what it gets wrong.

No person, no child and no site is in it; posts are, and counts of tests and requests.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.controls.answers import day as written
from schoolgate.evidence.queries import end_of
from schoolgate.filtering.kinds import FILTER
from schoolgate.filtering.models import Drift, SettingSignature
from schoolgate.filtering.queries.agreed import setting_in_force
from schoolgate.filtering.queries.asking import Pace, pace
from schoolgate.filtering.queries.over_blocking import OverBlocking, over_blocking
from schoolgate.filtering.queries.proof import PROVEN, WRONG, Proof, proofs
from schoolgate.ledger.kept import kept
from schoolgate.people.models import School
from schoolgate.vocabulary.roles import in_a_sentence

_PERIOD: Final = timedelta(days=28)
type Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """As of a day. ``signed`` are roles. ``drifts`` counts what was found changed and nobody has answered for."""

    version: int
    since: date | None
    signed: tuple[str, ...]
    supplier: str
    tests: tuple[Proof, ...]
    over: OverBlocking | None
    pace: Pace | None
    drifts: int


def figures(school: School, on: date) -> Figures | None:
    """As it stood at the end of ``on``; None where nothing was agreed of the filter, and nothing was ever tried."""
    return kept(school.ref, ("filter figures", on), lambda: _figures(school, on), rests_on=FILTER)


def _figures(school: School, on: date) -> Figures | None:
    moment = end_of(school, on)
    version, tests = setting_in_force(school, moment), tuple(proofs(school, moment))
    if version is None and not tests:
        return None
    signed = SettingSignature.objects.for_school(school).filter(proposal__version__ref=version.ref if version else "")
    drifts = Drift.objects.for_school(school).filter(found_at__lte=moment)
    over = over_blocking(school, on - _PERIOD, on)
    return Figures(
        version.number if version else 0,
        version.since.date() if version else None,
        tuple(sorted(signed.values_list("role", flat=True), reverse=True)),
        version.setting.supplier if version else "",
        tests,
        over if over.of else None,
        pace(school, moment),
        drifts.filter(Q(settled_on=None) | Q(settled_on__gt=on)).count(),
    )


def in_words(found: Figures) -> tuple[Line, ...]:
    """Each figure with what it is called; what nobody knows says so."""
    return (
        (_("The setting"), _setting(found)),
        (_("Changed without agreement"), _drifts(found.drifts)),
        (_("Filter tests"), _tests(found.tests)),
        (_("Sites that children need, wrongly blocked"), _over(found.over)),
        (_("Sites asked for"), _pace(found.pace)),
    )


def _setting(found: Figures) -> str:
    if found.since is None:
        return _("No setting has been agreed here.")
    values = {
        "n": found.version,
        "day": written(found.since),
        "who": _(" and ").join(in_a_sentence(role) for role in found.signed) or _("nobody"),
        "supplier": found.supplier,
    }
    if found.supplier:
        return (
            _("Version %(n)s, agreed by %(who)s, in force since %(day)s. The filter is that of %(supplier)s.") % values
        )
    return _("Version %(n)s, agreed by %(who)s, in force since %(day)s.") % values


def _drifts(n: int) -> str:
    if not n:
        return _("Nothing that nobody has answered for.")
    said = ngettext("%(n)s thing, and nobody has said why.", "%(n)s things, and nobody has said why.", n)
    return said % {"n": n}


def _tests(tests: tuple[Proof, ...]) -> str:
    if not tests:
        return _("None is planned, so nothing shows that the filter works.")
    proven, wrong = (sum(one.state == state for one in tests) for state in (PROVEN, WRONG))
    last = max((one.last for one in tests if one.last), default=None)
    oldest = min((one.last for one in tests if one.last), default=None)
    parts = [_("%(proven)s of %(of)s places and groups are proven.") % {"proven": proven, "of": len(tests)}]
    if wrong:
        parts.append(ngettext("%(n)s failed its last test.", "%(n)s failed their last test.", wrong) % {"n": wrong})
    if last and oldest:
        days = {"last": written(last.date()), "oldest": written(oldest.date())}
        parts.append(
            _("The latest test was on %(last)s, and of no place is the last one older than %(oldest)s.") % days
        )
    never = sum(one.last is None for one in tests)
    if never:
        parts.append(ngettext("%(n)s was never tried.", "%(n)s were never tried.", never) % {"n": never})
    return " ".join(parts)


def _over(found: OverBlocking | None) -> str:
    if found is None or found.rate is None:
        return _("Nobody has tried, so nothing is known of it.")
    values = {"blocked": found.blocked, "told": found.blocked + found.opened, "share": f"{100 * found.rate:.1f}"}
    return _("%(blocked)s of %(told)s in the last four weeks, %(share)s in a hundred.") % values


def _pace(found: Pace | None) -> str:
    if found is None:
        return _("Too few were asked for in the last three months to say how long answers take.")
    said = ngettext("Half were answered within a minute.", "Half were answered within %(n)s minutes.", found.minutes)
    values = {"n": found.minutes, "lapsed": found.lapsed}
    if found.lapsed:
        said += " " + ngettext("%(lapsed)s was never answered.", "%(lapsed)s were never answered.", found.lapsed)
    return said % values
