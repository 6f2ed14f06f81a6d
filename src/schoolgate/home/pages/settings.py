"""The school's settings on one page: each as it is today, where a first answer was read from, and who changed what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.frame.pages import page
from schoolgate.home.first.answers import sentence
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import actions
from schoolgate.people import queries as people
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import MANAGERS
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.vocabulary.schools import FUNDING_WORDS, Funding
from schoolgate.vocabulary.settings import SETTINGS, SettingName, groups

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Changed:
    """A line of who changed what. ``value`` is in words."""

    what: str
    value: str
    who: str
    at: datetime


class SettingsForm(forms.Form):
    """A box for each setting a page asks for, named as its key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for _group, names in groups():
            for name in names:
                self.fields[name.key] = _box(name)

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(group, [self[name.key] for name in names]) for group, names in groups()]


def _box(name: SettingName) -> forms.Field:
    words: dict[str, Any] = {"label": name.words, "help_text": name.hint, "required": False}
    if name.kind == "choice":
        choices = [("", _("Not said")), *name.choices]
        return forms.ChoiceField(choices=choices, widget=forms.Select, **words)
    if name.kind == "lines":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **words)
    if name.kind == "email":
        wrong = {"invalid": _("Write the address like name@school.example.")}
        return forms.EmailField(error_messages=wrong, **words)
    return forms.CharField(max_length=200, **words)


@at_school(*MANAGERS, shows=Shows.SCHOOL)
def settings(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    held = people.settings(here.school, on=today(here.school))
    form = SettingsForm(request.POST or None, initial={**_read(here.school), **held})
    if request.method == "POST" and form.is_valid() and _kept(request, here, form):
        return redirect("home.settings", school=school)
    kind = here.school.funding
    context = {
        "school_ref": school,
        "form": form,
        "sections": form.sections(),
        "kind": FUNDING_WORDS[Funding(kind)] if kind else "",
        "deadlines": people.legal_deadlines(here.school),
        "changes": _changes(here.school),
        "unsaid": sum(name.key not in held for _group, names in groups() for name in names),
    }
    return page(request, "home/settings.html", context, status=422 if form.errors else 200, here="settings")


def _read(school: School) -> dict[str, str]:
    """What the policy in force names, offered where nobody has said otherwise; kept when the page is."""
    policy = policies.in_force(school, on=today(school))
    if policy is None:
        return {}
    document = policy.reading.document
    read = {
        "used.systems": document.systems,
        "used.suppliers": document.suppliers,
        "used.software": document.software,
    }
    return {key: "\n".join(names) for key, names in read.items()}


def _kept(request: HttpRequest, here: Visit, form: SettingsForm) -> bool:
    try:
        changed = actions.set_settings(here.school, form.cleaned_data, actor=here.actor)
    except BadInputError as refused:
        key = next((one.key for one in SETTINGS.values() if one.words == refused.thing), None)
        form.add_error(key, sentence(refused))
        return False
    told = ngettext("One setting is changed.", "%(n)s settings are changed.", len(changed)) % {"n": len(changed)}
    messages.success(request, told if changed else _("Nothing was changed."))
    return True


def _changes(school: School) -> list[Changed]:
    rows = [one for one in people.setting_changes(school, at_most=_SHOWN) if SETTINGS[one.key].kind != "hidden"]
    names = people.names(school, {row.set_by for row in rows})
    return [
        Changed(SETTINGS[row.key].words, SETTINGS[row.key].shown(row.value), names.get(row.set_by, ""), row.recorded_at)
        for row in rows
    ]
