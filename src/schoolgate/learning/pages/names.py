"""Whose names stand in a list of training: asked of whoever keeps the record, one press each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.learning import actions, queries
from schoolgate.learning.access import TRAINERS
from schoolgate.learning.models import NameAsked
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.models import Person

NOBODY = "nobody"


@at_school(*TRAINERS, shows=Shows.PEOPLE)
def names(request: HttpRequest, school: str) -> HttpResponse:
    """POST with ``name`` (the ref of what is asked) and ``whose`` (the ref of a person it may be, or ``nobody``)."""
    here = visit(request)
    wrong = ""
    if request.method == "POST":
        rows = NameAsked.objects.for_school(here.school).select_related("school", "course")
        asked = rows.filter(ref=request.POST.get("name", "")).first()
        if asked is None:
            raise NotFoundError("the name", "there is none such here.", "Look at the list again.")
        whose = request.POST.get("whose", "")
        person = Person.objects.for_school(here.school).filter(ref=whose).first() if whose in asked.may else None
        if person is None and whose != NOBODY:
            wrong = _("Say whose name it is, or that it is nobody’s here.")
        else:
            try:
                actions.say_whose(asked, person, actor=here.actor)
            except BadInputError as refused:
                messages.info(request, f"{refused.cause} {refused.next_step}")
            else:
                messages.success(request, _("Noted.") if person else _("Kept: it is nobody’s here."))
            return redirect("learning.names", school=school)
    context = {"school_ref": school, "asked": queries.names_asked(here.school), "wrong": wrong}
    return page(request, "learning/names.html", context, status=422 if wrong else 200, here="training")
