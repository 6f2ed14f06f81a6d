"""Lists of term dates, and giving them, as the tests do it."""

from typing import Final

from schoolgate.frame.actor import Actor, operator
from schoolgate.intake import actions
from schoolgate.intake.models import Delivery
from schoolgate.intake.queries import preview
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.models import School
from schoolgate.people.queries import calendar_rows

OPERATOR: Final = operator("test")
AUTUMN: Final = b"""Type,Name,First day,Last day
Term,Autumn term,02/09/2026,18/12/2026
Half-term,Autumn half-term,26/10/2026,30/10/2026
INSET,,01/09/2026,
"""
SPRING: Final = b"""Type,Name,First day,Last day
Term,Spring term,04/01/2027,26/03/2027
"""
COLUMNS: Final = {"Type": "kind", "Name": "name", "First day": "first", "Last day": "last"}


def given(school: School, data: bytes = AUTUMN, name: str = "terms.csv", *, by: Actor = OPERATOR) -> Delivery:
    """A file, received and taken as far as it goes without a person."""
    received = actions.receive(school, name, data, way=Delivery.Way.PAGE, actor=by)
    return actions.advance(received.delivery)


def ready(school: School, data: bytes = AUTUMN, *, by: Actor = OPERATOR) -> Delivery:
    """A file whose columns somebody has named."""
    delivery = given(school, data, by=by)
    if delivery.state == Delivery.State.MAPPING:
        delivery = actions.save_mapping(delivery, COLUMNS, actor=by)
    assert delivery.state == Delivery.State.READY, delivery.trouble
    return delivery


def applied(school: School, data: bytes = AUTUMN, *, by: Actor = OPERATOR) -> Delivery:
    delivery = ready(school, data, by=by)
    return actions.apply(delivery, shown=delivery.plan_digest, answered=bool(preview(delivery).stop), actor=by)


def calendar(school: School) -> list[str]:
    return [f"{row.kind} {row.first} {row.last}" for row in calendar_rows(school)]


def kinds_told(school: School) -> list[str]:
    """The kinds of entry in the permanent record of what files did, oldest first."""
    told = [line.kind for line in lines(school_chain(school.ref), labels=["school"])]
    return [kind for kind in reversed(told) if kind.startswith("intake.")]
