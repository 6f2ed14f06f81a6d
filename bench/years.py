"""The schools that the pages are measured on: one that has lived for years, and new ones of more and fewer promises."""

import os
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django.test import Client

    from schoolgate.people.models import School

WEEKS: Final = int(os.environ.get("SCHOOLGATE_BENCH_WEEKS", "156"))
PUPILS: Final = 1_000
STAFF: Final = 40
_EMAIL: Final = "another.head@robinhill.example"
_PASSWORD: Final = "three-small-owls"  # noqa: S105  (nobody's)


def lived() -> "School":
    """The made-up school, its policy in force since before the first of the weeks."""
    from django.db import transaction
    from django.utils import timezone

    from schoolgate.frame.actor import system
    from schoolgate.people.access import today
    from schoolgate.site.demo import school as demo
    from schoolgate.site.demo.clock import standing_at
    from schoolgate.site.demo.history import begins, live

    began = begins(timezone.now().date(), WEEKS)
    vars(demo).update(RATIFIED=began - timedelta(days=60), RATIFIED_BEFORE=began - timedelta(days=425))
    with transaction.atomic():
        with standing_at(demo._morning_of(began)):
            school, cast = demo._begin("school", system("demo"))
        live(school, cast, until=today(school), seed=demo.SEED, weeks=WEEKS)
        demo._now(school, cast, system("demo"))
    return school


def what_is_kept(school: "School") -> str:
    from schoolgate.evidence.models import Fact, Job, PromiseFinding
    from schoolgate.ledger.actions import school_chain
    from schoolgate.ledger.queries import length

    rows = {"facts": Fact, "findings": PromiseFinding, "jobs": Job}
    told = [f"{model.objects.for_school(school).count():,} {words}" for words, model in rows.items()]
    return ", ".join([*told, f"{length(school_chain(school.ref)):,} entries in the record"])


def grow(school: "School") -> None:
    """Forty staff, and the whole roll by the way that a file takes."""
    from schoolgate.frame.actor import operator
    from schoolgate.intake import actions as intake
    from schoolgate.intake.models import Delivery
    from schoolgate.people import actions, directory
    from schoolgate.people.access import today
    from schoolgate.site.demo import roll, year

    by, day = operator("bench"), today(school)
    for number in range(STAFF - len(directory.adults(school, day))):
        person = actions.add_person(school, f"Robin Fern {number}", actor=by)
        actions.give_role(person, ("teachers", "support-staff")[number % 2], actor=by, valid_from=day)
    data, way = roll.as_csv(roll.children(PUPILS, september=year.september(day), a_class=28)), Delivery.Way.COMMAND
    given = intake.receive(school, "All pupils.csv", data, way=way, actor=by, feed="people-csv", load="roster")
    ready = intake.advance(given.delivery)
    if ready.state == Delivery.State.MAPPING:
        columns = {heading: column for heading, column, _ in ready.looked["guesses"] if column}
        ready = intake.save_mapping(ready, columns, actor=by)
    intake.apply(ready, shown=ready.plan_digest, answered=True, actor=by)


def signed_in(email: str) -> "Client":
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from django.test import Client

    from schoolgate.people.models import Account

    client, account = Client(SERVER_NAME="localhost"), Account.objects.get(email=email)
    RecoveryCodes.activate(account)  # the second step that the head's sign-in must have
    client.force_login(account)
    return client


def another(number: int, words: str) -> tuple["Client", "School", int]:
    from schoolgate.frame.actor import operator
    from schoolgate.intake.bounded import read_bounded
    from schoolgate.people import actions, opening
    from schoolgate.people.access import today
    from schoolgate.policy import actions as policies
    from schoolgate.policy.queries import in_force

    by, email = operator("bench"), f"{number}.{_EMAIL}"
    school = actions.add_school(name=f"Robin Hill {number}", actor=by)
    day, data = today(school), words.encode()
    head = opening.add_administrator(school, "Amara Whitlock", email, _PASSWORD, actor=by)
    actions.give_role(head, "head", actor=by, valid_from=day)
    reading = read_bounded(data, "policy.md", today=day, nation="england")
    policies.read_and_put_in_force(
        school, reading, filename="policy.md", data=data, body="governing-body", ratified_on=day, actor=by,
        actor_name="Joan Achebe", in_force_from=day,
    )  # fmt: skip
    found = in_force(school, on=day)
    assert found is not None
    return signed_in(email), school, len(found.promises)
