"""Which adults have not signed what is asked of them, by name; and their paper ticked off."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.agreements import actions, queries
from schoolgate.agreements.access import NAMERS
from schoolgate.agreements.contract import Kind
from schoolgate.frame.dayfield import DayField
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import Shows, at_school, today, visit
from schoolgate.people.models import Person, School


class PaperForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Which paper?"))
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Whose name is on it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one person.")},
    )
    on = DayField(label=gettext_lazy("Signed on"), error_messages={"required": gettext_lazy("Give the day.")})


@at_school(*NAMERS, shows=Shows.PEOPLE)
def staff(request: HttpRequest, school: str) -> HttpResponse:
    """POST ticks off paper."""
    here = visit(request)
    day = today(here.school)
    asked, waiting = queries.own_kinds(here.school, day), queries.unsigned(here.school, day)
    form = PaperForm(request.POST or None, initial={"on": day})
    for name, choices in (
        ("kind", [(kind.key, kind.title) for kind in asked]),
        ("people", [(one.person, one.name) for one in waiting]),
    ):
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        persons = list(Person.objects.for_school(here.school).filter(ref__in=said["people"]))
        try:
            done = actions.note_held(here.school, said["kind"], persons, on=said["on"], actor=here.actor, way="paper")
        except BadInputError as refused:
            told = f"{refused.cause} {refused.next_step}"
            form.add_error("on", told[0].upper() + told[1:])
        else:
            messages.success(request, _("Ticked off: %(n)d.") % {"n": len(done)})
            return redirect("agreements.staff", school=school)
    context = {
        "school_ref": school,
        "asked": asked,
        "waiting": [one for one in waiting if one.back is None],
        "away": [one for one in waiting if one.back is not None],
        "tallies": _tallies(here.school, asked, day),
        "form": form if waiting else None,
        "errors": form,
    }
    return page(request, "agreements/staff.html", context, status=422 if form.errors else 200, here="signed")


def _tallies(school: School, asked: Iterable[Kind], on: date) -> list[tuple[str, int, int]]:
    """By kind, of how many it is back, and of how many it is asked."""
    found = []
    for kind in asked:
        some = queries.tallies(school, on, kinds=[kind.key])
        found.append((kind.title, sum(one.back for one in some), sum(one.of for one in some)))
    return found
