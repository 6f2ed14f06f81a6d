"""Everything that came in, and giving more."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.feeds.registry import FEEDS
from schoolgate.frame.pages import page
from schoolgate.intake import access, actions, queries
from schoolgate.intake.forms import GiveFiles
from schoolgate.intake.loads.registry import LOADS
from schoolgate.intake.models import Delivery
from schoolgate.intake.pages.people import names
from schoolgate.intake.takers.registry import goes_on
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.models import ROLE_WORDS

# Larger files are looked at by the clock, so that nobody waits for a page.
SOON_BYTES: Final = 3_000_000
_MARKS: Final = {
    Delivery.State.QUARANTINED: ("none", "none"),
    Delivery.State.MAPPING: ("none", "none"),
    Delivery.State.READY: ("none", "none"),
    Delivery.State.APPLIED: ("kept", "kept"),
    Delivery.State.UNDONE: ("na", "na"),
    Delivery.State.REFUSED: ("none", "old"),
    Delivery.State.HANDED: ("kept", "kept"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One file as the list shows it; ``name`` says what it is called only to those who may know."""

    delivery: Delivery
    name: str
    what: str
    state: str
    tone: str
    shape: str
    giver: str
    counts: str
    waits_for: str


@at_school(*access.GIVERS, shows=Shows.MACHINERY)
def files(request: HttpRequest, school: str) -> HttpResponse:
    """GET lists them, what waits first; POST takes files in."""
    here = visit(request)
    form = GiveFiles(request.POST, request.FILES) if request.method == "POST" else GiveFiles()
    if request.method == "POST" and form.is_valid():
        given = _take(request, here, form)
        if len(given) == 1 and (address := goes_on(given[0], here.roles)):
            messages.info(request, given[0].trouble)
            return redirect(address)
        if len(given) == 1:
            return redirect("intake.file", school=school, file=given[0].ref)
        if given:
            return redirect("intake.files", school=school)
    found = queries.deliveries(here.school)
    known = names(here.school, [one.given_by for one in found])
    rows = [row(one, here, known.get(one.given_by, "")) for one in found]
    context = {
        "school_ref": school,
        "form": form,
        "waiting": [one for one in rows if one.waits_for or one.delivery.state == Delivery.State.QUARANTINED],
        "done": [one for one in rows if not one.waits_for and one.delivery.state != Delivery.State.QUARANTINED],
        "setter": bool(here.roles & set(access.SETTERS)),
        "expected": queries.expected(here.school),
    }
    return page(request, "intake/files.html", context, here="files", status=422 if form.errors else 200)


def row(one: Delivery, here: Visit, giver: str) -> Row:
    state = Delivery.State(one.state)
    tone, shape = _MARKS[state]
    known = access.may_know_its_name(here.roles, here.actor, one)
    waits = state in (Delivery.State.MAPPING, Delivery.State.READY)
    for_whom = [words for key, words in ROLE_WORDS.items() if key in access.roles_for(one)]
    return Row(
        one,
        one.name if known else _("A file"),
        what_it_is(one),
        str(state.label)
        if one.feed or state != Delivery.State.MAPPING
        else _("Waiting for somebody to say what it is"),
        tone,
        shape,
        giver,
        ", ".join(f"{count} {verb.replace('-', ' ')}" for verb, count in one.counts.items()),
        (", ".join(for_whom) or _("whoever gave it")) if waits else "",
    )


def what_it_is(one: Delivery) -> str:
    if one.load in LOADS:
        return LOADS.get(one.load).words
    return FEEDS.get(one.feed).words if one.feed in FEEDS else _("Not known yet")


def _take(request: HttpRequest, here: Visit, form: GiveFiles) -> list[Delivery]:
    """What came in; what was wrong is put beside the form."""
    several: dict[str, bytes] = {}
    for one in form.cleaned_data["given"]:
        name = one.name or _("A file")
        several[name if name not in several else f"{len(several)} {name}"] = one.read(actions.MOST_BYTES + 1)
    together = form.cleaned_data["together"] or "manifest.csv" in {name.lower() for name in several}
    if len(several) > 1 and together:
        several = dict([actions.as_set(several)])
    taken: list[Delivery] = []
    for name, data in several.items():
        try:
            received = actions.receive(
                here.school,
                name,
                data,
                way=Delivery.Way.PAGE,
                actor=here.actor,
                true_on=form.cleaned_data["true_on"],
            )
        except BadInputError as error:
            form.add_error("given", str(error))
            continue
        if received.repeated:
            words = _("%(name)s is here already, the same to the letter. Nothing was added.")
            messages.info(request, words % {"name": name})
        soon = len(data) <= SOON_BYTES
        taken.append(actions.advance(received.delivery) if soon else received.delivery)
    return taken
