"""Pictures: the classes to look up, and for the office answers that wait for somebody: what the head rules between
carers, and a yes for everybody."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.agreements import actions, queries
from schoolgate.agreements.access import HOLDERS, OFFICE_OF_FAMILIES, PICTURE_READERS
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, require, today, visit
from schoolgate.people.classes.queries import classes
from schoolgate.people.models import Person


class RulePicturesForm(forms.Form):
    """No answer is chosen beforehand."""

    answer = forms.ChoiceField(
        label=gettext_lazy("What counts?"),
        choices=[("granted", gettext_lazy("The yes counts")), ("refused", gettext_lazy("It is a no"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"), max_length=300, error_messages={"required": gettext_lazy("Say in a sentence why.")}
    )


@at_school(*PICTURE_READERS, shows=Shows.CHILDREN)
@seen_by(
    "the head and senior leaders, the safeguarding leads and the office; and teachers, the classes they teach and "
    "nothing of what waits. Never IT support."
)
def pictures(request: HttpRequest, school: str) -> HttpResponse:
    """POST: the head rules (``do`` is "rule"), or the office says that it has looked ("look")."""
    here = visit(request)
    form, whole = None, bool(here.roles & set(OFFICE_OF_FAMILIES))
    if request.method == "POST":
        require(here.roles, *OFFICE_OF_FAMILIES)
        form = RulePicturesForm(request.POST) if request.POST.get("do") == "rule" else None
        if form is None or form.is_valid():
            messages.success(request, _do(here, request.POST, form))
            return redirect("agreements.pictures", school=school)
    day = today(here.school)
    ruling = [
        (one, _form(one.child, one.place, request.POST, form) if "head" in here.roles else None)
        for one in (queries.to_rule(here.school, day) if whole else ())
    ]
    blankets = queries.blankets(here.school, day) if whole else ()
    _note(here, [one.child for one, _form_of_it in ruling], deciding=True)
    _note(here, [child for one in blankets for child, _name in one.children])
    rows = classes(here.school, day, taught_by=None if whole else here.person)
    context = {
        "school_ref": school,
        "whole": whole,
        "classes": [row for row in rows if row.kind == "class"],
        "ruling": ruling,
        "blankets": blankets,
        "looks": bool(here.roles & set(HOLDERS)),
        "errors": form,
    }
    return page(request, "agreements/pictures.html", context, status=422 if form else 200, here="pictures")


def _note(here: Visit, children: list[str], *, deciding: bool = False) -> None:
    actions.pictures_looked_at(here.school, children, roles=here.roles, actor=here.actor, deciding=deciding)


def _form(child: str, place: str, given: QueryDict, failed: RulePicturesForm | None) -> RulePicturesForm:
    """The form of one line; each has boxes of its own, so that a label leads to its own box."""
    mine = failed is not None and (given.get("child"), given.get("place")) == (child, place)
    return RulePicturesForm(given if mine else None, auto_id=f"{child}-{place}-%s")


def _do(here: Visit, given: QueryDict, form: RulePicturesForm | None) -> str:
    place = given.get("place", "")
    if form is not None:
        if "head" not in here.roles:
            raise DeniedError("The decision", "is the head’s, signed in.", "Ask the head to decide.")
        child = Person.objects.for_school(here.school).filter(ref=given.get("child", "")).first()
        waits = {(one.child, one.place) for one in queries.to_rule(here.school, today(here.school))}
        if child is None or (child.ref, place) not in waits:
            raise NotFoundError("the answer", "it waits for no decision.", "Open the page again.")
        said = form.cleaned_data
        actions.rule_pictures(child, place, said["answer"], said["reason"], actor=here.actor)
        return _("Decided, to the end of the school year. A no of a carer after today counts over it.")
    if given.get("do") != "look":
        raise BadInputError("the form", "it does not say what to do.", "Open the page again.")
    require(here.roles, *HOLDERS)
    real = given.getlist("real")
    kept = actions.look_at_blanket(here.school, given.get("source", ""), place, real, actor=here.actor)
    return _("%(n)d are real, and count from now.") % {"n": kept}
