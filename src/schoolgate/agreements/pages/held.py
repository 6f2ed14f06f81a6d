"""Forms already held: the office ticks whole classes whose signed paper it has, all but those it names."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.agreements import actions, queries
from schoolgate.agreements.access import HOLDERS
from schoolgate.agreements.contract import Signs
from schoolgate.agreements.forms_of_held import PLACE, HeldForm, WhichForm
from schoolgate.frame.pages import page, seen_by
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.classes.queries import classes
from schoolgate.people.models import Person


@at_school(*HOLDERS, shows=Shows.CHILDREN)
@seen_by("the head, the safeguarding lead and the office. Never IT support.")
def held(request: HttpRequest, school: str) -> HttpResponse:
    """GET asks for class and paper, and then shows the names; POST notes what is there."""
    here = visit(request)
    day = today(here.school)
    kinds = [kind for kind in queries.asked_kinds(here.school, day) if kind.signs is Signs.CARER]
    groups = [one for one in classes(here.school, day) if one.kind == "class"]
    given = request.POST if request.method == "POST" else request.GET
    which = WhichForm(given if "group" in given else None, groups=groups, kinds=kinds)
    context = {"school_ref": school, "kinds": kinds, "which": which, "errors": which}
    if not which.is_valid():
        return page(request, "agreements/held.html", context, status=422 if which.errors else 200, here="held")
    members = queries.class_members(here.school, which.cleaned_data["group"], day)
    people = sorted(((one.ref, one.name) for one in members), key=lambda one: one[1].casefold())
    what, pictures = which.cleaned_data["what"], which.cleaned_data["what"].startswith(PLACE)
    # Agreements come ticked, and whose is not there is unticked; of pictures nothing is ticked for anybody.
    first = {"on": day, "there": [] if pictures else [ref for ref, _ in people]}
    form = HeldForm(request.POST or None, people=people, pictures=pictures, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _note(here, what, members, form))
        except BadInputError as refused:
            form.add_error("on", f"{refused.cause} {refused.next_step}".capitalize())
        else:
            return redirect("agreements.held", school=school)
    context |= {"form": form, "errors": form, "pictures": pictures, "paper": _called(which, what)}
    context["group"] = next(one.name for one in groups if one.ref == which.cleaned_data["group"])
    return page(request, "agreements/held.html", context, status=422 if form.errors else 200, here="held")


def _note(here: Visit, what: str, members: list[Person], form: HeldForm) -> str:
    said = form.cleaned_data
    there = [one for one in members if one.ref in said["there"]]
    if not what.startswith(PLACE):
        done = actions.note_held(here.school, what, there, on=said["on"], actor=here.actor)
        older = any(said["on"] < one.wording.from_on for one in done)
        told = ngettext("Noted: one.", "Noted: %(n)d.", len(done)) % {"n": len(done)}
        return f"{told} {_('They signed older words than those in force now, and that is kept.')}" if older else told
    no = [one for one in members if one.ref in said["no"]]
    place = what.removeprefix(PLACE)
    made = actions.note_pictures(place, there, no, of=len(members), on=said["on"], actor=here.actor)
    told = ngettext("Noted: one.", "Noted: %(n)d.", made) % {"n": made}
    blanket = any(one.place == place for one in queries.blankets(here.school, today(here.school)))
    return f"{told} {_('All say yes: it counts once somebody has looked at each.')}" if blanket else told


def _called(which: WhichForm, what: str) -> str:
    if what.startswith(PLACE):
        return _("Pictures: %(place)s") % {"place": CHANNELS[what.removeprefix(PLACE)]}
    field = which.fields["what"]
    return str(dict(getattr(field, "choices", []))[what])
