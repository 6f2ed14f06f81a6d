"""The words of each agreement: which are in force, what would be signed, and the head's approval."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from schoolgate.agreements import actions, queries
from schoolgate.agreements.contract import THINGS, Kind, Sample
from schoolgate.agreements.queries import Words
from schoolgate.agreements.registry import KINDS
from schoolgate.frame.dayfield import DayField
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import TERM_KEEPERS


class WordsForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    body = forms.CharField(
        label=gettext_lazy("The words"),
        help_text=gettext_lazy("A line for each paragraph; a line that begins with “- ” is one promise."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )


class ApproveForm(forms.Form):
    on = DayField(label=gettext_lazy("Asked for from"), error_messages={"required": gettext_lazy("Give the day.")})


@at_school(*TERM_KEEPERS, shows=Shows.POLICY)
@require_safe
def kinds(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    used = queries.in_use(here.school, today(here.school))
    rows = [(kind, kind.key in used, [THINGS[thing] for thing in kind.gates]) for kind in KINDS]
    context = {"school_ref": school, "rows": rows, "used": len(used)}
    return page(request, "agreements/kinds.html", context, here="agreement-words")


@at_school(*TERM_KEEPERS, shows=Shows.POLICY)
def words(request: HttpRequest, school: str, agreement: str) -> HttpResponse:
    """POST with ``do`` write (a new version) or approve (the latest; our sample where there is none yet)."""
    here = visit(request)
    known, day = KINDS.get(agreement), today(here.school)
    versions = queries.versions(here.school, agreement)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    shown = _shown(versions, known)
    writing = WordsForm(request.POST if do == "write" else None, initial={"title": shown.title, "body": shown.body})
    approving = ApproveForm(request.POST if do == "approve" else None, initial={"on": day})
    form = approving if do == "approve" else writing
    if do and form.is_valid():
        try:
            _do(here, known, versions, do, form.cleaned_data)
        except BadInputError as refused:
            form.add_error(None, f"{refused.cause} {refused.next_step}".capitalize())
        else:
            done = _("Approved.") if do == "approve" else _("Kept. The head approves them next.")
            messages.success(request, done)
            return redirect("agreements.words", school=school, agreement=agreement)
    context = {
        "school_ref": school,
        "kind": known,
        "shown": shown,
        "parts": [(line.removeprefix("- "), line.startswith("- ")) for line in shown.body.splitlines() if line],
        "pictures": [line.partition(": ")[2] for line in shown.pictures.splitlines()],
        "draft": versions[0] if versions and not versions[0].approved_by else None,
        "in_force": queries.words_in_force(here.school, agreement, day),
        "sample": not versions,
        "writing": writing,
        "approving": approving if _waits(versions) and "head" in here.roles else None,
        "errors": form,
    }
    return page(request, "agreements/words.html", context, status=422 if form.errors else 200, here="agreement-words")


def _waits(versions: tuple[Words, ...]) -> bool:
    return not versions or not versions[0].approved_by


def _shown(versions: tuple[Words, ...], kind: Kind) -> Sample:
    """The latest version in English, approved or not; our own sample before there is one."""
    if not versions:
        return kind.sample
    texts = {one.style: one for one in versions[0].texts if one.language == "en"}
    pictures = texts["pictures"].body if "pictures" in texts else ""
    return Sample(texts["plain"].title, texts["plain"].body, pictures)


def _do(here: Visit, kind: Kind, versions: tuple[Words, ...], do: str, said: dict[str, object]) -> None:
    if do == "write":
        actions.draft(here.school, kind.key, title=str(said["title"]), body=str(said["body"]), actor=here.actor)
        return
    row = (
        actions.wording_of(here.school, versions[0].ref)
        if versions
        else actions.draft(here.school, kind.key, actor=here.actor)
    )
    actions.approve(row, actor=here.actor, from_on=said["on"])  # type: ignore[arg-type]  # a form's values are untyped
