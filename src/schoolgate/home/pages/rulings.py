"""Where our policy says two things that cannot both be kept: both sentences, and which of them staff go by."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.home.disagreeing import Decide, Disagreement, disagreements
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, require, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS, READERS
from schoolgate.policy import actions
from schoolgate.policy import queries as policies


@at_school(*READERS, shows=Shows.POLICY)
def rulings(request: HttpRequest, school: str) -> HttpResponse:
    """GET lists the pairs with what was decided; ``?one=REF&other=REF`` asks those who look after the policy about one
    of them, and POST to that address keeps the answer.
    """
    here, day = visit(request), day_at(visit(request).school)
    policy = policies.in_force(here.school, on=day)
    if policy is None:
        return redirect("home.today", school=school)
    pairs = disagreements(here.school, policy, day)
    keeper = bool(here.roles & set(KEEPERS))
    if request.method == "POST":
        require(here.roles, *KEEPERS)
    chosen = _chosen(request, pairs) if keeper else None
    form = None
    if chosen is not None:
        form = Decide(request.POST) if request.method == "POST" else Decide(initial=_start(chosen, day))
        if request.method == "POST" and form.is_valid() and _rule(here, chosen, form):
            messages.success(request, _said(form))
            return redirect("home.rulings", school=school)
    elif request.method == "POST":
        raise NotFoundError("Those two sentences", "are not in the policy in force.", "Choose from the list.")
    context = {
        "school_ref": school,
        "pairs": pairs,
        "open": sum(pair.ruled is None for pair in pairs),
        "chosen": chosen,
        "form": form,
        "keeper": keeper,
    }
    return page(request, "home/rulings.html", context, status=422 if form and form.errors else 200, here="policy")


def _chosen(request: HttpRequest, pairs: tuple[Disagreement, ...]) -> Disagreement | None:
    asked = {request.GET.get("one", ""), request.GET.get("other", "")}
    return next((pair for pair in pairs if {pair.one.ref, pair.other.ref} == asked), None)


def _start(pair: Disagreement, day: date) -> dict[str, object]:
    """What was said last, for whoever decides again; our own suggestion for the words."""
    start: dict[str, object] = {"on": day, "proposed": pair.note.suggestion, "change": "none"}
    if pair.ruled is not None:
        sides = {pair.one.ref: "first", pair.other.ref: "second", "both": "both"}
        start |= {"holds": sides.get(pair.ruled.holds, ""), "words": pair.ruled.words}
    return start


def _rule(here: Visit, pair: Disagreement, form: Decide) -> bool:
    """Whether it was kept; what was wrong is put beside the form."""
    given = form.cleaned_data
    try:
        actions.rule(
            here.school,
            pair.one.ref,
            pair.other.ref,
            holds=form.holding(pair),
            words=given["words"],
            on=given["on"],
            change=form.change_to(pair),
            actor=here.actor,
            actor_name=here.person.name,
        )
    except BadInputError as error:
        form.add_error("proposed" if "amendment" in str(error) else "on", str(error))
        return False
    return True


def _said(form: Decide) -> str:
    if form.cleaned_data["change"] in ("words", "out"):
        return _("Added to the record, and the change waits for the next meeting. The policy itself has not changed.")
    return _("Added to the record. The policy itself has not changed.")
