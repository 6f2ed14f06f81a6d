"""Sending the links: by e-mail, on paper, as a list for texting; and signing here, on the office's tablet."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schoolgate.agreements.actions.linking import make_link, stop_links
from schoolgate.agreements.actions.sending_links import print_links, send_links, text_links
from schoolgate.agreements.queries.whom_to_ask import ToAsk, carers_to_ask
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.classes.queries import classes
from schoolgate.people.families.queries import children_of
from schoolgate.people.models import Person, School
from schoolgate.people.queries import person as find_person

SENDERS = ("head", "office")


class WhomForm(forms.Form):
    group = forms.ChoiceField(label=gettext_lazy("Whom to ask"), required=False)


@at_school(*SENDERS, shows=Shows.CHILDREN)
@seen_by("the head and the school office.")
def sending(request: HttpRequest, school: str) -> HttpResponse:
    """GET with ``group`` shows how many of a class there are; POST with ``do`` mail, print or text hands links out."""
    here = visit(request)
    day = today(here.school)
    said = request.POST if request.method == "POST" else request.GET
    form = _form(said, here.school, day)
    group = str(form.cleaned_data["group"]) if form.is_valid() else ""
    carers = carers_to_ask(here.school, day, group=group)
    if request.method == "POST":
        try:
            return _handed(request, here, carers, group)
        except BadInputError as refused:
            messages.error(request, f"{refused.cause} {refused.next_step}".capitalize())
            return redirect("agreements.sending", school=school)
    context = {
        "school_ref": school,
        "form": form,
        "group": group,
        "carers": carers,
        "mailed": sum(bool(one.email) for one in carers),
        "texted": sum(bool(one.phone) for one in carers),
    }
    return page(request, "agreements/sending.html", context, here="agreement-links")


@at_school(*SENDERS, shows=Shows.CHILDREN)
@seen_by("the head and the school office.")
def here_and_now(request: HttpRequest, school: str, person: str) -> HttpResponse:
    """One family: sign on this tablet, which ends the office's own session on it; or a code for another tablet; or
    stop every link of theirs."""
    here = visit(request)
    carer = find_person(here.school, person)
    children = children_of(here.school, carer.ref, today(here.school))
    if not children:
        raise NotFoundError("the family", "they care for no child here.", "Look at the list.")
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "here":
        made = make_link(carer, actor=here.actor, handed="tablet")
        logout(request)  # the tablet is handed over: nothing on it leads back to the office's pages
        return redirect("agreements.sign_by_link", code=made.code)
    context: dict[str, Any] = {"school_ref": school, "carer": carer, "children": children}
    if do in ("code", "show"):
        context["made"] = make_link(carer, actor=here.actor, handed="tablet" if do == "code" else "shown")
        context["on_tablet"] = do == "code"
    elif do == "stop":
        stopped = stop_links(carer, actor=here.actor)
        messages.success(request, _stopped(stopped))
        return redirect("agreements.here", school=school, person=person)
    return page(request, "agreements/here.html", context, here="agreement-links")


def _stopped(links: int) -> str:
    return ngettext("%(n)d link ended.", "%(n)d links ended.", links) % {"n": links}


def _form(said: Any, school: School, day: date) -> WhomForm:
    form = WhomForm(said)
    field = form.fields["group"]
    assert isinstance(field, forms.ChoiceField)
    some = [(one.ref, one.name) for one in classes(school, day) if one.kind == "class"]
    field.choices = [("", _("Everybody")), *some]
    return form


def _handed(request: HttpRequest, here: Visit, carers: tuple[ToAsk, ...], group: str) -> HttpResponse:
    do = request.POST.get("do", "")
    if do == "mail":
        some: list[Person] = [one.person for one in carers if one.email]
        if not some:
            raise BadInputError("the letters", "no address is held of any of them.", "Print the links.")
        made = send_links(here.school, some, actor=here.actor)
        messages.success(request, _("On their way: %(n)d letters.") % {"n": len(made)})
    elif do == "print":
        answer = HttpResponse(print_links(here.school, carers, actor=here.actor), content_type="application/pdf")
        answer["Content-Disposition"] = 'attachment; filename="letters-to-families.pdf"'
        return answer
    elif do == "text" and request.POST.get("sure") == "yes":
        words, _count = text_links(here.school, carers, actor=here.actor)
        answer = HttpResponse(words, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="links-for-texting.csv"'
        return answer
    elif do == "text":
        raise BadInputError("the list", "you have not said that it may leave.", "Tick the box above the button.")
    answer = redirect("agreements.sending", school=here.school.ref)
    answer["Location"] += f"?group={group}" if group else ""
    return answer
