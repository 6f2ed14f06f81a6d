"""What is kept about the school itself, and changing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import actions
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.circles import MANAGERS
from schoolgate.people.desk.forms import SchoolDetails
from schoolgate.people.models import School

_FIELDS = ("name", "nation", "time_zone", "age_from", "age_to", "website")


@at_school(*MANAGERS, shows=Shows.SCHOOL)
def details(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    form = SchoolDetails(request.POST or None, initial={field: getattr(here.school, field) for field in _FIELDS})
    nation = form.fields["nation"]
    nation.choices = School.Nation.choices  # type: ignore[attr-defined]  # a ChoiceField by its declaration
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_school(here.school, actor=here.actor, **form.cleaned_data)
        except BadInputError as refused:
            key = next((field for field in _FIELDS if field.replace("_", " ") in refused.thing), None)
            form.add_error(key, f"{refused.cause[0].upper()}{refused.cause[1:]} {refused.next_step}")
        else:
            messages.success(request, _("Saved."))
            return redirect("people.school", school=school)
    context = {"school_ref": school, "visit": here, "form": form}
    return page(request, "people/school.html", context, status=400 if form.errors else 200, here="school")
