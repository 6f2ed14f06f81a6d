"""When people are asked: as soon as a version is in force, and by the clock while they have not signed."""

from datetime import datetime

from schoolgate.agreements import directories  # noqa: F401  (importing registers its round)
from schoolgate.agreements.actions import (
    ask_to_sign,
    remind,
    remind_staff,
    settle,
    slips,
    tell_facts,
    tell_of_taken_back,
    write_to_families,
)
from schoolgate.agreements.events import ConsentWithdrawn
from schoolgate.frame.actor import system
from schoolgate.frame.outbox import handles
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import school, schools
from schoolgate.policy.events import PutInForce
from schoolgate.policy.queries import in_force

_CLOCK = system("agreements")


@handles(PutInForce, "agreements.ask-again")
def _on_put_in_force(happened: PutInForce) -> None:
    here = school(happened.school)
    policy = in_force(here, on=today(here))
    if policy is not None:
        ask_to_sign(here, policy, actor=_CLOCK)


@handles(ConsentWithdrawn, "agreements.take-down")
def _on_consent_withdrawn(happened: ConsentWithdrawn) -> None:
    """Whoever keeps the place acts within a working day: the office by its job, and everybody by a letter at once."""
    tell_of_taken_back(school(happened.school), happened.child, happened.channel, actor=_CLOCK)


@each_round("agreements.remind")
def each_day(now: datetime) -> int:  # noqa: ARG001  (each school has its own day)
    """Remind whoever is due for it at every school, and tell what changed by the clock alone; how many letters."""
    return sum(for_each(schools(), _remind))


@each_round("agreements.round")
def _write(now: datetime) -> int:  # noqa: ARG001  (each school has its own day)
    """Write to families that have not answered, on the rhythm of the September round; how many letters."""
    return sum(for_each(schools(), lambda here: write_to_families(here, actor=_CLOCK)))


@each_round("agreements.access")
def _settle(now: datetime) -> int:  # noqa: ARG001  (each school has its own day)
    """What each person may use, where a signature came, ran out or was taken back, or somebody left."""
    return sum(for_each(schools(), lambda here: settle(here, actor=_CLOCK)))


@each_round("agreements.slips")
def _read_on(now: datetime) -> int:
    """Read on where a scan of paper slips stands still, as after a power cut; how many."""
    return sum(for_each(schools(), lambda here: slips.take_up(here, now)))


def _remind(here: School) -> int:
    policy = in_force(here, on=today(here))
    sent = remind(here, policy, actor=_CLOCK) if policy else 0
    sent += remind_staff(here, actor=_CLOCK)
    tell_facts(here, actor=_CLOCK)
    return sent
