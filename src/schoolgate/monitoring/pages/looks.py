"""Who looked, when and why: for those who answer for it. No child is named here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.monitoring import actions
from schoolgate.monitoring.access import ANSWERERS, LOOK_READERS, SECONDERS
from schoolgate.monitoring.queries.looked import looked, one_look, seconds
from schoolgate.people.access import Shows, at_school, visit

_SEEN = (
    "the data protection officer, the chair of governors, the headteacher and the safeguarding lead. No child is named."
)


@at_school(*LOOK_READERS, shows=Shows.RECORD)
@seen_by(_SEEN)
def looks(request: HttpRequest, school: str) -> HttpResponse:
    """Every look, the latest first: ``which`` is all, emergency or refused."""
    here = visit(request)
    which = request.GET.get("which", "all")
    found = looked(here.school, which=which)
    choices = (("all", _("All")), ("emergency", _("Emergency looks")), ("refused", _("Refused")))
    context = {"school_ref": school, "found": found, "which": which, "choices": choices}
    return page(request, "monitoring/looks.html", context, here="looks")


@at_school(*LOOK_READERS, shows=Shows.RECORD)
@seen_by(_SEEN)
def looked_one(request: HttpRequest, school: str, look: str) -> HttpResponse:
    """One look. POST, by the chair or the data protection officer, says whether an emergency look was right."""
    here = visit(request)
    found = one_look(here.school, look)
    if request.method == "POST":
        right = request.POST.get("right") == "yes"
        try:
            actions.answer_emergency(
                here.school, look, right=right, words=request.POST.get("words", ""), actor=here.actor
            )
            messages.success(request, _("Kept, and entered in the permanent record."))
        except (BadInputError, DeniedError, NotFoundError) as refused:
            messages.error(request, f"{refused.thing}: {refused.cause} {refused.next_step}")
        return redirect("monitoring.looked", school=school, look=look)
    answers = found.emergency and not found.answered_by and bool(here.roles & set(ANSWERERS))
    context = {"school_ref": school, "one": found, "answers": answers}
    return page(request, "monitoring/looked.html", context, here="looks")


@at_school(*SECONDERS, shows=Shows.RECORD)
@seen_by("whoever asked, and whoever is asked. No child is named.")
def second(request: HttpRequest, school: str) -> HttpResponse:
    """Looks that wait for a second person, and what was answered. POST ``yes`` or ``no`` (a ref) answers."""
    here = visit(request)
    if request.method == "POST":
        agreed = "yes" in request.POST
        try:
            actions.answer_second(
                here.school, request.POST.get("yes" if agreed else "no", ""), agreed=agreed, actor=here.actor
            )
            messages.success(request, _("Yes, for a week.") if agreed else _("No. They cannot look."))
        except (DeniedError, NotFoundError) as refused:
            messages.error(request, f"{refused.thing}: {refused.cause} {refused.next_step}")
        return redirect("monitoring.seconds", school=school)
    asked, answered = seconds(here.school, viewer=here.person)
    return page(
        request, "monitoring/seconds.html", {"school_ref": school, "asked": asked, "answered": answered}, here="looking"
    )
