"""Who was asked about the policy, what came up in themes, and what changed because of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.home.living import PeopleAsked
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import Shows, Visit, at_school, require, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS, RECORD
from schoolgate.people.naming import seems_to_name_a_pupil
from schoolgate.policy import actions, meetings


@at_school(*RECORD, shows=Shows.POLICY)
def asked(request: HttpRequest, school: str) -> HttpResponse:
    """GET shows the log; POST, from those who look after the policy, adds to it."""
    here = visit(request)
    form = PeopleAsked(request.POST or None)
    if request.method == "POST":
        require(here.roles, *KEEPERS)
        if form.is_valid() and _enter(here, form):
            messages.success(request, _("Added to the record."))
            return redirect("home.asked", school=school)
    found = meetings.consultations(here.school, on=day_at(here.school))
    keeper = bool(here.roles & set(KEEPERS))
    context = {"school_ref": school, "found": found, "form": form, "keeper": keeper}
    return page(request, "home/asked.html", context, status=422 if form.errors else 200, here="review")


def _enter(here: Visit, form: PeopleAsked) -> bool:
    """Whether it was kept; nothing typed is lost where it was not."""
    given = form.cleaned_data
    if not given["sure"] and seems_to_name_a_pupil(here.school, form.words(), on=day_at(here.school)):
        form.ask_to_look()
        return False
    try:
        actions.enter_consultation(
            here.school,
            held_on=given["held_on"],
            way=given["way"],
            audiences=given["audiences"],
            people=given["people"],
            themes=given["themes"],
            changed=given["changed"],
            actor=here.actor,
            actor_name=here.person.name,
        )
    except BadInputError as error:
        form.add_error("held_on", str(error))
        return False
    return True
