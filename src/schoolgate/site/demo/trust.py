"""A made-up trust of many schools: each with the trust's policy, its people and what it counted this week.

Drawn from a seed: the same seed makes the same trust. Whoever signs in to Robin Hill as its head looks after them all.
"""

from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from schoolgate.evidence import actions as evidence
from schoolgate.frame.actor import Actor
from schoolgate.frame.actor import person as acting
from schoolgate.intake.bounded import read_bounded
from schoolgate.people import actions, opening
from schoolgate.people.access import today
from schoolgate.people.models import Person, School, Trust
from schoolgate.policy import actions as policies
from schoolgate.reading.model import Reading
from schoolgate.site.demo import year
from schoolgate.site.demo.telling import Tell, nobody
from schoolgate.vocabulary.facts import Counted

NAME: Final = "Kingfisher Learning Trust"
SCHOOLS: Final = 50
_TOLD: Final = 10  # schools between two words on how far it is
_PLACES: Final = (
    "Aldermoor", "Birchcombe", "Cobbler’s Green", "Dunmere", "Eastwick", "Fallow Hill", "Greyfinch", "Hazel Bank",
    "Ivelbridge", "Jackdaw Lane",
)  # fmt: skip
_SORTS: Final = ("Infant School", "Primary School", "Nursery and Infant School", "First School", "Junior School")
_POSTS: Final = ("head", "dsl", "deputy-dsl", "online-safety-lead", "it-lead", "office", "chair")
_GIVEN: Final = ("Ada", "Carys", "Chidi", "Elif", "Gethin", "Hana", "Iona", "Jakub", "Kofi", "Maryam", "Otis", "Priya")
_FAMILY: Final = ("Ashdown", "Bajwa", "D’Arcy", "Eze", "Hollis", "Kaur", "McGee", "Ndiaye", "Osei", "Tran", "Vance")


def make(
    head: tuple[str, str, str],
    policy: Path,
    ratified: date,
    *,
    many: int,
    seed: int,
    actor: Actor,
    tell: Tell = nobody,
) -> Trust:
    """A trust of ``many`` schools. ``head`` is the name, address and password of who signs in for all of them."""
    chance = Random(seed)  # noqa: S311  (nothing here is secret)
    trust = Trust.objects.create(name=NAME)
    names = [f"{place} {sort}" for sort in _SORTS for place in _PLACES][:many]
    reading: Reading | None = None
    for number, name in enumerate(names):
        if number % _TOLD == 0:
            tell(f"{NAME}: school {number + 1} of {many}.")
        school = actions.add_school(name=name, trust=trust, actor=actor)
        reading = reading or read_bounded(policy.read_bytes(), policy.name, today=today(school), nation=school.nation)
        leader = opening.add_administrator(school, *head, actor=actor)
        actions.give_role(leader, "slt", actor=actor, valid_from=today(school))
        holders = _people(school, chance, actor)
        year.give(school, actor)
        _policy(school, holders["head"], policy, reading, ratified)
        _counts(school, holders["it-lead"], chance)
    return trust


def _people(school: School, chance: Random, actor: Actor) -> dict[str, Person]:
    """In a fifth of them the head is the safeguarding lead too, as in small schools; some have nobody in a post."""
    found: dict[str, Person] = {}
    for post in _POSTS:
        if post == "dsl" and chance.random() < 0.2:
            found[post] = found["head"]
        elif post in ("online-safety-lead", "deputy-dsl") and chance.random() < 0.1:
            continue
        else:
            name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
            found[post] = actions.add_person(school, name, actor=actor)
        actions.give_role(found[post], post, actor=actor, valid_from=today(school))
    return found


def _policy(school: School, head: Person, policy: Path, reading: Reading, ratified: date) -> None:
    policies.read_and_put_in_force(
        school, reading, filename=policy.name, data=policy.read_bytes(), body="trust-board", ratified_on=ratified,
        in_force_from=ratified, actor=acting(head.ref, on_behalf_of="the trust board"), actor_name=head.name,
    )  # fmt: skip


def _counts(school: School, technician: Person, chance: Random) -> None:
    """The device list of this week; a tenth of the schools gave none."""
    day, devices = today(school), chance.randint(20, 90)
    if chance.random() < 0.1:
        return
    late, unseen = chance.choice((0, 0, 0, 1, 3)), chance.choice((0, 0, 2))
    for key, counted in (
        ("devices.definitions", Counted(devices, devices - late - unseen, late, unseen, day)),
        ("devices.encrypted", Counted(6, 6, 0, 0, day)),
    ):
        evidence.put_fact(school, key, counted, actor=acting(technician.ref), true_from=day)
