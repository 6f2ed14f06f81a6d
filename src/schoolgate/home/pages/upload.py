"""Giving us a policy: a file or its words. Either it is read whole and kept, or nothing is."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from schoolgate.frame.pages import page
from schoolgate.home.first.steps import steps
from schoolgate.home.forms import GivePolicy
from schoolgate.intake.bounded import read_bounded
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS
from schoolgate.policy import actions
from schoolgate.policy.models import Version
from schoolgate.reading.formats.limits import MAX_FILE_BYTES

PASTED = "pasted words"


@at_school(*KEEPERS, shows=Shows.POLICY)
def upload(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    form = GivePolicy(request.POST, request.FILES) if request.method == "POST" else GivePolicy()
    if request.method == "POST" and form.is_valid():
        kept = _read(here, form)
        if kept is not None:
            return redirect("home.read", school=school, version=kept.ref)
    context = {"school_ref": school, "form": form, "steps": steps(here.school, "policy")}
    return page(request, "home/upload.html", context, status=422 if form.errors else 200, here="policy")


def _read(here: Visit, form: GivePolicy) -> Version | None:
    """The version kept, or None with what was wrong put beside the box it came from."""
    file, words = form.cleaned_data["file"], form.cleaned_data["words"]
    if isinstance(file, UploadedFile):
        # One byte past the limit is enough for the reader to refuse it, and a huge file never fills the memory.
        data, name = file.read(MAX_FILE_BYTES + 1), file.name or ""
    else:
        data, name = words.encode(), ""
    try:
        reading = read_bounded(data, name, today=day_at(here.school), nation=here.school.nation)
    except BadInputError as error:
        form.add_error("file" if file else "words", str(error))
        return None
    return actions.keep_version(here.school, reading, filename=name or PASTED, data=data, actor=here.actor)
