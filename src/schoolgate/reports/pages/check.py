"""Is this paper yours? For whoever holds one: an inspector, an insurer, a parent."""

import hashlib

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from schoolgate.frame.pages import page
from schoolgate.people.access import anyone
from schoolgate.reports import queries


class AskAboutPaper(forms.Form):
    """A fingerprint, or the file itself: we keep neither."""

    digest = forms.CharField(
        label=_("The fingerprint"),
        required=False,
        max_length=200,
        help_text=_("64 letters and figures, on the paper’s last page. Gaps do not matter."),
    )
    file = forms.FileField(
        label=_("Or the file"), required=False, help_text=_("The PDF or the pack. It is looked at and not kept.")
    )

    def asked(self) -> str:
        given = self.cleaned_data.get("file")
        if not isinstance(given, UploadedFile):
            return str(self.cleaned_data.get("digest") or "")
        found = hashlib.sha256()
        for chunk in given.chunks():
            found.update(chunk)
        return found.hexdigest()


@anyone("whoever holds a paper has no sign-in; the page knows only papers whose fingerprint they hold")
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """``?digest=`` is the way of the code on the paper."""
    given = request.POST if request.method == "POST" else request.GET
    form = (
        AskAboutPaper(given, request.FILES) if request.method == "POST" or "digest" in request.GET else AskAboutPaper()
    )
    asked = form.asked() if form.is_bound and form.is_valid() else ""
    context = {"form": form, "asked": bool(asked), "found": queries.recognised(asked)}
    return page(request, "reports/check.html", context)
