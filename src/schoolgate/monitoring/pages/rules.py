"""How well each rule did by what was decided, what is set aside, and by whom it was agreed; no child is on it."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from schoolgate.frame.dayfield import DayField
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.monitoring.access import CHECKERS, MUTE_AGREERS, READER_SETTERS
from schoolgate.monitoring.actions.muting import agree_mute, end_mute, end_reader, propose_mute, set_reader
from schoolgate.monitoring.models import OutOfHoursReader
from schoolgate.monitoring.queries.checking import all_aside
from schoolgate.monitoring.queries.precision import Precision, precision, set_aside
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import READERS
from schoolgate.people.queries import holders

_MANY: Final = 20  # decisions, before a share in a hundred says anything


class MuteForm(forms.Form):
    """Which rule, why and until when."""

    rule = forms.ChoiceField(label=later("What is set aside"))
    why = forms.CharField(label=later("Why, for the person who agrees"), max_length=500)
    until = DayField(label=later("The last day"))

    def __init__(self, *args: Any, rules: list[Precision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.rule, one.words) for one in rules]


@at_school(*MUTE_AGREERS, shows=Shows.POLICY)
@seen_by("the head, the safeguarding lead and the deputy. It holds counts, and no child.")
def rules(request: HttpRequest, school: str) -> HttpResponse:
    """GET shows counts by rule. POST proposes, agrees to (``agree``) or ends (``end``) setting something aside."""
    here = visit(request)
    found = precision(here.school)
    form = None
    if here.roles & set(CHECKERS) and found:
        form = MuteForm(
            request.POST if "propose" in request.POST else None, rules=found, initial=_wanted(request, found)
        )
    if request.method == "POST" and (done := _do(request, here, form)):
        return done
    decided = sum(one.decided for one in found)
    context = {
        "school_ref": school,
        "rules": found,
        "aside": set_aside(here.school, viewer=here.person),
        "listed": all_aside(here.school),
        "form": form,
        "decided": decided,
        "mattered": sum(one.mattered for one in found),
        "of_100": round(100 * sum(one.mattered for one in found) / decided) if decided >= _MANY else None,
    }
    status = 422 if form is not None and form.errors else 200
    return page(request, "monitoring/rules.html", context, here="check", status=status)


def _wanted(request: HttpRequest, found: list[Precision]) -> dict[str, str]:
    """The form filled in for the rule whose advice was pressed."""
    one = next((one for one in found if one.rule == request.GET.get("rule") and one.advice == "mute"), None)
    if one is None:
        return {}
    return {"rule": one.rule, "why": _("None of the %(n)d that we decided mattered.") % {"n": one.decided}}


def _do(request: HttpRequest, here: Visit, form: MuteForm | None) -> HttpResponse | None:
    posted = request.POST
    try:
        if "agree" in posted:
            agree_mute(here, posted["agree"])
            messages.success(request, _("Agreed: it is set aside from now on."))
        elif "end" in posted:
            end_mute(here, posted["end"])
            messages.success(request, _("It is shown again from now on."))
        elif form is not None and form.is_valid():
            said = form.cleaned_data
            propose_mute(here, said["rule"], said["why"], said["until"])
            messages.success(request, _("Proposed. The head or a deputy is asked to agree on this page."))
        else:
            return None
    except (BadInputError, DeniedError, NotFoundError) as error:
        messages.error(request, f"{error.thing}: {error.cause} {error.next_step}")
    return redirect("monitoring.rules", school=here.school.ref)


@at_school(*READERS, shows=Shows.PEOPLE)
@seen_by("all staff and governors; print it for parents.")
def readers(request: HttpRequest, school: str) -> HttpResponse:
    """Who reads alerts when school is closed. POST adds (``reader``, ``hours``) or ends (``end``)."""
    here = visit(request)
    if request.method == "POST":
        try:
            if "end" in request.POST:
                end_reader(here, int(request.POST["end"]) if request.POST["end"].isdecimal() else 0)
            else:
                set_reader(here, request.POST.get("reader", ""), request.POST.get("hours", ""))
        except (BadInputError, DeniedError, NotFoundError) as error:
            messages.error(request, f"{error.thing}: {error.cause} {error.next_step}")
        return redirect("monitoring.readers", school=school)
    day = today(here.school)
    context = {
        "school_ref": school,
        "readers": list(
            OutOfHoursReader.objects.for_school(here.school).filter(until=None).select_related("reader").order_by("pk")
        ),
        "sets": bool(here.roles & set(READER_SETTERS)),
        "choices": sorted({(one.ref, one.name) for one in holders(here.school, CHECKERS, on=day)}),
    }
    return page(request, "monitoring/readers.html", context, here="check")
