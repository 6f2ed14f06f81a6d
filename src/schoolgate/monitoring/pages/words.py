"""The words we look out for: what ships, what the school added or called harmless, and a sentence tried."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from schoolgate.frame.dayfield import DayField
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.monitoring.access import CHECKERS, MUTE_AGREERS
from schoolgate.monitoring.actions.phrasing import add_phrase, agree_harmless, end_words, propose_harmless
from schoolgate.monitoring.judging import judge
from schoolgate.monitoring.judging.categories import CATEGORIES
from schoolgate.monitoring.queries.known import packs_of
from schoolgate.monitoring.queries.precision import set_aside
from schoolgate.monitoring.queries.words import looked_out_for, own_words, packs
from schoolgate.people.access import Shows, Visit, at_school, today, visit

_GRAVE = (
    ("low", later("Low: it comes last in the list")),
    ("medium", later("Medium")),
    ("high", later("High: somebody is told at once")),
)


class PhraseForm(forms.Form):
    """Words to look out for, what they are about and how grave they are."""

    words = forms.CharField(label=later("The words, as a child would type them"), max_length=80)
    category = forms.ChoiceField(label=later("What they are about"))
    severity = forms.ChoiceField(label=later("How grave it is"), choices=_GRAVE)
    why = forms.CharField(label=later("Why"), max_length=500)
    until = DayField(label=later("The last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, known.words) for key, known in CATEGORIES.items()]


class HarmlessForm(forms.Form):
    """Words that mean no harm here."""

    words = forms.CharField(label=later("The harmless words"), max_length=80)
    why = forms.CharField(label=later("Why, for the person who agrees"), max_length=500)
    until = DayField(label=later("The last day"))


@at_school(*MUTE_AGREERS, shows=Shows.POLICY)
@seen_by("the head, the safeguarding lead and the deputy. It holds no child’s words; what you try is kept nowhere.")
def words(request: HttpRequest, school: str) -> HttpResponse:
    """GET shows the lists. POST tries a sentence (``try``), adds (``add``, ``harmless``), agrees or ends (a ref)."""
    here = visit(request)
    adds = bool(here.roles & set(CHECKERS))
    posted, began = request.POST, {"until": today(here.school) + timedelta(days=180)}
    phrase = PhraseForm(posted if "add" in posted else None, initial={**began, "severity": "medium"}, prefix="phrase")
    harmless = HarmlessForm(posted if "harmless" in posted else None, initial=began, prefix="harmless")
    if request.method == "POST" and "try" not in posted and (done := _do(request, here, phrase, harmless)):
        return done
    text = posted.get("text", "")[:2000] if "try" in posted else ""
    context = {
        "school_ref": school,
        "text": text,
        "judged": judge(text, packs_of(here.school)) if text.strip() else None,
        "packs": packs(),
        "kinds": looked_out_for(),
        "own": own_words(here.school, "phrase", viewer=here.person),
        "harmless": own_words(here.school, "harmless", viewer=here.person),
        "aside": set_aside(here.school, viewer=here.person),
        "adds": adds,
        "phrase_form": phrase,
        "harmless_form": harmless,
    }
    wrong = (phrase.is_bound and phrase.errors) or (harmless.is_bound and harmless.errors)
    return page(request, "monitoring/words.html", context, here="check", status=422 if wrong else 200)


def _do(request: HttpRequest, here: Visit, phrase: PhraseForm, harmless: HarmlessForm) -> HttpResponse | None:
    posted = request.POST
    try:
        if "agree" in posted:
            agree_harmless(here, posted["agree"])
            messages.success(request, _("Agreed: nothing is noticed by those words from now on, save what is high."))
        elif "end" in posted:
            end_words(here, posted["end"])
            messages.success(request, _("Ended. They are words like others from now on."))
        elif phrase.is_bound and phrase.is_valid():
            said = phrase.cleaned_data
            add_phrase(here, said["words"], said["category"], said["severity"], said["why"], said["until"])
            messages.success(request, _("Added. It is looked out for in whatever comes in from now on."))
        elif harmless.is_bound and harmless.is_valid():
            said = harmless.cleaned_data
            propose_harmless(here, said["words"], said["why"], said["until"])
            messages.success(request, _("Proposed. The head or a deputy is asked to agree on this page."))
        else:
            return None
    except (BadInputError, DeniedError, NotFoundError) as error:
        messages.error(request, f"{error.thing}: {error.cause} {error.next_step}")
    return redirect("monitoring.words", school=here.school.ref)
