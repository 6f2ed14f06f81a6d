"""One class: whose picture may be used where, and whom to leave out. Who looks is noted for each family."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from schoolgate.agreements import actions, queries
from schoolgate.agreements.access import OFFICE_OF_FAMILIES, PICTURE_READERS
from schoolgate.frame.pages import page, seen_by
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.access import Shows, at_school, today, visit
from schoolgate.people.classes.queries import class_list, teaches


@dataclass(frozen=True, slots=True)
class PlaceOfClass:
    """Names by place: of those whose picture may be there, and of those to leave out. No reason, and no carer."""

    words: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@at_school(*PICTURE_READERS, shows=Shows.CHILDREN)
@seen_by(
    "the head and senior leaders, the safeguarding leads and the office; and teachers, of the children they teach."
)
def class_pictures(request: HttpRequest, school: str, group: str) -> HttpResponse:
    """It prints on one sheet. A no that waits for the head is a no here like any other."""
    here = visit(request)
    day = today(here.school)
    if not here.roles & set(OFFICE_OF_FAMILIES) and not teaches(here.school, here.person, group, day):
        raise NotFoundError("the class", "there is none here for you.", "Look at the list of classes.")
    found = class_list(here.school, group, day)
    called = {one.ref: one.name for one in found.pupils}
    answers = queries.photo_answers(here.school, day, list(called)) if called else {}
    actions.pictures_looked_at(here.school, called, roles=here.roles, actor=here.actor, about=group)
    context = {
        "school_ref": school,
        "found": found,
        "day": day,
        "places": [_place(place, words, answers, called) for place, words in CHANNELS.items()],
        "nobody": sum(not any(one.answered for one in places.values()) for places in answers.values()),
    }
    return page(request, "agreements/class_pictures.html", context, here="pictures")


def _place(place: str, words: str, answers: queries.Answers, called: Mapping[str, str]) -> PlaceOfClass:
    yes = tuple(name for ref, name in called.items() if answers[ref][place].yes)
    no = tuple(name for ref, name in called.items() if not answers[ref][place].yes)
    return PlaceOfClass(words[0].upper() + words[1:], yes, no)
