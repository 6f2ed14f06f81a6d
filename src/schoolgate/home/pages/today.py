"""The page after sign-in: what we can answer today, what would answer more, what waits for somebody."""

from django.http import HttpRequest, HttpResponse

from schoolgate.evidence import queries as evidence
from schoolgate.frame.pages import page
from schoolgate.home.boards import board, review, to_put_right
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS, READERS
from schoolgate.policy import queries as policies


@at_school(*READERS, shows=Shows.POLICY)
def today(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    day = day_at(here.school)
    found = evidence.standing(here.school, on=day)
    newest = policies.newest(here.school)
    # One that was read before the policy in force was put in force has been left; it is not asked about again.
    waiting = newest if newest and (found is None or newest.kept_at > found.policy.adoption.recorded_at) else None
    context = {
        "school_ref": school,
        "day": day,
        "keeper": bool(here.roles & set(KEEPERS)),
        "waiting": waiting,
        "found": found,
    }
    if found is None:
        return page(request, "home/first_day.html", context, here="today")
    said, still = review(found.policy.reading.document, day)
    findings = len(policies.remarks(found.policy.version, on=day, nation=here.school.nation))
    return page(
        request,
        "home/today.html",
        {
            **context,
            "board": board(found.promises),
            "broken": to_put_right(found),
            "review": said,
            "still": still,
            "findings": findings,
        },
        here="today",
    )
