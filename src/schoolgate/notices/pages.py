"""The letters of a school: those that could not go, first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schoolgate.frame.pages import page
from schoolgate.notices import actions, queries
from schoolgate.notices.access import READERS
from schoolgate.people.access import Shows, at_school, visit


@at_school(*READERS, shows=Shows.PEOPLE)
@require_safe
def letters(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request).school
    context = {
        "school_ref": school,
        "waiting": queries.waiting(here),
        "in_line": queries.in_line(here),
        "gone": queries.gone(here),
    }
    return page(request, "notices/letters.html", context, here="letters")


@at_school(*READERS, shows=Shows.PEOPLE)
@require_POST
def again(request: HttpRequest, school: str, letter: str) -> HttpResponse:
    here = visit(request)
    actions.send_again(here.school, letter, actor=here.actor)
    messages.success(request, _("The letter is in line again."))
    return HttpResponseRedirect(reverse("notices.letters", args=[school]))


@at_school(*READERS, shows=Shows.PEOPLE)
@require_POST
def settle(request: HttpRequest, school: str, letter: str) -> HttpResponse:
    here = visit(request)
    actions.settle(here.school, letter, actor=here.actor)
    messages.success(request, _("The letter is put away: it is no longer needed."))
    return HttpResponseRedirect(reverse("notices.letters", args=[school]))
