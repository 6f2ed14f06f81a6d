"""The Friday five, as a page and on paper."""

from django.http import HttpRequest, HttpResponse

from schoolgate.evidence import queries as evidence
from schoolgate.frame.pages import page
from schoolgate.home import fridays
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
    chosen = fridays.five(fridays.from_promises(tuple(promises.values()), day))
    rows = [(one, promises[one.promise], place(promises[one.promise].promise.clause)) for one in chosen]
    context = {"school_ref": school, "rows": rows, "found": found, "day": day, "count": in_words(len(rows))}
    return page(request, "home/friday.html", context, here="friday")
