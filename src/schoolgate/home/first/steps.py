"""Where a school stands in its first minutes: reached from what is there, so leaving and coming back is harmless."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.ledger.queries import kept
from schoolgate.people import queries as people
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.vocabulary.settings import SETTINGS

ANSWERED: Final = SETTINGS["set-up.questions"].key
FINISHED: Final = SETTINGS["set-up.finished"].key
YES: Final = "yes"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four. ``href`` is empty for one that cannot be gone to yet."""

    words: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """``at`` is the step to go on with: policy, read, questions, living or done."""

    at: str
    href: str


def progress(school: School) -> Progress:
    """What comes next for a school."""
    day, ref = today(school), school.ref
    said = people.settings(school, on=day)
    if FINISHED in said:
        return Progress("done", reverse("home.today", args=[ref]))
    if policies.in_force(school, on=day) is None:
        newest = policies.newest(school)
        if newest is None:
            return Progress("policy", reverse("home.upload", args=[ref]))
        return Progress("read", reverse("home.read", args=[ref, newest.ref]))
    if ANSWERED not in said:
        return Progress("questions", reverse("home.questions", args=[ref]))
    return Progress("living", reverse("home.living", args=[ref]))


def questions_left(school: School) -> bool:
    """Whether a school whose policy is in force has left its first questions: one query."""
    day = today(school)
    said = kept(school.ref, ("settings", day), lambda: people.settings(school, on=day), rests_on=frozenset())
    return ANSWERED not in said and FINISHED not in said


_REACHED: Final = {"policy": 1, "read": 1, "questions": 2, "living": 3, "done": 3}


def steps(school: School, here: str, *, asked: int = 6) -> tuple[Step, ...]:
    """The row at the head of the first pages, nothing once they are over. ``here`` is policy, questions or living;
    ``asked`` how many questions there are."""
    now = progress(school)
    if now.at == "done":
        return ()
    reached, ref = _REACHED[now.at], school.ref
    newest = policies.newest(school)
    policy = reverse("home.read", args=[ref, newest.ref]) if newest else reverse("home.upload", args=[ref])
    ways = (
        ("school", _("School"), reverse("people.school", args=[ref])),
        ("policy", _("Policy"), policy),
        ("questions", questions_words(asked), reverse("home.questions", args=[ref])),
        ("living", _("Your living policy"), reverse("home.living", args=[ref])),
    )
    return tuple(
        Step(words, href if place <= reached and key != here else "", key == here)
        for place, (key, words, href) in enumerate(ways)
    )


_COUNTED: Final = ("No", "One", "Two", "Three", "Four", "Five", "Six")


def questions_words(asked: int) -> str:
    """ "Six questions"."""
    return _("One question") if asked == 1 else _("%(n)s questions") % {"n": _COUNTED[asked]}
