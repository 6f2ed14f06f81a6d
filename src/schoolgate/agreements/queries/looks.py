"""Who at the school has looked at what was answered about pictures of a child, as the family may know it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from schoolgate.agreements.models import AnswerLook
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class LookKnown:
    """``place`` is a key of ``AnswerLook.Place``: as what they looked, and never who."""

    place: str
    on: date


def looks_at(school: School, children: Collection[str]) -> Mapping[str, tuple[LookKnown, ...]]:
    """By ref of the child, the latest first; two of the same place on one day are one. Costs one query."""
    rows = AnswerLook.objects.for_school(school).filter(child__ref__in=list(children), deciding=False)
    found: defaultdict[str, list[LookKnown]] = defaultdict(list)
    for child, place, on in rows.order_by("-on", "place").values_list("child__ref", "place", "on").distinct():
        found[child].append(LookKnown(place, on))
    return {child: tuple(some) for child, some in found.items()}
