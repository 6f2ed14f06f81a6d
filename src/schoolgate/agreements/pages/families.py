"""Families' agreements: per class what is back and what is not, whole classes noted, and yeses that were taken back."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.agreements import actions, queries
from schoolgate.agreements.access import OFFICE_OF_FAMILIES
from schoolgate.agreements.contract import Answers, Kind, Signs
from schoolgate.agreements.queries.chasing import Missing, Tally
from schoolgate.agreements.taking_down import line_of
from schoolgate.evidence.queries import jobs
from schoolgate.frame.dayfield import DayField
from schoolgate.frame.pages import page, seen_by
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.people.access import Shows, at_school, today, visit
from schoolgate.people.circles import TERM_KEEPERS
from schoolgate.people.classes.queries import classes
from schoolgate.people.models import School
from schoolgate.people.queries import names


@dataclass(frozen=True, slots=True)
class Row:
    """A class with its tallies in the order of the kinds (None: not asked there), and of whom something is missing."""

    name: str
    cells: tuple[Tally | None, ...]
    missing: tuple[tuple[str, str], ...]  # name, and what in words


class ClassForm(forms.Form):
    group = forms.ChoiceField(label=gettext_lazy("Class"), error_messages={"required": gettext_lazy("Choose a class.")})
    kind = forms.ChoiceField(
        label=gettext_lazy("Which paper?"), error_messages={"required": gettext_lazy("Choose which paper.")}
    )
    on = DayField(label=gettext_lazy("Signed on"), error_messages={"required": gettext_lazy("Give the day.")})


@at_school(*OFFICE_OF_FAMILIES, shows=Shows.CHILDREN)
@seen_by("the head and senior leaders, the safeguarding leads and the office. Never IT support.")
def families(request: HttpRequest, school: str) -> HttpResponse:
    """POST notes a whole class whose signed paper the office holds."""
    here = visit(request)
    day, keeps = today(here.school), bool(here.roles & set(TERM_KEEPERS))
    if request.method == "POST" and not keeps:
        raise DeniedError("The signed paper", "is noted by the office.", "Give the paper to the office.")
    kinds = [kind for kind in queries.asked_kinds(here.school, day) if kind.signs is Signs.CARER]
    form = _form(request, here.school, kinds, day)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        persons = queries.class_members(here.school, said["group"], day)
        try:
            done = actions.note_held(here.school, said["kind"], persons, on=said["on"], actor=here.actor)
        except BadInputError as refused:
            form.add_error("on", f"{refused.cause} {refused.next_step}".capitalize())
        else:
            messages.success(request, _("Noted: %(n)d.") % {"n": len(done)})
            return redirect("agreements.families", school=school)
    tallies = queries.tallies(here.school, day, kinds=[kind.key for kind in kinds]) if kinds else ()
    context = {
        "school_ref": school,
        "kinds": kinds,
        "rows": _rows(here.school, kinds, tallies, day) if kinds else [],
        "back": sum(one.back for one in tallies),
        "of": sum(one.of for one in tallies),
        "down": _to_take_down(here.school, day),
        "form": form if keeps and kinds else None,
        "errors": form,
    }
    return page(request, "agreements/families.html", context, status=422 if form.errors else 200, here="agreements")


def _form(request: HttpRequest, school: School, kinds: list[Kind], day: date) -> ClassForm:
    form = ClassForm(request.POST if request.method == "POST" else None, initial={"on": day})
    group, kind = form.fields["group"], form.fields["kind"]
    assert isinstance(group, forms.ChoiceField)
    assert isinstance(kind, forms.ChoiceField)
    group.choices = [(one.ref, one.name) for one in classes(school, day) if one.kind == "class"]
    kind.choices = [(one.key, one.title) for one in kinds if one.answers is Answers.AGREE]
    return form


def _rows(school: School, kinds: list[Kind], tallies: tuple[Tally, ...], day: date) -> list[Row]:
    lacking: defaultdict[str, list[Missing]] = defaultdict(list)
    for one in queries.missing(school, day, kinds=[kind.key for kind in kinds]):
        lacking[one.group].append(one)
    titles = {kind.key: kind.title for kind in kinds}
    by_class: dict[str, dict[str, Tally]] = {}
    for tally in tallies:
        by_class.setdefault(tally.group, {})[tally.kind] = tally
    return [
        Row(
            next(iter(some.values())).name or _("In no class"),
            tuple(some.get(kind.key) for kind in kinds),
            tuple((one.name, ", ".join(titles[key] for key in one.kinds)) for one in lacking[group]),
        )
        for group, some in by_class.items()
    ]


def _to_take_down(school: School, day: date) -> list[tuple[str, str, date]]:
    """Child, place and the day by which, of each yes that was taken back and not dealt with."""
    places = {line_of(channel): words for channel, words in CHANNELS.items()}
    open_ones = [one for one in jobs(school, on=day) if one.words in places]
    called = names(school, {one.about for one in open_ones})
    return [(called.get(one.about, ""), places[one.words], one.due) for one in open_ones]
