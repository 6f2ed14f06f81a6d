"""The page after sign-in: what needs this person, what is being put right, how the policy stands, what went quiet."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PolicyStanding
from schoolgate.filtering import queries as filters
from schoolgate.frame.pages import page
from schoolgate.home import changes, doing
from schoolgate.home.addresses import way
from schoolgate.home.boards import board, review, sooner
from schoolgate.home.calling import calling
from schoolgate.home.needs import needs
from schoolgate.home.quiet import quiet
from schoolgate.home.waiting import waiting
from schoolgate.intake import queries as intake
from schoolgate.ledger.queries import kept
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import GOVERNING, KEEPERS, LEADERS, MACHINERY, OVERSEERS, READERS
from schoolgate.policy import queries as policies
from schoolgate.reports.contract import MAKERS

PACKS: Final = ("inspector", "insurer", "parent")


@at_school(*READERS, shows=Shows.POLICY)
def today(request: HttpRequest, school: str) -> HttpResponse:
    """Everybody sees the marks and what waits for them; leaders, overseers and technicians what concerns them."""
    here = visit(request)
    day = day_at(here.school)
    found = evidence.standing(here.school, on=day)
    newest = kept(school, ("newest",), lambda: policies.newest(here.school), rests_on=frozenset())
    # One that was read before the policy in force was put in force has been left; it is not asked about again.
    newer = newest if newest and (found is None or newest.kept_at > found.policy.adoption.recorded_at) else None
    context = {
        "school_ref": school,
        "day": day,
        "keeper": bool(here.roles & set(KEEPERS)),
        "waiting": newer,
        "found": found,
        "filter_on": filters.is_on(here.school),
    }
    if found is None:
        return page(request, "home/first_day.html", context, here="today")
    week = doing.week(here.school, day)
    context |= {"needs": needs(waiting(here, found, week, newer)), **_whole(here, found)}
    context |= _for_some(here, found, week)
    return page(request, "home/today.html", context, here="today")


def _whole(here: Visit, found: PolicyStanding) -> dict[str, object]:
    """How the policy stands, and what changed since Friday."""
    said, still = review(found.policy.reading.document, found.on)
    summary = board(found.promises)
    friday = changes.last_friday(found.on)
    return {
        "board": summary,
        "counts": changes.counted(summary.counts, evidence.stood(here.school, on=friday)),
        "friday": friday,
        "out_of_date": sum(promise.finding.stale and not promise.answered for promise in found.promises),
        "review": said,
        "still": still,
        "sooner": sooner(found.policy.reading.document, doing.review_due(here.school, found.policy, found.on)),
        "findings": len(policies.remarks(found.policy.version, on=found.on, nation=here.school.nation)),
    }


def _for_some(here: Visit, found: PolicyStanding, week: doing.Week) -> dict[str, object]:
    """The sections that only some roles have use for."""
    machines = bool(here.roles & set(MACHINERY))
    looks = bool(here.roles & {*LEADERS, *OVERSEERS, *MACHINERY})
    packs = [(who, way("reports.ask", here.school.ref, who)) for who in PACKS if here.roles & set(MAKERS)]
    return {
        "quiet": quiet(intake.expected(here.school, calendar=week.calendar), found.promises) if machines else (),
        "asks": bool(here.roles & set(MACHINERY)),
        "governs": bool(here.roles & set(GOVERNING)),
        "calling": calling(here.school, found.on) if looks else (),
        "remedies": doing.being_put_right(here, week, found.on) if looks else (),
        "packs": [(who, href) for who, href in packs if href],
    }
