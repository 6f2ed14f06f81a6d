"""Permissions to look: who may look at what, what for and until when; proposing, agreeing, ending."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.monitoring import actions
from schoolgate.monitoring.access import ACCESS_KEEPERS, GRANT_READERS, LOOK_READERS, LOOKERS, PROPOSERS, SECONDERS
from schoolgate.monitoring.forms import GrantForm
from schoolgate.monitoring.queries.granted import Granted, granted, one_grant
from schoolgate.people.access import Shows, at_school, today, visit

_YEAR = timedelta(days=365)
_SEEN = "those who may propose or agree to it, the data protection officer, and the auditor"


@at_school(*GRANT_READERS, shows=Shows.POLICY)
@seen_by(_SEEN)
def grants(request: HttpRequest, school: str) -> HttpResponse:
    """The permissions that hold, those that wait, and those that are over."""
    here = visit(request)
    every = granted(here.school, viewer=here.person)
    context = {
        "school_ref": school,
        "live": [one for one in every if one.live],
        "waiting": [one for one in every if one.waits],
        "over": [one for one in every if not one.live and not one.waits][:20],
        "proposes": bool(here.roles & set(PROPOSERS)),
        "looks": bool(here.roles & set(LOOKERS)),
        "seconds": bool(here.roles & set(SECONDERS)),
        "gives": bool(here.roles & set(ACCESS_KEEPERS)),
        "reads": bool(here.roles & set(LOOK_READERS)),
    }
    return page(request, "monitoring/grants.html", context, here="looking")


@at_school(*PROPOSERS, shows=Shows.POLICY)
@seen_by(_SEEN)
def propose(request: HttpRequest, school: str) -> HttpResponse:
    """GET shows the form; POST proposes. It holds for nobody until two people agreed."""
    here = visit(request)
    initial: dict[str, Any] = {"report": "alerts", "role": "dsl", "until": today(here.school) + _YEAR}
    form = GrantForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = actions.propose_grant(
                here.school,
                report=said["report"],
                role=said["role"],
                purpose=said["purpose"],
                until=said["until"],
                actor=here.actor,
            )
        except BadInputError as refused:
            form.add_error(None, f"{refused.thing}: {refused.cause} {refused.next_step}")
        else:
            messages.success(request, _("Proposed. The headteacher and a governor are asked to agree."))
            return redirect("monitoring.grant", school=school, grant=row.ref)
    status = 422 if form.errors else 200
    return page(
        request, "monitoring/propose_grant.html", {"school_ref": school, "form": form}, here="looking", status=status
    )


@at_school(*GRANT_READERS, shows=Shows.POLICY)
@seen_by(_SEEN)
def grant(request: HttpRequest, school: str, grant: str) -> HttpResponse:
    """One permission. POST ``agree`` agrees; ``end`` with ``why`` declines or ends it."""
    here = visit(request)
    found: Granted = one_grant(here.school, grant, viewer=here.person)
    if request.method == "POST":
        try:
            if "agree" in request.POST:
                row = actions.agree_grant(here.school, grant, actor=here.actor)
                both = row.state == row.State.AGREED
                messages.success(request, _("Agreed: it holds now.") if both else _("Agreed. It waits for one more."))
            else:
                actions.end_grant(here.school, grant, request.POST.get("why", ""), actor=here.actor)
                messages.success(request, _("It is over: nobody can look by it."))
        except (BadInputError, DeniedError, NotFoundError) as refused:
            messages.error(request, f"{refused.thing}: {refused.cause} {refused.next_step}")
        return redirect("monitoring.grant", school=school, grant=grant)
    return page(request, "monitoring/grant.html", {"school_ref": school, "one": found}, here="looking")
