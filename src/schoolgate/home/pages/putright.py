"""What we are doing about one promise, who, and by when: shown wherever its mark is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.evidence import actions, queries
from schoolgate.frame.pages import page
from schoolgate.home.boards import owners
from schoolgate.home.jobforms import PutRight
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import LEADERS


@at_school(*LEADERS, shows=Shows.POLICY)
def put_right(request: HttpRequest, school: str, promise: str) -> HttpResponse:
    """POST says what is being done; with ``done`` (a ref) that something is."""
    here = visit(request)
    day = day_at(here.school)
    found = queries.standing(here.school, on=day)
    chosen = next((one for one in found.promises if one.promise.ref == promise), None) if found else None
    if found is None or chosen is None:
        raise NotFoundError("The promise", "it is not in the policy in force.", "Open the policy again.")
    said = queries.being_put_right(here.school, day, promise=promise)
    form = PutRight(request.POST) if request.method == "POST" and "done" not in request.POST else PutRight()
    if request.method == "POST" and _change(here, promise, form, request):
        return redirect("home.put-right", school=school, promise=promise)
    context = {
        "school_ref": school,
        "promise": chosen,
        "owners": owners(chosen.promise.clause.who, found.policy.reading.document),
        "remedies": said,
        "form": form,
    }
    return page(request, "home/put_right.html", context, status=422 if form.errors else 200, here="policy")


def _change(here: Visit, promise: str, form: PutRight, request: HttpRequest) -> bool:
    if "done" in request.POST:
        actions.remedy_done(here.school, request.POST["done"], actor=here.actor)
        messages.success(request, _("Kept. The mark changes when somebody, or a check, next finds it so."))
        return True
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        actions.put_right(
            here.school, promise, what=said["what"], who=said["who"], by_when=said["by_when"], actor=here.actor
        )
    except BadInputError as error:
        form.add_error("by_when", f"{error.cause} {error.next_step}")
        return False
    messages.success(request, _("Kept. It is shown wherever the mark is."))
    return True
