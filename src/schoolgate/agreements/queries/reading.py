"""Readers of agreements: who has signed the policy in force, and what was asked about it. Plain frozen values."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from schoolgate.agreements.access import SIGNERS
from schoolgate.agreements.models import CommonAnswer, Question, Reminder, Reply, Signature, Wording
from schoolgate.people.models import Away, Person, RoleAssignment, School
from schoolgate.policy.promises import PolicyInForce

TIME_TO_READ: Final = timedelta(days=28)  # from the day it is asked, or from the day somebody starts


@dataclass(frozen=True, slots=True)
class Signer:
    """One person who is asked to sign. ``state``: "signed", "open" (still has time, until ``due``), "late", or "away":
    not chased until ``back``."""

    person: str
    name: str
    roles: tuple[str, ...]
    signs_in: bool
    state: str
    due: date
    signed_on: date | None
    way: str
    back: date | None
    reminded: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a thread."""

    name: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Thread:
    """A question with its turns, the question itself first. ``answered`` by whom it went to."""

    ref: str
    person: str
    to: str
    turns: tuple[Turn, ...]
    answered: bool
    published: bool


@dataclass(frozen=True, slots=True)
class Common:
    ref: str
    asked: str
    answer: str
    published_on: date


def wording(school: School, version: str) -> Wording | None:
    """The wording that asks for a version of the policy (a ref) to be read, if it was asked for yet."""
    rows = Wording.objects.for_school(school).filter(kind=Wording.Kind.POLICY_READ, version__ref=version)
    found: Wording | None = rows.first()
    return found


def asked_for(school: School, policy: PolicyInForce) -> Wording:
    """The wording of the policy in force; not saved where nobody was asked yet."""
    known = wording(school, policy.version)
    return known or Wording(school=school, kind=Wording.Kind.POLICY_READ, from_on=policy.adoption.in_force_from)


def signers(school: School, asked: Wording, *, on: date) -> tuple[Signer, ...]:
    """Everybody whose role asks them to sign, on a day: late first, then by name. Costs five queries."""
    roles, since = _bound(school, on)
    persons = Person.objects.for_school(school).filter(pk__in=roles)
    away = {row.person_id: row.valid_to for row in Away.objects.for_school(school).as_of(on)}
    rows = Signature.objects.for_school(school).filter(wording_id=asked.pk, on__lte=on)
    signed = {row.person_id: row for row in rows}
    reminded: dict[int, int] = {}
    for row in Reminder.objects.for_school(school).filter(wording_id=asked.pk, on__lte=on):
        reminded[row.person_id] = max(row.number, reminded.get(row.person_id, 0))
    found = []
    for person in persons:
        due = max(asked.from_on, since[person.pk]) + TIME_TO_READ
        name = signed.get(person.pk)
        back = away.get(person.pk)
        state = "signed" if name else "away" if back else "late" if due < on else "open"
        found.append(
            Signer(
                person.ref,
                person.name,
                tuple(sorted(roles[person.pk])),
                person.account_id is not None,
                state,
                due,
                name.on if name else None,
                name.way if name else "",
                back,
                reminded.get(person.pk, 0),
            )
        )
    order = ("late", "open", "away", "signed")
    return tuple(sorted(found, key=lambda one: (order.index(one.state), one.name.casefold())))


def _bound(school: School, on: date) -> tuple[dict[int, set[str]], dict[int, date]]:
    """The roles of each who is asked to sign, and the day since which they are: by primary key."""
    roles: dict[int, set[str]] = {}
    since: dict[int, date] = {}
    for row in RoleAssignment.objects.for_school(school).as_of(on).filter(role__in=SIGNERS):
        roles.setdefault(row.person_id, set()).add(row.role)
        since[row.person_id] = min(row.valid_from, since.get(row.person_id, row.valid_from))
    return roles, since


def signed(school: School, asked: Wording, person: Person) -> Signature | None:
    found: Signature | None = Signature.objects.for_school(school).filter(wording=asked, person=person).first()
    return found


def threads(school: School, *, person: Person | None = None, to: tuple[str, ...] = ()) -> tuple[Thread, ...]:
    """Questions somebody asked, or that went to one of the roles ``to``: unanswered first, then the latest."""
    rows = Question.objects.for_school(school).filter(Q(person=person) | Q(to__in=to))
    rows = rows.select_related("person").order_by("-asked_at", "-pk")
    listed = list(rows)
    turns: defaultdict[int, list[Reply]] = defaultdict(list)
    for reply in Reply.objects.for_school(school).filter(question__in=listed).select_related("by"):
        turns[reply.question_id].append(reply)
    answers = CommonAnswer.objects.for_school(school).filter(ended_on=None, question__in=listed)
    shown = set(answers.values_list("question_id", flat=True))
    found = [_thread(row, turns[row.pk], row.pk in shown) for row in listed]
    return tuple(sorted(found, key=lambda thread: thread.answered))


def _thread(row: Question, turned: list[Reply], published: bool) -> Thread:
    replies = sorted(turned, key=lambda reply: (reply.at, reply.pk))
    turns = (Turn(row.person.name, row.words, row.asked_at), *(Turn(one.by.name, one.words, one.at) for one in replies))
    answered = bool(replies) and replies[-1].by.pk != row.person.pk
    return Thread(row.ref, row.person.ref, row.to, turns, answered, published)


def common_answers(school: School) -> tuple[Common, ...]:
    """What everybody may read, the latest first."""
    rows = CommonAnswer.objects.for_school(school).filter(ended_on=None).order_by("-published_on", "-pk")
    return tuple(Common(row.ref, row.asked, row.answer, row.published_on) for row in rows)
