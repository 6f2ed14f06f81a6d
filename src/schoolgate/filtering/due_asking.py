"""What falls due of sites by the clock, and what is heard of something found. It is loaded by ``due``."""

from datetime import datetime
from time import monotonic
from typing import Final

from schoolgate.filtering.actions.finding import ask_to_look
from schoolgate.filtering.actions.rechecking import look_again
from schoolgate.filtering.actions.telling_of_asked import look_after_asked
from schoolgate.filtering.events import SomethingFound
from schoolgate.filtering.models import Found
from schoolgate.frame.actor import system
from schoolgate.frame.outbox import handles
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.people.models import School
from schoolgate.people.queries import school
from schoolgate.people.queries import schools as every_school

GOING_OUT: Final = 5.0  # seconds of a round


@each_round("filtering.sites-asked-for")
def look_after_what_was_asked(now: datetime) -> int:
    """Tell more people of what waits too long, and close what nobody answered."""
    return sum(for_each(every_school(), lambda one: look_after_asked(one, now, actor=system("filter"))))


@each_round("filtering.checked-sites")
def look_again_at_sites(now: datetime) -> int:
    """Look again at the sites of lessons, and tell what changed by the clock alone.

    Going out to them waits on others' machines: no school's begins once ``GOING_OUT`` is spent, and the next round
    begins elsewhere, so that the clock is held up for that and one slow site at most, and each school has its turn.
    """
    began = monotonic()
    schools = list(every_school())
    first = int(now.timestamp() // 60) % max(1, len(schools))

    def each(one: School) -> int:
        return look_again(one, now, actor=system("filter"), going_out=monotonic() - began < GOING_OUT)

    return sum(for_each([*schools[first:], *schools[:first]], each))


@handles(SomethingFound, "filtering.ask-to-look")
def ask_again_to_look(happened: SomethingFound) -> None:
    """It was asked for with the press; should that ever be lost, it is asked for here."""
    here = school(happened.school)
    row = Found.objects.for_school(here).filter(ref=happened.found).first()
    if row is not None:
        ask_to_look(here, row, actor=system("filter"))
