"""Who may use what: every class and the adults, who waits and why; the head switches it on and rules by name."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schoolgate.agreements import actions
from schoolgate.agreements.access import TABLET_LIST
from schoolgate.agreements.forms_of_access import RulingForm
from schoolgate.agreements.queries import ADULTS, GateThen, gate_then, rulings_of, taken_back
from schoolgate.agreements.showing_access import classes_on_page, people_on_page, waiting
from schoolgate.agreements.taking_down import IN_CLASS
from schoolgate.frame.pages import page, seen_by
from schoolgate.gates.access.shared import on_shared
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import CLASSES, ROLL
from schoolgate.people.classes.queries import class_list, classes, teaches
from schoolgate.people.models import Person
from schoolgate.people.queries import names

_WHO = (
    "the head and senior leaders, the safeguarding team and the office; and teachers, of the children they teach, "
    "without the reasons. Never IT support."
)


@at_school(*CLASSES, shows=Shows.CHILDREN)
@require_safe
@seen_by(_WHO)
def overview(request: HttpRequest, school: str) -> HttpResponse:
    """Every class with how many wait; for teachers their own."""
    here = visit(request)
    day, whole = today(here.school), _sees_all(here)
    rows = [row for row in classes(here.school, day, taught_by=None if whole else here.person) if row.kind == "class"]
    shown = classes_on_page(gate_then(here.school, day), rows, adults=_("Adults") if whole else "")
    context = {
        "school_ref": school,
        "classes": shown,
        "waiting": sum(one.waiting for one in shown),
        "watched": [one for one in shown if one.since is None],
        "whole": whole,
    }
    return page(request, "agreements/access.html", context, here="access")


@at_school(*CLASSES, shows=Shows.CHILDREN)
@seen_by(_WHO)
def of_class(request: HttpRequest, school: str, group: str) -> HttpResponse:  # noqa: ARG001  (the address names it)
    """One class, or the adults: who waits and why. POST is the head's: ``do`` says what."""
    here = visit(request)
    day, whole = today(here.school), _sees_all(here)
    if not whole and not teaches(here.school, here.person, group, day):
        raise NotFoundError("the class", "there is none here for you.", "Look at the list of classes.")
    if request.method == "POST":
        return _post(request, here, group)
    return _shown(request, here, group, gate_then(here.school, day))


def _post(request: HttpRequest, here: Visit, group: str) -> HttpResponse:
    given, then = request.POST, gate_then(here.school, today(here.school))
    _named(here, group, then)  # raises where there is no such class
    if "head" not in here.roles:
        raise DeniedError("Access", "is the head’s to switch and to rule on.", "Ask the head.")
    form = _form(here, group, then, given) if given.get("do") == "rule" else None
    if form is not None and not form.is_valid():
        return _shown(request, here, group, then, form)
    try:
        told = _do(here, group, given, form)
    except (BadInputError, DeniedError) as refused:
        return _shown(request, here, group, then, form, f"{refused.thing}: {refused.cause} {refused.next_step}")
    messages.success(request, told)
    return redirect("agreements.access_of", school=here.school.ref, group=group)


def _do(here: Visit, group: str, given: QueryDict, form: RulingForm | None) -> str:
    school, actor = here.school, here.actor
    match given.get("do"):
        case "on" | "off" as which:
            actions.switch_gate(school, group, on=which == "on", actor=actor)
            return _("It is switched on.") if which == "on" else _("It is switched off: nothing is closed by it.")
        case "lessons" | "no-lessons" as which:
            actions.note_lessons(school, group, on=which == "lessons", actor=actor)
            return _("Noted.")
        case "end":
            actions.end_ruling(school, given.get("ruling", ""), actor=actor)
            return _("It has ended.")
        case "rule" if form is not None:
            said = form.cleaned_data
            person = Person.objects.for_school(school).get(ref=said["person"])
            days = {"first": said["first"], "last": said["last"]}
            actions.rule(person, said["thing"], said["verb"], why=said["why"], actor=actor, **days)
            return _("It is ruled, and ends by itself.")
    raise BadInputError("the form", "it does not say what to do.", "Open the page again.")


def _shown(
    request: HttpRequest,
    here: Visit,
    group: str,
    then: GateThen,
    form: RulingForm | None = None,
    refused: str = "",
) -> HttpResponse:
    name, refs = _named(here, group, then)
    answers = then.answers(refs)
    called = names(here.school, set(refs))
    shown = people_on_page(answers, called)
    is_class, head = group != ADULTS, "head" in here.roles
    shared = on_shared(group, "device", answers) if is_class else None
    down = taken_back(here.school, then.on, children=refs, places=IN_CLASS) if is_class else ()
    actions.pictures_looked_at(
        here.school, {one.child for one in down}, roles=here.roles, actor=here.actor, about=group
    )
    context = {
        "school_ref": here.school.ref,
        "group": group,
        "name": name,
        "is_class": is_class,
        "whole": _sees_all(here),
        "held": [one for one in shown if one.held],
        "open": [one for one in shown if not one.held],
        "waiting": waiting(answers),
        "since": then.switched.acts.get(group),
        "lessons": then.switched.lessons.get(group),
        "shared": shared,
        "may_not": sorted(called.get(ref, ref) for ref in shared.may_not) if shared else [],
        "prints": is_class and bool(here.roles & set(TABLET_LIST)),
        "rulings": rulings_of(here.school, refs, then.on) if _sees_all(here) else (),
        "form": (form or _form(here, group, then, None)) if head and refs else None,
        "down": down,
        "errors": form,
        "refused": refused,
    }
    status = 422 if refused or (form is not None and form.errors) else 200
    return page(request, "agreements/access_of.html", context, status=status, here="access")


def _named(here: Visit, group: str, then: GateThen) -> tuple[str, tuple[str, ...]]:
    if group == ADULTS:
        return _("Adults"), then.adults()
    return class_list(here.school, group, then.on).name, then.of_class(group)


def _form(here: Visit, group: str, then: GateThen, given: QueryDict | None) -> RulingForm:
    _name, refs = _named(here, group, then)
    called = sorted(names(here.school, set(refs)).items(), key=lambda one: one[1].casefold())
    others = [(ref, name) for ref, name in called if ref != here.person.ref]
    days = {"first": then.on, "last": then.on}
    return RulingForm(given, people=others, initial=days, on=then.on, adults=group == ADULTS)


def _sees_all(here: Visit) -> bool:
    return bool(here.roles & set(ROLL))
