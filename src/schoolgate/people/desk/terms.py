"""The school's year: the terms as given or assumed, and giving them by pasting lines or a calendar file."""

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from schoolgate.frame.pages import page
from schoolgate.kernel.clocks.terms import academic_year_of
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import terms
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import READERS, TERM_KEEPERS
from schoolgate.people.models import CalendarPeriod
from schoolgate.people.term_files import LARGEST, lines_of
from schoolgate.people.term_lines import Understood, read_lines

_SHOWN_LEFT = 12


class GiveTerms(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Paste the dates, as your website or letter has them"),
        help_text=gettext_lazy("For example: Autumn term: 2 September 2026 to 18 December 2026"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a calendar file"),
        help_text=gettext_lazy("One that ends in .ics, as calendars save."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )


@at_school(*READERS, shows=Shows.SCHOOL)
def year(request: HttpRequest, school: str) -> HttpResponse:  # noqa: ARG001  (the address names it)
    return _shown(request, visit(request), GiveTerms())


@at_school(*TERM_KEEPERS, shows=Shows.SCHOOL)
@require_POST
def give(request: HttpRequest, school: str) -> HttpResponse:
    """What was understood is shown first; ``keep`` holds it, line by line, once somebody has seen it."""
    here = visit(request)
    begins = _begins(here)
    if "keep" in request.POST:
        understood = read_lines(request.POST["keep"], year=begins)
        try:
            years = terms.keep(here.school, understood.said, actor=here.actor)
        except BadInputError as refused:
            return _preview(request, here, understood, str(refused))
        told = ", ".join(f"{one} to {one + 1}" for one in years)
        messages.success(request, _("The term dates of %(years)s are kept.") % {"years": told})
        return redirect("people.terms", school=school)
    form = GiveTerms(request.POST, request.FILES)
    found = _understood(form, begins) if form.is_valid() else None
    return _shown(request, here, form) if found is None else _preview(request, here, found)


def _understood(form: GiveTerms, begins: int) -> Understood | None:
    words, file = form.cleaned_data["words"], form.cleaned_data["file"]
    try:
        if isinstance(file, UploadedFile):
            words = lines_of(file.read(LARGEST + 1), file.name or "")
    except BadInputError as refused:
        form.add_error("file", f"{refused.cause[0].upper()}{refused.cause[1:]} {refused.next_step}")
        return None
    if not words.strip():
        form.add_error("words", _("Paste the dates, or choose a calendar file."))
        return None
    return read_lines(words, year=begins)


def _preview(request: HttpRequest, here: Visit, understood: Understood, refused: str = "") -> HttpResponse:
    labels = dict(CalendarPeriod.Kind.choices)
    years = terms.as_given(here.school, understood.said)
    context = {
        "school_ref": here.school.ref,
        "visit": here,
        "years": [
            (f"{begins} to {begins + 1}", [(labels[one.kind], one, one in understood.said) for one in said])
            for begins, said in sorted(years.items())
        ],
        "left": understood.left[:_SHOWN_LEFT],
        "more_left": max(0, len(understood.left) - _SHOWN_LEFT),
        "plain": "\n".join(one.plain for one in understood.said),
        "refused": refused,
    }
    return page(request, "people/terms_preview.html", context, status=400 if refused else 200, here="terms")


def _shown(request: HttpRequest, here: Visit, form: GiveTerms) -> HttpResponse:
    begins = _begins(here)
    context = {
        "school_ref": here.school.ref,
        "visit": here,
        "form": form,
        "may_give": bool(here.roles & set(TERM_KEEPERS)),
        "years": [terms.year(here.school, one) for one in (begins, begins + 1)],
        "kinds": dict(CalendarPeriod.Kind.choices),
    }
    return page(request, "people/terms.html", context, status=400 if form.errors else 200, here="terms")


def _begins(here: Visit) -> int:
    """The academic year of today; in the summer holidays people give the next."""
    day = today(here.school)
    return academic_year_of(day) + (1 if day.month in (7, 8) else 0)
