"""The versions of the policy, and what one promises beside another."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from schoolgate.frame.pages import page
from schoolgate.home.differences import differences, in_promises
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS, READERS
from schoolgate.policy import queries as policies
from schoolgate.policy.comparing import Pair, compare


@at_school(*READERS, shows=Shows.POLICY)
def versions(request: HttpRequest, school: str) -> HttpResponse:
    """The latest first, each with who ratified it and when it came into force."""
    here = visit(request)
    kept = policies.versions(here.school)
    now = policies.in_force(here.school, on=day_at(here.school))
    first = next((one.ref for one in reversed(kept) if one.withdrawn_at is None), "")
    context = {
        "school_ref": school,
        "versions": kept,
        "count": sum(one.withdrawn_at is None for one in kept),
        "first": first,
        "now": now.version if now else "",
        "keeper": bool(here.roles & set(KEEPERS)),
    }
    return page(request, "home/versions.html", context, here="versions")


@at_school(*READERS, shows=Shows.POLICY)
def between(request: HttpRequest, school: str, version: str) -> HttpResponse:
    """``?before=REF`` compares with that version; without it, with the last one before that was put in force."""
    here = visit(request)
    kept = [one for one in policies.versions(here.school) if one.withdrawn_at is None]
    new = next((one for one in kept if one.ref == version), None)
    asked = request.GET.get("before", "")
    older = [one for one in kept if new is not None and one.number < new.number]
    lived = [one for one in older if one.adopted] or older
    old = next((one for one in older if one.ref == asked), lived[0] if lived and not asked else None)
    rows = [policies.version(here.school, one.ref) if one else None for one in (old, new)]
    if rows[0] is None or rows[1] is None:
        raise NotFoundError("That version", "is not one of this school’s, or is the first.", "Choose from the list.")
    found = compare(here.school, rows[0], rows[1])
    context = {
        "school_ref": school,
        "old": old,
        "new": new,
        "others": older,
        "found": found,
        "told": in_promises(found),
        "changed": [_shown(pair) for pair in found.changed],
        "perhaps": [_shown(pair) for pair in found.perhaps],
        "keeper": bool(here.roles & set(KEEPERS)),
    }
    return page(request, "home/between.html", context, here="versions")


def _shown(pair: Pair) -> dict[str, Any]:
    return {"pair": pair, "runs": differences(pair.before.text, pair.after.text)}
