"""Who has signed and who has not: by name for those who ask them, in counts for others; and paper ticked off."""

from collections import Counter

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.agreements import actions, queries
from schoolgate.agreements.access import COUNTERS, NAMERS
from schoolgate.frame.dayfield import DayField
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.people.access import Shows, at_school, today, visit
from schoolgate.people.models import Person
from schoolgate.policy.queries import in_force


class PaperForm(forms.Form):
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Whose name is on the paper?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one person.")},
    )
    on = DayField(label=gettext_lazy("Signed on"), error_messages={"required": gettext_lazy("Give the day.")})


@at_school(*COUNTERS, shows=Shows.PEOPLE)
def signed(request: HttpRequest, school: str) -> HttpResponse:
    """POST ticks off paper: for the office and those who look after the policy."""
    here = visit(request)
    day, named = today(here.school), bool(here.roles & set(NAMERS))
    if request.method == "POST" and not named:
        raise DeniedError("The signed paper", "is ticked off by the office.", "Give the paper to the office.")
    policy = in_force(here.school, on=day)
    if policy is None:
        return page(request, "agreements/signed.html", {"school_ref": school, "policy": None}, here="signed")
    asked = queries.asked_for(here.school, policy)
    signers = queries.signers(here.school, asked, on=day)
    open_ones = [(one.person, one.name) for one in signers if one.state != "signed"]
    form = PaperForm(request.POST or None, initial={"on": day})
    people = form.fields["people"]
    assert isinstance(people, forms.MultipleChoiceField)
    people.choices = open_ones
    if request.method == "POST" and form.is_valid():
        persons = list(Person.objects.for_school(here.school).filter(ref__in=form.cleaned_data["people"]))
        try:
            done = actions.tick_paper(here.school, policy, persons, on=form.cleaned_data["on"], actor=here.actor)
        except BadInputError as refused:
            form.add_error("on", f"{refused.cause} {refused.next_step}".capitalize())
        else:
            messages.success(request, _("Ticked off: %(n)d.") % {"n": len(done)})
            return redirect("agreements.signed", school=school)
    counts = Counter(one.state for one in signers)
    context = {
        "school_ref": school,
        "policy": policy,
        "asked": asked,
        "total": len(signers) - counts["away"],
        "counts": counts,
        "signers": signers if named else (),
        "named": named,
        "form": form if open_ones else None,
        "errors": form,
    }
    return page(request, "agreements/signed.html", context, status=422 if form.errors else 200, here="signed")
