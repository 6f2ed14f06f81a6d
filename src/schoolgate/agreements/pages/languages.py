"""The languages of families' pages: what is there in each, the words to be checked, and the head's approval."""

from dataclasses import dataclass

from babel.messages.pofile import read_po
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.agreements import actions
from schoolgate.agreements.languages import ENGLISH, LANGUAGES, PAGE_WORDS, Language, missing_in, offered
from schoolgate.agreements.queries.asking_families import words_of_families
from schoolgate.agreements.queries.wordings import Text, Words
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import TERM_KEEPERS


class TextForm(forms.Form):
    agreement = forms.ChoiceField(label=gettext_lazy("Which agreement?"))
    title = forms.CharField(label=gettext_lazy("Title, in that language"), max_length=200)
    body = forms.CharField(
        label=gettext_lazy("The words, in that language"),
        help_text=gettext_lazy("A line for each paragraph; a line that begins with “- ” is one promise."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement and its words in the language; ``text`` is None where there are none."""

    kind: str
    title: str
    text: Text | None


@at_school(*TERM_KEEPERS, shows=Shows.POLICY)
def languages(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    words = words_of_families(here.school, today(here.school)).values()
    ready = offered(words)
    rows = [
        (one, one in ready, sum(not missing_in(some, one.key) for some in words))
        for one in LANGUAGES.values()
        if one.key != ENGLISH
    ]
    context = {"school_ref": school, "rows": rows, "of": len(words), "ready": len(ready) - 1}
    return page(request, "agreements/languages.html", context, here="agreement-words")


@at_school(*TERM_KEEPERS, shows=Shows.POLICY)
def one(request: HttpRequest, school: str, language: str) -> HttpResponse:
    """POST with ``do`` write adds words in the language; with approve the head lets families read in it."""
    here = visit(request)
    if language not in LANGUAGES or language == ENGLISH:
        raise NotFoundError("the language", "there are no page words in it.", "Look at the list of languages.")
    known = LANGUAGES[language]
    words = words_of_families(here.school, today(here.school))
    do = request.POST.get("do", "") if request.method == "POST" else ""
    form = _form(request, words, known, bound=do == "write")
    if do == "approve":
        _approve(request, here, words, language)
        return redirect("agreements.language", school=school, language=language)
    if do == "write" and form.is_valid():
        said = form.cleaned_data
        try:
            row = actions.wording_of(here.school, words[said["agreement"]].ref)
            actions.add_text(row, language=language, title=said["title"], body=said["body"], actor=here.actor)
        except BadInputError as refused:
            form.add_error(None, f"{refused.cause} {refused.next_step}".capitalize())
        else:
            messages.success(request, _("Kept. The head approves them next."))
            return redirect("agreements.language", school=school, language=language)
    rows = [Row(key, _english(some), _in(some, known)) for key, some in words.items()]
    context = {
        "school_ref": school,
        "known": known,
        "rows": rows,
        "ready": known in offered(words.values()),
        "waits": any(row.text is not None and not row.text.approved for row in rows),
        "form": form if any(row.text is None for row in rows) else None,
        "errors": form,
        "is_head": "head" in here.roles,
        "page_words": page_words(known),
    }
    return page(
        request, "agreements/language.html", context, status=422 if form.errors else 200, here="agreement-words"
    )


def _approve(request: HttpRequest, here: Visit, words: dict[str, Words], language: str) -> None:
    if "head" not in here.roles:
        raise DeniedError("The words", "are approved by the head, signed in.", "Ask the head to look at them.")
    if request.POST.get("checked") != "yes":
        messages.error(request, _("Tick that somebody who speaks the language has checked the words."))
        return
    for some in words.values():
        actions.approve(actions.wording_of(here.school, some.ref), actor=here.actor, language=language)
    messages.success(request, _("Approved."))


def page_words(known: Language) -> list[tuple[str, str]]:
    """Every sentence of the pages themselves, in English and in the language, for somebody who speaks it to check."""
    with (PAGE_WORDS / known.key / "LC_MESSAGES" / "django.po").open("rb") as file:
        read = read_po(file)
    found = []
    for entry in read:
        if entry.id:
            said = entry.string if isinstance(entry.string, str) else " / ".join(entry.string or ())
            found.append((entry.id if isinstance(entry.id, str) else entry.id[-1], said))
    return found


def _form(request: HttpRequest, words: dict[str, Words], known: Language, *, bound: bool) -> TextForm:
    form = TextForm(request.POST if bound else None)
    field = form.fields["agreement"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(key, _english(some)) for key, some in words.items() if _in(some, known) is None]
    return form


def _english(words: Words) -> str:
    text = words.text()
    return text.title if text else words.kind


def _in(words: Words, known: Language) -> Text | None:
    return next((one for one in words.texts if one.language == known.key and one.style == "plain"), None)
