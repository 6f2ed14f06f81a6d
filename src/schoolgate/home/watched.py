"""What waits of monitoring for whoever is signed in: the morning check first, and what somebody must agree to."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.home.needs import Need, Rank
from schoolgate.ledger.queries import kept
from schoolgate.monitoring.access import AGREERS, CHECKERS, MUTE_AGREERS
from schoolgate.monitoring.queries import pending
from schoolgate.people.access import Visit


def watched(here: Visit, on: date) -> Iterator[Need]:
    """The cards, with no child in them."""
    if here.roles & set(CHECKERS):
        yield from _check(here)
    if here.roles & set(AGREERS):
        yield from _grants(here)
    if here.roles & set(MUTE_AGREERS):
        yield from _mutes(here, on)


def _check(here: Visit) -> Iterator[Need]:
    school = here.school
    everything = kept(school.ref, ("alerts to decide",), lambda: pending.open_alerts(school))
    found = pending.to_decide(school, everything, here.person)
    if not found:
        return
    many = len(found)
    grave = sum(one.severity == "high" for one in found)
    why = ngettext("It is not urgent.", "None of them is urgent.", many)
    if any(one.rule == "help" for one in found):
        why = _("A child asked for help.")
    elif grave:
        why = ngettext("%(n)s of them is grave.", "%(n)s of them are grave.", grave) % {"n": grave}
    yield Need(
        what=ngettext("Morning check: %(n)s to look at", "Morning check: %(n)s to look at", many) % {"n": many},
        why=why,
        minutes=sum(pending.MINUTES.get(one.severity, 1) for one in found),
        act=_("Look at them") if many > 1 else _("Look at it"),
        href=reverse("monitoring.check", args=[school.ref]),
        rank=Rank.CHECK,
    )


def _grants(here: Visit) -> Iterator[Need]:
    school = here.school
    waiting = kept(
        school.ref, ("looking to agree", here.person.ref), lambda: pending.grants_to_agree(school, here.person)
    )
    for ref in waiting:
        yield Need(
            what=_("Agree or decline a permission to look at web activity"),
            why=_("The headteacher and a governor must agree before anybody looks."),
            minutes=2,
            act=_("Look at it"),
            href=reverse("monitoring.grant", args=[school.ref, ref]),
            rank=Rank.SIGN,
        )


def _mutes(here: Visit, on: date) -> Iterator[Need]:
    school = here.school
    many = kept(
        school.ref, ("aside to agree", here.person.ref, on), lambda: pending.mutes_to_agree(school, here.person, on)
    )
    if many:
        yield Need(
            what=_("Say whether something noticed may be set aside"),
            why=_("Somebody proposed it. It is shown until a second person agrees."),
            minutes=2 * many,
            act=_("Look at it"),
            href=reverse("monitoring.rules", args=[school.ref]),
            rank=Rank.SIGN,
        )
