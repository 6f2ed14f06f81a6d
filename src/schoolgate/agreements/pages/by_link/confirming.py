"""The end of the way: a name and a tick under all answers at once, and the receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.agreements.actions import signing_by_link as actions
from schoolgate.agreements.pages.by_link.answering import next_part
from schoolgate.agreements.pages.by_link.devices import device_of
from schoolgate.agreements.pages.by_link.lines import lines_to_sign
from schoolgate.agreements.pages.by_link.opening import by_link, home_address, shown
from schoolgate.agreements.queries.links import OpenLink, receipts
from schoolgate.kernel.errors import BadInputError
from schoolgate.notices.actions import send
from schoolgate.people.slowing import network_address

_LONGEST = 120


@by_link("GET", "HEAD", "POST")
def check(request: HttpRequest, link: OpenLink, code: str) -> HttpResponse:
    family = link.family()
    if not family.asks:  # signed by now: pressed twice, or in another window
        return redirect(home_address(code))
    if actions.unanswered(family, link):
        return redirect(next_part(code, family, link))
    name, sure = request.POST.get("name", "").strip()[:_LONGEST], request.POST.get("sure") == "yes"
    errors = []
    if request.method == "POST":
        errors += [] if name else [("name", _("Type your name."))]
        errors += [] if sure else [("sure", _("Tick the box to say that these are your answers."))]
        if not errors:
            said = actions.Confirmed(name, device_of(request), network_address(request))
            try:
                actions.sign_by_link(link, said, actor=actions.by_link(link))
            except BadInputError:  # words changed, or the family did, while they read
                return redirect(home_address(code))
            return redirect(home_address(code))
    context = {
        "code": code,
        "lines": lines_to_sign(family, link, code),
        "errors": errors,
        "name": name,
        "sure": sure,
    }
    return shown(request, link, "check", context, status=422 if errors else 200)


@by_link("POST")
def mail(request: HttpRequest, link: OpenLink, code: str) -> HttpResponse:  # noqa: ARG001  (the link says which)
    """The receipt by letter: when, how many answers, and the short digest; no name."""
    given = receipts(link.carer, link=link.ref)
    if given:
        said = {"ends": given[0].at.isoformat(), "receipt": given[0].short}
        about = f"{given[0].ref}"
        send(link.school, link.carer.ref, "agreement.receipt", said, actor=actions.by_link(link), about=about)
    return redirect(f"{home_address(code)}?mailed=yes")
