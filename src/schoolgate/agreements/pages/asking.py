"""Questions about the policy: asked of the head or the safeguarding lead; what was answered for all."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.agreements import actions, queries
from schoolgate.agreements.access import ANSWERERS
from schoolgate.agreements.models import CommonAnswer, Question
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.circles import READERS
from schoolgate.vocabulary.roles import POSTS


class AskForm(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("Whom do you ask?"), choices=[(key, POSTS[key]) for key in ANSWERERS])
    words = forms.CharField(
        label=gettext_lazy("Your question"),
        help_text=gettext_lazy("About the policy, and no child’s name. Only the one you ask reads it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write your question.")},
    )


@at_school(*READERS, shows=Shows.OWN)
def questions(request: HttpRequest, school: str) -> HttpResponse:
    """POST with ``do`` ask, answer, publish or unpublish."""
    here = visit(request)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    form = AskForm(request.POST if do == "ask" else None, initial={"to": "dsl"})
    refused, kept = "", {}
    if do == "ask" and form.is_valid():
        actions.ask(here.person, form.cleaned_data["to"], form.cleaned_data["words"], actor=here.actor)
        messages.success(request, _("Sent. The answer will be here."))
        return redirect("agreements.questions", school=school)
    if do in ("answer", "publish", "unpublish"):
        try:
            _do(here, do, request)
        except BadInputError as error:
            refused = f"{error.thing.capitalize()}: {error.cause} {error.next_step}"
            kept = {"do": do, **{name: request.POST.get(name, "") for name in ("ref", "asked", "words")}}
        else:
            messages.success(request, _("Kept."))
            return redirect("agreements.questions", school=school)
    to = tuple(role for role in ANSWERERS if role in here.roles)
    threads = queries.threads(here.school, person=here.person, to=to)
    context = {
        "school_ref": school,
        "form": form,
        "mine": [one for one in threads if one.person == here.person.ref],
        "asked": [one for one in threads if one.person != here.person.ref],
        "waiting": sum(not one.answered for one in threads if one.person != here.person.ref),
        "common": queries.common_answers(here.school),
        "answers": bool(to),
        "refused": refused,
        "kept": kept,
    }
    return page(
        request, "agreements/questions.html", context, status=422 if form.errors or refused else 200, here="questions"
    )


def _do(here: Visit, do: str, request: HttpRequest) -> None:
    ref = request.POST.get("ref", "")
    if do == "unpublish":
        common = CommonAnswer.objects.for_school(here.school).filter(ref=ref, ended_on=None).first()
        if common is None or not here.roles & set(ANSWERERS):
            raise NotFoundError("the answer", "there is none such here for you.", "Look at the list.")
        actions.unpublish(common, actor=here.actor)
        return
    question = Question.objects.for_school(here.school).filter(ref=ref).select_related("person").first()
    if question is None or not (question.person == here.person or question.to in here.roles):
        raise NotFoundError("the question", "there is none such here for you.", "Look at the list.")
    words = request.POST.get("words", "")
    if do == "answer":
        actions.answer(question, here.person, words, actor=here.actor)
    else:
        asked, sure = request.POST.get("asked", ""), "sure" in request.POST
        actions.publish(question, here.person, asked=asked, words=words, sure=sure, actor=here.actor)
