"""One proposed change: exactly what would be otherwise and for whom, and one press to agree it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.filtering import actions, queries
from schoolgate.filtering.access import PROPOSERS, READERS, SIGNERS
from schoolgate.filtering.agreed.rebasing import rebased
from schoolgate.filtering.models import Proposal
from schoolgate.filtering.pages.showing import change, changes_of, current, sentences, setting_before
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, require, visit


@at_school(*READERS, shows=Shows.POLICY)
def proposal(request: HttpRequest, school: str, proposal: str) -> HttpResponse:
    """POST with ``do`` agree, decline, withdraw or again (on the version that is in force now)."""
    here = visit(request)
    rows = Proposal.objects.for_school(here.school).select_related("on_version", "school")
    row: Proposal | None = rows.filter(ref=proposal).first()
    if row is None:
        raise NotFoundError("the change", "there is none such here.", "Look at the filter’s page.")
    refused = ""
    if request.method == "POST":
        try:
            row = _do(here, row, request)
        except (BadInputError, DeniedError, NotFoundError) as error:
            refused = f"{error.thing.capitalize()}: {error.cause} {error.next_step}"
            row.refresh_from_db()
        else:
            return redirect("filtering.proposal", school=school, proposal=row.ref)
    changes = changes_of(row, here)
    lines = [line for about in changes for line in about.lines]
    context = {
        "school_ref": school,
        "one": change(row, here.person.ref),
        "changes": changes,
        "count": len(lines),
        "opens": sum(line.opens is True for line in lines),
        "closes": sum(line.opens is False for line in lines),
        "may_decline": bool(here.roles & set(SIGNERS)),
        "may_withdraw": row.by == here.actor.ref or "head" in here.roles,
        "proposes": bool(here.roles & set(PROPOSERS)),
        "says": sentences(here.school),
        "refused": refused,
    }
    return page(request, "filtering/proposal.html", context, status=422 if refused else 200, here="filter")


def _do(here: Visit, row: Proposal, request: HttpRequest) -> Proposal:
    do, why = request.POST.get("do", ""), request.POST.get("why", "")
    if do == "agree":
        made = actions.agree(row, actor=here.actor, digest=request.POST.get("digest", "") or "none was shown")
        said = _("You have agreed. It is in force.") if made else _("You have agreed. One more person must.")
        messages.success(request, said)
    elif do == "decline":
        actions.decline(row, why, actor=here.actor)
        messages.success(request, _("Declined, with your reason."))
    elif do == "withdraw":
        actions.withdraw(row, actor=here.actor, why=why)
        messages.success(request, _("Withdrawn."))
    elif do == "again":
        require(here.roles, *PROPOSERS)
        now = current(here.school)
        wanted = rebased(setting_before(row), queries.proposed_setting(row), now)
        messages.success(request, _("Proposed again, on what is in force now."))
        return actions.propose_change(here.school, wanted, row.reason, actor=here.actor)
    return row
