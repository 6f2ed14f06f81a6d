"""The risk register: worst first, with what is late or has nothing to keep it down named before the rest."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.kernel.clocks.months import add_months
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people import directory
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.models import Person
from schoolgate.policy.queries import in_force
from schoolgate.registers import actions, queries
from schoolgate.registers.access import RISK_KEEPERS, RISK_READERS
from schoolgate.registers.forms import RiskForm
from schoolgate.registers.models import Risk


@at_school(*RISK_READERS, shows=Shows.POLICY)
def risks(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    known = queries.risks(here.school, on=today(here.school))
    context = {
        "school_ref": school,
        "risks": known,
        "bare": [risk for risk in known if not risk.mitigated],
        "late": [risk for risk in known if risk.late],
        "sentences": dict(sentences(here)),
        "keeps": bool(here.roles & set(RISK_KEEPERS)),
    }
    return page(request, "registers/risks.html", context, here="risks")


@at_school(*RISK_KEEPERS, shows=Shows.POLICY)
def add(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    form = _form(here, request, {"review_on": add_months(today(here.school), 4)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_risk(here.school, given["words"], **_said(here, given), actor=here.actor)
        except BadInputError as refused:
            form.add_error(None, f"{refused.cause} {refused.next_step}")
        else:
            messages.success(request, _("It is in the register."))
            return redirect("registers.risks", school=school)
    return _shown(request, form, None)


@at_school(*RISK_KEEPERS, shows=Shows.POLICY)
def risk(request: HttpRequest, school: str, risk: str) -> HttpResponse:
    """One risk, to score anew or (``do=close``) to close."""
    here = visit(request)
    row = Risk.objects.for_school(here.school).filter(ref=risk, closed_on=None).first()
    known = queries.risk(here.school, risk, on=today(here.school))
    if row is None or known is None:
        raise NotFoundError("the risk", "there is none such in the register.", "Look at the register.")
    if request.method == "POST" and request.POST.get("do") == "close":
        actions.close_risk(row, actor=here.actor)
        messages.success(request, _("It is closed. What was known of it is kept."))
        return redirect("registers.risks", school=school)
    kept = {name: getattr(known, name) for name in ("words", "likelihood", "impact", "owner", "mitigation")}
    kept |= {"promises": list(known.promises), "review_on": add_months(today(here.school), 4)}
    form = _form(here, request, kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.review_risk(row, words=given["words"], **_said(here, given), actor=here.actor)
        except BadInputError as refused:
            form.add_error(None, f"{refused.cause} {refused.next_step}")
        else:
            messages.success(request, _("Looked at. The score before is kept."))
            return redirect("registers.risks", school=school)
    return _shown(request, form, known)


def sentences(here: Visit) -> list[tuple[str, str]]:
    """The promises of the policy in force, by ref, in its own order."""
    policy = in_force(here.school, on=today(here.school))
    return [(promise.ref, promise.clause.text) for promise in policy.promises] if policy else []


def _form(here: Visit, request: HttpRequest, initial: dict[str, Any]) -> RiskForm:
    people = [(one.ref, one.name) for one in directory.adults(here.school, today(here.school)) if one.now]
    return RiskForm(request.POST or None, initial=initial, people=people, policy=sentences(here))


def _said(here: Visit, given: dict[str, Any]) -> dict[str, Any]:
    owner = Person.objects.for_school(here.school).filter(ref=given["owner"]).first() if given["owner"] else None
    same = ("likelihood", "impact", "review_on", "mitigation", "promises")
    return {name: given[name] for name in same} | {"owner": owner}


def _shown(request: HttpRequest, form: RiskForm, known: queries.RiskKnown | None) -> HttpResponse:
    context = {"school_ref": visit(request).school.ref, "form": form, "risk": known}
    return page(request, "registers/risk.html", context, status=422 if form.errors else 200, here="risks")
