"""What the school is waiting for that is nobody's job alone: a review that is called for, a second signature."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.home.boards import written
from schoolgate.learning import queries as learning
from schoolgate.people import directory
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.vocabulary.roles import in_a_sentence, post


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the first page: what is waited for, and where it is answered. Names are of staff alone."""

    words: str
    act: str
    href: str


def calling(school: School, on: date) -> tuple[Line, ...]:
    """In the order of how soon they press."""
    return (*_reviews(school, on), *_roles(school, on), *_programme(school))


def _reviews(school: School, on: date) -> Iterator[Line]:
    """Each trigger that no review has answered, the soonest first."""
    still = [one for one in policies.triggers(school, on) if one.answered_on is None]
    for one in sorted(still, key=lambda trigger: (trigger.due, trigger.raised_on)):
        late = _("A review was due by %(due)s") if one.due < on else _("A review is called for by %(due)s")
        since = _("%(why)s, on %(since)s") % {
            "why": one.title[:1].lower() + one.title[1:],
            "since": written(one.raised_on),
        }
        words = f"{late % {'due': written(one.due)}}: {since}."
        yield Line(words, _("See the review"), reverse("home.review", args=[school.ref]))


def _roles(school: School, on: date) -> Iterator[Line]:
    """Each role that somebody gave themselves, until another leader agrees."""
    for adult in directory.adults(school, on):
        for held in adult.roles:
            if held.waits:
                words = _("%(name)s as %(role)s waits for a second signature.")
                told = words % {"name": adult.name, "role": post(held.role)}
                yield Line(told, _("Look and agree"), reverse("people.person", args=[school.ref, adult.ref]))


def _programme(school: School) -> Iterator[Line]:
    """The latest programme of training, while the head or the governors have not answered."""
    for latest in learning.programmes(school)[:1]:
        if latest.open:
            who = _(" and ").join(in_a_sentence(body) for body in latest.open)
            words = _("The training programme of %(day)s waits for an answer of %(who)s.")
            told = words % {"day": written(latest.proposed_on), "who": who}
            yield Line(told, _("Read and answer"), reverse("learning.programme", args=[school.ref]))
