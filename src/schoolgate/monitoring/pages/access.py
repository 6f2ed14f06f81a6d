"""Somebody asked what is kept of their web activity: the requests, and one of them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.frame.dayfield import DayField
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import NotFoundError, SchoolgateError
from schoolgate.monitoring.access import ACCESS_KEEPERS
from schoolgate.monitoring.actions import giving_access as actions
from schoolgate.monitoring.models import AccessRequest
from schoolgate.monitoring.queries.whom import choices, subject_of
from schoolgate.people.access import Shows, Visit, at_school, today, visit

_SEEN = "the headteacher and the safeguarding lead"


class AccessForm(forms.Form):
    person = forms.ChoiceField(label=gettext_lazy("Who asked, or for whom?"))
    asked_on = DayField(label=gettext_lazy("The day the request came"))

    def __init__(self, data: Any, *, persons: list[tuple[str, Any]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose somebody")), *persons]


@at_school(*ACCESS_KEEPERS, shows=Shows.CHILDREN)
@seen_by(_SEEN)
def requests(request: HttpRequest, school: str) -> HttpResponse:
    """Those that wait and those that were given; POST enters one."""
    here = visit(request)
    initial = {"asked_on": today(here.school)}
    form = AccessForm(request.POST or None, persons=choices(here.school, without=here.person), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            subject, _report = subject_of(here.school, form.cleaned_data["person"])
            row = actions.ask_access(here.school, subject, form.cleaned_data["asked_on"], actor=here.actor)
            return redirect("monitoring.access", school=school, access=row.ref)
        except SchoolgateError as refused:
            form.add_error(None, f"{refused.thing}: {refused.cause} {refused.next_step}")
    rows = AccessRequest.objects.for_school(here.school).select_related("subject").order_by("given_at", "due")
    context = {"school_ref": school, "form": form, "rows": list(rows), "today": today(here.school)}
    return page(request, "monitoring/requests.html", context, here="looking", status=422 if form.errors else 200)


@at_school(*ACCESS_KEEPERS, shows=Shows.CHILDREN)
@seen_by(_SEEN)
def access(request: HttpRequest, school: str, access: str) -> HttpResponse:
    """One request. POST ``gather`` gathers, ``give`` says that it was given."""
    here = visit(request)
    row = _one(here, access)
    if request.method == "POST":
        try:
            if "gather" in request.POST:
                actions.gather_access(here.school, access, actor=here.actor)
                messages.success(request, _("Gathered. Read it through before you give it."))
            else:
                actions.give_access(here.school, access, actor=here.actor)
                messages.success(request, _("Kept: it was given today."))
        except SchoolgateError as refused:
            messages.error(request, f"{refused.thing}: {refused.cause} {refused.next_step}")
        return redirect("monitoring.access", school=school, access=access)
    return page(request, "monitoring/access.html", {"school_ref": school, "row": row}, here="looking")


@at_school(*ACCESS_KEEPERS, shows=Shows.CHILDREN)
@seen_by(_SEEN)
def access_file(request: HttpRequest, school: str, access: str) -> HttpResponse:  # noqa: ARG001  (the address’s own word)
    """What was gathered, to read through and to give."""
    here = visit(request)
    row = _one(here, access)
    if not row.file:
        raise NotFoundError("the file", "nothing was gathered yet.", "Gather it first.")
    with row.file.open("rb") as held:
        heads = {"Content-Disposition": 'attachment; filename="web-activity.zip"'}
        return HttpResponse(held.read(), content_type="application/zip", headers=heads)


def _one(here: Visit, ref: str) -> AccessRequest:
    rows = AccessRequest.objects.for_school(here.school).filter(ref=ref).exclude(subject=here.person)
    row: AccessRequest | None = rows.select_related("subject", "school").first()
    if row is None:
        raise NotFoundError("the request", "there is none such for you.", "Look at the list.")
    return row
