"""Robin Hill Infant School: nobody in it exists. Made in one go, or not at all."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Final, Literal

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor, system
from schoolgate.frame.actor import person as acting
from schoolgate.intake import actions as intake
from schoolgate.intake.bounded import read_bounded
from schoolgate.intake.models import Delivery
from schoolgate.people import actions, opening
from schoolgate.people.access import today
from schoolgate.people.actions.register import MADE_UP
from schoolgate.people.models import Person, School
from schoolgate.people.queries import account, holders, person
from schoolgate.policy import actions as policies
from schoolgate.policy.queries import in_force
from schoolgate.site.demo import agreed_filter, at_the_door, decisions, machines, september, trust, year
from schoolgate.site.demo import roll as made_up
from schoolgate.site.demo.cast import Cast
from schoolgate.site.demo.clock import standing_at
from schoolgate.site.demo.history import WEEKS, begins, live
from schoolgate.site.demo.telling import Tell, nobody

type Size = Literal["small", "school", "trust"]
POLICY: Final = Path(__file__).with_name("online-safety-policy.md")
NAME: Final = "Robin Hill Infant School"
SEED: Final = 1
URN: Final = "900001"  # its number in the made-up register
EMAIL: Final = "head@robinhill.example"
# For a made-up school that listens on this machine only; a real one begins with a one-time link.
PASSWORD: Final = "three-small-owls"  # noqa: S105
DSL_EMAIL: Final = "dsl@robinhill.example"  # a second person, for what two must agree
HEAD: Final = "Amara Whitlock"
RATIFIED: Final = date(2025, 9, 24)
RATIFIED_BEFORE: Final = date(2024, 9, 25)
# What the edition before did not say, or put in other words.
_CHANGED_SINCE: Final = (
    ("| Date approved | September 2025 |", "| Date approved | September 2024 |"),
    ("| Next review | September 2026 |", "| Next review | September 2025 |"),
    ("within two school days", "within a week"),
    (" Tools that use artificial intelligence must not be given a child's name or work.", ""),
    (" Low-level concerns about adults are written down and kept by the headteacher.", ""),
    ("taken down within one working day", "taken down as soon as we can"),
    ("Children do not bring phones or smart watches to school.", "Children do not bring phones to school."),
    (
        "- ask before they take anybody's picture\n",
        "- ask before they take anybody's picture\n- log out when they finish\n",
    ),
)
# Sentences whose reading the head has confirmed, so that the pages show both kinds.
LOOKED_AT: Final = (
    "The governing body approves this policy",
    "The DSL takes the lead",
    "The online safety lead answers a request",
    "Staff must not copy, print or forward",
)
PEOPLE: Final = (
    ("Tom Ferreira", "dsl"),
    ("Siân Prothero-Lane", "deputy-dsl"),
    ("Joanna Petrie", "online-safety-lead"),
    ("Michael Adeyemi", "online-safety-governor"),
    ("Helen Brackley", "dpo"),
    ("Grace Okafor", "chair"),
    ("Owen Tait", "computing-lead"),
    ("Rhys Beddoe", "office"),
    ("Priya Sandhu", "governors", "parents", "support-staff"),
)
PUPILS: Final[dict[Size, int]] = {"small": 60, "school": 168, "trust": 168}
A_CLASS: Final = 28
TEACHERS: Final = (
    ("Sam", "Rook"), ("Lena", "Fôrd"), ("Ann", "Marlow"), ("Kofi", "Asante-Bell"), ("Rhiannon", "Pugh"),
    ("Dai", "O'Dowd"), ("Mina", "Castellanos Reyes"), ("Pat", "McIlroy"),
)  # fmt: skip
TECHNICIAN: Final = ("Callum Reid", "Fieldfare Networks")


def make(*, lived: bool = False, size: Size = "school", seed: int = SEED, tell: Tell = nobody) -> School:
    """The made-up school, made now if this is the first time; ``lived``: with thirty weeks behind it.

    ``size``: a "small" school of sixty children, a "school" of 168, or that and a "trust" of fifty schools beside it.
    The same ``seed`` on the same day makes the same school, save for its refs and keys. ``tell`` hears how far it is.
    """
    known = School.objects.filter(name=NAME).first()
    if known is not None:
        return known
    now, actor = timezone.now(), system("demo")
    began = _morning_of(begins(now.date())) if lived else now
    past = f", and the {WEEKS} weeks behind it" if lived else ""
    tell(f"making {NAME}: {PUPILS[size]} children, its staff, its policy{past}.")
    with transaction.atomic():
        with standing_at(began):
            school, cast = _begin(size, actor)
        if lived:
            live(school, cast, until=today(school), seed=seed, tell=tell)
        _now(school, cast, actor)
        if lived:
            decisions.land(school, seed, actor)
        if size == "trust":
            trust.make(PASSWORD, POLICY, many=trust.SCHOOLS, seed=seed, actor=actor, tell=tell)
    return school


@transaction.atomic
def let_a_second_in(school: School) -> None:
    """Give the safeguarding lead a sign-in, so that whoever looks round can see two people agree. Once."""
    if account(DSL_EMAIL) is None:
        lead = holders(school, "dsl", on=today(school))[0]
        made = opening.add_account(DSL_EMAIL, PASSWORD, actor=system("demo"))
        actions.give_sign_in(person(school, lead.ref), made, actor=system("demo"))


def _morning_of(day: date) -> datetime:
    return datetime.combine(day, time(8, 0), UTC)


def _begin(size: Size, actor: Actor) -> tuple[School, Cast]:
    """The school as it was when it began with Schoolgate."""
    actions.load_register(MADE_UP, actor=actor)
    school = actions.add_registered_school(URN, actor=actor)
    cast = _people(school, actor)
    year.give(school, actor)
    _roll(school, PUPILS[size], actor)
    _policy(school, cast["head"])
    return school, cast


def _now(school: School, cast: Cast, actor: Actor) -> None:
    """What is so today: a job passed on, and the machines that are here this week."""
    since = today(school)
    soon = since + timedelta(days=5)
    actions.delegate(
        cast["head"], cast["office"], "head", area="website-publishing", actor=actor, valid_from=since, valid_to=soon
    )
    machines.make(school, actor)
    machines.seen_lately(school, actor)
    agreed_filter.today(school, cast)
    september.begin(school, cast, since)
    at_the_door.begin(school, cast, since)


def _people(school: School, actor: Actor) -> Cast:
    since = today(school)
    head = opening.add_administrator(school, HEAD, EMAIL, PASSWORD, actor=actor)
    actions.give_role(head, "head", actor=actor, valid_from=since)
    added = {name: actions.add_person(school, name, actor=actor) for name, *_ in PEOPLE}
    for name, *roles in PEOPLE:
        for role in roles:
            actions.give_role(added[name], role, actor=actor, valid_from=since)
    name, company = TECHNICIAN
    technician, ends = actions.add_person(school, name, actor=actor), datetime.now(UTC).date() + timedelta(days=300)
    actions.give_role(technician, "it-lead", actor=actor, valid_from=since, valid_to=ends, company=company)
    holders = {role: added[name] for name, *roles in PEOPLE for role in roles}
    return Cast(holders | {"head": head, "it-lead": technician})


def _roll(school: School, children: int, actor: Actor) -> None:
    """Its classes with their teachers, from two lists as an office system exports them."""
    pupils = list(made_up.children(children, september=year.september(today(school)), a_class=A_CLASS))
    classes = list(dict.fromkeys(child.group for child in pupils))
    teachers = tuple((*name, group) for name, group in zip_longest(TEACHERS, classes, fillvalue=""))
    for name, data in (
        ("Pupils.csv", made_up.as_csv(iter(pupils))),
        ("Staff.csv", made_up.staff_as_csv(teachers)),
    ):
        given = intake.receive(
            school, name, data, way=Delivery.Way.COMMAND, actor=actor, feed="people-csv", load="roster"
        ).delivery
        asked = intake.advance(given)
        columns = {heading: column for heading, column, _ in asked.looked["guesses"] if column}
        ready = intake.save_mapping(asked, columns, actor=actor)
        intake.apply(ready, shown=ready.plan_digest, answered=False, actor=actor)


def _policy(school: School, head: Person) -> None:
    """The school's own policy, in force since its governors met, and the edition before it; the head has looked at a
    few of our readings.
    """
    now = POLICY.read_bytes()
    _ratified(school, head, POLICY.name, _before(now.decode()).encode(), RATIFIED_BEFORE, "2024/09, item 5")
    _ratified(school, head, POLICY.name, now, RATIFIED, "2025/09, item 6")
    # Its first ten minutes are long over.
    actions.set_settings(school, {"set-up.questions": "yes", "set-up.finished": "yes"}, actor=acting(head.ref))
    found = in_force(school, on=today(school))
    for promise in found.promises if found else ():
        if promise.clause.text.startswith(LOOKED_AT):
            policies.answer_reading(school, promise.ref, correction=None, actor=acting(head.ref), actor_name=head.name)


def _ratified(school: School, head: Person, name: str, data: bytes, day: date, minute: str) -> None:
    policies.read_and_put_in_force(
        school,
        read_bounded(data, name, today=today(school), nation=school.nation),
        filename=name,
        data=data,
        body="governing-body",
        ratified_on=day,
        minute=minute,
        in_force_from=day,
        actor=acting(head.ref, on_behalf_of="the governing body"),
        actor_name=head.name,
    )


def _before(words: str) -> str:
    """The edition of the year before: some sentences had not been thought of, and some were put in other words."""
    for now, then in _CHANGED_SINCE:
        words = words.replace(now, then)
    return words
