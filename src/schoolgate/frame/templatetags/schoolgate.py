"""Tags and filters that every page may use: marks, dates, fields and the head and foot."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.frame import dayfield, navigation
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary import roles
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.screens import Mark, mark_for

register = template.Library()


@register.simple_tag(takes_context=True)
def surroundings(context: Mapping[str, Any]) -> navigation.Surroundings:
    request = context.get("request")
    return navigation.surroundings(request if isinstance(request, HttpRequest) else None, str(context.get("here", "")))


@register.simple_tag
def letters_leave() -> bool:
    """Whether letters go by a mail server. Without one they are files in the data folder, and nobody receives them."""
    return "file_path" not in settings.MAILERS["default"].get("OPTIONS", {})


@register.simple_tag
def something_leaves() -> bool:
    """Whether anything leaves this building by the settings: letters, sign-ins elsewhere, a database elsewhere."""
    return bool(letters_leave() or settings.SCHOOLGATE_PROVIDERS or settings.SCHOOLGATE_SAML or elsewhere())


def elsewhere() -> str:
    """The host of a database on another computer, or nothing: a socket and this machine's own address are here."""
    host = str(settings.DATABASES["default"].get("HOST", ""))
    return "" if host.startswith("/") or host in ("localhost", "127.0.0.1", "::1") else host


@register.inclusion_tag("frame/parts/mark.html")
def mark(mark: Mark, words: str = "", href: str = "", current: bool = False) -> dict[str, object]:
    """A mark with its words, or with others where its sentence says more; a link where there is somewhere to go."""
    return {"mark": mark, "words": words or mark.words, "href": href, "current": current}


@register.inclusion_tag("frame/parts/mark.html")
def finding_mark(finding: Finding, href: str = "", extra: str = "", current: bool = False) -> dict[str, object]:
    """How something stands, in full words: "Confirmed by NAME until DATE". ``extra`` is put after ``href``."""
    shape = mark_for(finding.standing, stale=finding.stale)
    words = shape.words
    if finding.standing is Standing.DECLARED:
        words = _("Confirmed by %(name)s until %(day)s") % {"name": finding.by, "day": day(finding.until)}
    return {"mark": shape, "words": words, "href": f"{href}{extra}" if href else "", "current": current}


@register.inclusion_tag("frame/parts/register.html")
def mark_register(marks: Iterable[Mark], label: str) -> dict[str, object]:
    """The shapes alone, in order; ``label`` says the same in words to those who cannot see them."""
    return {"marks": marks, "label": label}


@register.inclusion_tag("frame/parts/counts.html")
def mark_counts(counts: Mapping[Standing, int]) -> dict[str, object]:
    return {"counts": [(mark_for(standing), counts.get(standing, 0)) for standing in Standing]}


@register.inclusion_tag("frame/parts/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, object]:
    """What to look at again, each a link to its box. Errors of the whole form come first, and link to nothing."""
    linked = [
        (message, field.id_for_label or field.auto_id) for field in form if field.errors for message in field.errors
    ]
    general = list(form.non_field_errors())
    return {"general": general, "linked": linked, "total": len(general) + len(linked)}


@register.inclusion_tag("frame/parts/field.html")
def field(bound: BoundField, label: str = "", hint: bool = True, small: bool = False) -> dict[str, object]:
    """One question with its label, hint, error and box; ``label`` replaces another library's words."""
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "textarea" if isinstance(widget, forms.Textarea) else "text")
    identity = bound.id_for_label or bound.auto_id
    hinted = hint and bool(bound.help_text)
    described = [f"{bound.auto_id}-hint"] if hinted else []
    described += [f"{bound.auto_id}-error"] if bound.errors else []
    attrs: dict[str, str | bool] = {"class": _box_class(kind, bool(bound.errors)), "placeholder": False}
    attrs |= {"aria-describedby": " ".join(described)} if described else {}
    context: dict[str, object] = {
        "field": bound,
        "small": small,
        "identity": identity,
        "described": " ".join(described),
    }
    context |= {"label": label or bound.label, "hinted": hinted}
    if isinstance(widget, dayfield.DayWidget):
        values = dayfield.boxes(bound.value())
        parts = [(*part, value) for part, value in zip(dayfield.PARTS, values, strict=True)]
        return {**context, "kind": "day", "parts": parts}
    if isinstance(widget, forms.CheckboxSelectMultiple):  # several boxes, be it that there is one to tick
        return {**context, "kind": "checkboxes"}
    if kind in ("radio", "checkbox"):
        return {**context, "kind": kind}
    return {**context, "kind": "box", "box": bound.as_widget(attrs=attrs)}


def _box_class(kind: str, wrong: bool) -> str:
    name = {"textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload"}.get(
        kind, "govuk-input"
    )
    return f"{name} {name}--error" if wrong else name


@register.filter
def day(value: date | datetime | None) -> str:
    """A date as British schools write it: 30 November 2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value.day} {value:%B %Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """A date and a time of day: 30 November 2026, 18:05."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local)}, {local:%H:%M}"


@register.filter
def post(key: str) -> str:
    """The words for one person who holds a role: "Teacher", where the role's own are "Teachers"."""
    return roles.post(key)


@register.filter
def role(key: str) -> str:
    """A role's words; what is not a role of ours is shown as it came."""
    return ROLES.get(key, key)
