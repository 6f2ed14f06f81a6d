"""The Friday five, as a page and on paper."""

from django.http import HttpRequest, HttpResponse

from schoolgate.evidence import queries as evidence
from schoolgate.frame.pages import page
from schoolgate.home import doing, fridays
from schoolgate.home.boards import in_words
from schoolgate.home.needs import place
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import READERS


@at_school(*READERS, shows=Shows.POLICY)
def friday(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    day = day_at(here.school)
    found = evidence.standing(here.school, on=day)
    promises = {one.promise.ref: one for one in found.promises} if found else {}
    week = doing.week(here.school, day)
    answered = {row.promise for row in week.remedies}
    marks = fridays.from_promises(tuple(promises.values()), day, answered)
    chosen = fridays.five((*doing.things(here, week, promises), *marks))
    rows = [(one, promises[one.promise], place(promises[one.promise].promise.clause)) for one in chosen]
    context = {"school_ref": school, "rows": rows, "found": found, "day": day, "count": in_words(len(rows))}
    return page(request, "home/friday.html", context, here="friday")
