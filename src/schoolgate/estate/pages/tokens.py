"""Machine tokens: who has one, making one (shown this once), ending one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.estate import actions, queries, scopes
from schoolgate.estate.access import TECHNICIANS
from schoolgate.estate.forms import TokenForm
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.access import today as day_at


@at_school(*TECHNICIANS, shows=Shows.MACHINERY)
def tokens(request: HttpRequest, school: str) -> HttpResponse:
    """POST makes one and shows it in the answer, which no browser keeps; or ends one (``end=REF``)."""
    here = visit(request)
    ending = request.POST.get("end", "")
    if ending:
        actions.end_token(here.school, ending, actor=here.actor)
        messages.success(request, _("It works no more."))
        return redirect("estate.tokens", school=school)
    form, made = TokenForm(request.POST or None, today=day_at(here.school)), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.make_token(
                here.school, given["name"], given["scopes"], ends_on=given["ends_on"], actor=here.actor
            )
        except (BadInputError, DeniedError) as error:
            form.add_error(None, str(error))
        else:
            form = TokenForm(today=day_at(here.school))
    words = {key: scope.words for key, scope in scopes.everything().items()}
    rows = [(token, [words.get(key, key) for key in token.scopes]) for token in queries.tokens(here.school)]
    context = {"school_ref": school, "form": form, "made": made, "rows": rows}
    return page(request, "estate/tokens.html", context, status=422 if form.errors else 200, here="tokens")
