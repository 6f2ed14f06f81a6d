"""The training programme: what the lead recommends to the head and the governors, and what they decided."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.kernel.clocks.months import add_months
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.learning import actions, queries
from schoolgate.learning.access import COUNTERS, PROPOSERS
from schoolgate.learning.forms import AnswerForm, ProgrammeForm
from schoolgate.learning.models import Course, Programme, ProgrammeAnswer
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import GOVERNING


@at_school(*COUNTERS, shows=Shows.POLICY)
def programme(request: HttpRequest, school: str) -> HttpResponse:
    """POST with ``answer_to`` (a ref) answers; without, a lead recommends a new one."""
    here = visit(request)
    day = today(here.school)
    proposes, body = bool(here.roles & set(PROPOSERS)), _body(here)
    offered = [(one.ref, one.title) for one in queries.courses(here.school, on=day)]
    asked = request.POST.get("answer_to", "") if request.method == "POST" else ""
    new = request.method == "POST" and not asked and proposes
    initial = {"first": day, "last": add_months(day, 12)}
    form = ProgrammeForm(request.POST if new else None, courses=offered, initial=initial, auto_id="new-%s")
    answer = AnswerForm(request.POST if asked else None, auto_id="answer-%s")
    if (new and form.is_valid() and _propose(here, form)) or (
        asked and answer.is_valid() and _answer(here, asked, answer)
    ):
        messages.success(request, _("Kept, and in the permanent record."))
        return redirect("learning.programme", school=school)
    listed = queries.programmes(here.school)
    context = {
        "school_ref": school,
        "programmes": listed,
        "body": body,
        "waits": next((one for one in listed[:1] if body and body in one.open), None),
        "form": form if proposes else None,
        "answer": answer,
        "wrong": answer if answer.errors else form,
        "open": bool(form.errors) or not listed,
    }
    status = 422 if form.errors or answer.errors else 200
    return page(request, "learning/programme.html", context, status=status, here="programme")


def _body(here: Visit) -> str:
    """For whom the visitor answers, or nobody."""
    if "head" in here.roles:
        return str(ProgrammeAnswer.Body.HEAD)
    return str(ProgrammeAnswer.Body.GOVERNORS) if here.roles & set(GOVERNING) else ""


def _propose(here: Visit, form: ProgrammeForm) -> bool:
    given = form.cleaned_data
    courses = list(Course.objects.for_school(here.school).filter(ref__in=given["courses"]))
    try:
        actions.propose_programme(
            here.person, given["words"], courses=courses, first=given["first"], last=given["last"], actor=here.actor
        )
    except BadInputError as refused:
        form.add_error(None, f"{refused.cause} {refused.next_step}")
        return False
    return True


def _answer(here: Visit, ref: str, form: AnswerForm) -> bool:
    row = Programme.objects.for_school(here.school).filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the programme", "there is none such here.", "Look at the list.")
    given = form.cleaned_data
    actions.answer_programme(row, here.person, _body(here), given["answer"], words=given["words"], actor=here.actor)
    return True
