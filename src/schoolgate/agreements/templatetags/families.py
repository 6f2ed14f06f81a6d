"""Days, words and pictures on families' pages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from schoolgate.agreements.languages import spelt_day

register = template.Library()
PICTURES = frozenset({"kind", "listen", "tell", "ask", "choose", "secret", "stop", "dress"})


@register.simple_tag(takes_context=True)
def said_day(context: Mapping[str, Any], day: date | None) -> str:
    """A day as the language of the page writes it."""
    at = day.date() if isinstance(day, datetime) else day
    return spelt_day(at, str(context.get("language", "en"))) if at else ""


@register.filter
def joined(names: Any) -> str:
    """First names as a sentence has them: Ida, Tom and Bea."""
    some = [str(one) for one in names]
    if len(some) < 2:
        return "".join(some)
    return _("%(some)s and %(last)s") % {"some": _(", ").join(some[:-1]), "last": some[-1]}


@register.filter
def listed(words: Any) -> str:
    """One after another, with the comma of the language."""
    return _(", ").join(str(one) for one in words)


@register.filter
def paragraphs(body: str) -> list[tuple[str, list[str]]]:
    """The lines of a wording: ("p", one line) or ("ul", what is promised, one after another)."""
    found: list[tuple[str, list[str]]] = []
    for line in filter(None, (one.strip() for one in body.splitlines())):
        item = line.startswith("- ")
        if item and found and found[-1][0] == "ul":
            found[-1][1].append(line[2:])
        else:
            found.append(("ul", [line[2:]]) if item else ("p", [line]))
    return found


@register.filter
def pictured(body: str) -> list[tuple[str, str]]:
    """The lines of a wording in pictures: the key of the picture, empty where there is none, and its words."""
    lines = [line.partition(":") for line in body.splitlines() if line.strip()]
    return [
        (key.strip() if key.strip() in PICTURES else "", (words if mark else key).strip()) for key, mark, words in lines
    ]
