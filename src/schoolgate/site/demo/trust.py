"""A made-up trust of many schools, each with five weeks behind it: its people, the trust's policy, what it counted,
what it answered and what it let lie. Drawn from a seed: the same seed and day make the same trust.

Its safeguarding lead signs in to the trust and to none of its schools. Robin Hill is not one of them.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.agreements import actions as agreements
from schoolgate.evidence import actions as evidence
from schoolgate.evidence.queries import jobs, standing
from schoolgate.frame import outbox
from schoolgate.frame.actor import Actor
from schoolgate.frame.actor import person as acting
from schoolgate.intake.bounded import read_bounded
from schoolgate.kernel.standings import Standing
from schoolgate.people import actions, opening
from schoolgate.people.access import today
from schoolgate.people.models import Person, School, Trust
from schoolgate.policy import actions as policies
from schoolgate.policy.queries import in_force
from schoolgate.reading.model import Reading
from schoolgate.site.demo import year
from schoolgate.site.demo.clock import standing_at
from schoolgate.site.demo.telling import Tell, nobody
from schoolgate.vocabulary.facts import Counted

NAME: Final = "Kingfisher Learning Trust"
LEAD: Final = "Ines Calder"
EMAIL: Final = "lead@kingfisher.example"
SCHOOLS: Final = 50
_PLACES: Final = (
    "Aldermoor", "Birchcombe", "Cobbler’s Green", "Dunmere", "Eastwick", "Fallow Hill", "Greyfinch", "Hazel Bank",
    "Ivelbridge", "Jackdaw Lane",
)  # fmt: skip
_SORTS: Final = ("Infant School", "Primary School", "Nursery and Infant School", "First School", "Junior School")
_POSTS: Final = ("head", "dsl", "deputy-dsl", "online-safety-lead", "it-lead", "office", "chair")
_GIVEN: Final = ("Ada", "Carys", "Chidi", "Elif", "Gethin", "Hana", "Iona", "Jakub", "Kofi", "Maryam", "Otis", "Priya")
_FAMILY: Final = ("Ashdown", "Bajwa", "D’Arcy", "Eze", "Hollis", "Kaur", "McGee", "Ndiaye", "Osei", "Tran", "Vance")
# Most put right what they find. One forgets what it said it would do, one falls silent, one has only just joined and
# has no policy in force, one says nothing of what it does.
_ODD: Final = ("late", "quiet", "new", "unsaid")
_FEW: Final = (3, 6)  # out of fifty, that go about it in one of these ways
_LATE_REVIEWS: Final = (2, 4)  # out of fifty, whose policy is a year older
_BEGAN: Final = timedelta(weeks=5)
_LAST: Final = (3, 12)  # days since a school that is not quiet last said something
_RATIFIED_BEFORE: Final = timedelta(days=100)  # that it began
_UNCONFIRMED: Final = 6  # readings that nobody has gone through yet, at the end
_TO_MEND: Final = {"well": 28, "quiet": 56, "late": 2}  # days that somebody gives themselves


@dataclass(frozen=True, slots=True)
class Given:
    """The trust's policy as a school has it: this year's, or in a few of them the year before's."""

    data: bytes
    reading: Reading
    ratified: date


def make(password: str, policy: Path, *, many: int, seed: int, actor: Actor, tell: Tell = nobody) -> Trust:
    """A trust of ``many`` schools, and its safeguarding lead, who signs in with ``password``."""
    chance = Random(seed)  # noqa: S311  (nothing here is secret)
    trust = actions.add_trust(NAME, actor=actor)
    account = opening.add_account(EMAIL, password, actor=actor)
    since = datetime.now(ZoneInfo("Europe/London")).date() - _BEGAN
    given = _given(policy, since, old=False)
    late = _given(policy, since, old=True) if many >= SCHOOLS // _LATE_REVIEWS[1] else given
    overdue = chance.sample(range(many), k=many * chance.randint(*_LATE_REVIEWS) // SCHOOLS)
    names = [f"{place} {sort}" for sort in _SORTS for place in _PLACES][:many]
    for number, (name, way) in enumerate(zip(names, _ways(many, chance), strict=True)):
        _school(trust, name, way, late if number in overdue else given, chance, actor)
        if number % 10 == 9:
            tell(f"{NAME}: school {number + 1} of {many}.")
    # In force since the schools joined; told now, since the trust's record begins today.
    actions.give_trust_role(trust, account, LEAD, "trust-lead", actor=actor, valid_from=since)
    return trust


def _ways(many: int, chance: Random) -> list[str]:
    """How each school goes about it: a few of fifty so that somebody should look, and each in another way."""
    few = many * chance.randint(*_FEW) // SCHOOLS
    ways = [*_ODD, *chance.choices(_ODD, k=few)][:few] + ["well"] * (many - few)
    chance.shuffle(ways)
    return ways


def _given(policy: Path, joined: date, *, old: bool) -> Given:
    """The policy with the days of the trust's: ratified some months before its schools joined, or the year before."""
    ratified = joined - _RATIFIED_BEFORE
    ratified = ratified.replace(year=ratified.year - old, day=min(ratified.day, 28))
    words = policy.read_text(encoding="utf-8").replace(
        "The governing body of Robin Hill Infant School", "The trust board"
    )
    # It is for every school, so it names nobody of one and says nothing of its children.
    words = re.sub(r"## Key people\n.*?(?=## Contents)", "", words, flags=re.DOTALL)
    words = re.sub(r"Robin Hill is a school of [^.]*\.", "This policy is for all our schools.", words)
    words = words.replace("Robin Hill Infant School", NAME)
    for name, of in (("Date approved", ratified.year), ("Next review", ratified.year + 1)):
        words = re.sub(rf"\| {name} \| .* \|", f"| {name} | {ratified:%B} {of} |", words)
    data = words.encode()
    return Given(data, read_bounded(data, policy.name, today=joined, nation="england"), ratified)


def _school(trust: Trust, name: str, way: str, given: Given, chance: Random, actor: Actor) -> None:
    """One school and its five weeks, lived by the real code: the day it joined, one day since, and today."""
    now = datetime.now(ZoneInfo("Europe/London"))
    morning = datetime.combine(now.date(), time(9, 20), now.tzinfo)
    began, last = morning - _BEGAN, morning - timedelta(days=chance.randint(*_LAST))
    with standing_at(began if way != "new" else now):
        school = actions.add_school(name=name, trust=trust, actor=actor)
        people = _people(school, chance, actor)
        year.give(school, actor)
        if way == "new":
            evidence.judge_day(school, on=today(school), now=now, again=False)
            return
        _policy(school, people["head"], given)
        outbox.deliver_due()
    with standing_at(began if way == "quiet" else last):
        _gone_through(school, people)
        _counts(school, people["it-lead"], chance)
        if way != "quiet":
            _answers(school, people, chance)
        outbox.deliver_due()
        _put_right(school, people, way)
    evidence.plan_jobs(school, on=today(school))
    outbox.deliver_due()
    evidence.judge_day(school, on=today(school), now=now, again=False)
    if way == "well":
        _put_right(school, people, way)


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


def _policy(school: School, head: Person, given: Given) -> None:
    """The trust's policy, ratified by its board."""
    # Its first ten minutes are long over. Told before there is a policy, so that it is not judged once more for it.
    actions.set_settings(school, {"set-up.questions": "yes", "set-up.finished": "yes"}, actor=acting(head.ref))
    outbox.deliver_due()
    policies.read_and_put_in_force(
        school, given.reading, filename="online-safety-policy.md", data=given.data, body="trust-board",
        ratified_on=given.ratified, in_force_from=given.ratified,
        actor=acting(head.ref, on_behalf_of="the trust board"), actor_name=head.name,
    )  # fmt: skip


def _gone_through(school: School, people: dict[str, Person]) -> None:
    """Everybody has signed the list in the staff room; the head has gone through our reading of all but a few
    sentences."""
    day, head = today(school), people["head"]
    found = in_force(school, on=day)
    if found is not None:
        refs = [promise.ref for promise in found.promises][:-_UNCONFIRMED]
        policies.confirm_readings(school, refs, actor=acting(head.ref), actor_name=head.name)
        everybody = list({person.pk: person for person in people.values()}.values())
        agreements.tick_paper(school, found, everybody, on=day, actor=acting(head.ref))


def _counts(school: School, technician: Person, chance: Random) -> None:
    """The device list of the week."""
    day, devices = today(school), chance.randint(20, 90)
    late, unseen = chance.choice((*(0,) * 12, 1, 3)), chance.choice((0, 0, 0, 2))
    for key, counted in (
        ("devices.definitions", Counted(devices, devices - late - unseen, late, unseen, day)),
        ("devices.patched", Counted(devices, devices, 0, 0, day)),
        ("devices.encrypted", Counted(6, 6, 0, 0, day)),
        ("filtering.tested", Counted(24, 24, 0, 0, day)),
    ):
        evidence.put_fact(school, key, counted, actor=acting(technician.ref), true_from=day)


def _answers(school: School, people: dict[str, Person], chance: Random) -> None:
    """People do some of what they are asked: the sentences of one post, and most checks that are theirs."""
    day, willing = today(school), chance.choice(("head", "dsl", "it-lead", "office"))
    for job in jobs(school, on=day):
        doer = next((person for person in people.values() if job.is_of(person.ref)), None)
        mine = job.role == willing if job.kind == "sentences" else chance.random() < 0.3
        if doer is None or not mine:
            continue
        answers = dict.fromkeys(job.unanswered, "yes") if job.kind == "sentences" else None
        so = chance.random() > 0.08
        evidence.do_job(school, job.ref, actor=acting(doer.ref), person=doer, so=so, answers=answers)


def _put_right(school: School, people: dict[str, Person], way: str) -> None:
    """Whatever needs putting right gets what, who and by when, save where nobody says so."""
    day = today(school)
    found = standing(school, on=day) if way in _TO_MEND else None
    for one in found.promises if found else ():
        if one.standing is Standing.BROKEN:
            evidence.put_right(
                school, one.promise.ref, what="Go through it together and do what is missing.", who=people["head"],
                by_when=day + timedelta(days=_TO_MEND[way]), actor=acting(people["head"].ref),
            )  # fmt: skip
