"""A list of training taken: shown first, noted once, undone whole; a doubtful name is asked about and never guessed."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.evidence.queries import facts, jobs
from schoolgate.intake import actions as intake
from schoolgate.intake import queries as files
from schoolgate.intake.models import Delivery
from schoolgate.learning import queries
from schoolgate.learning.matching import Adult, match
from schoolgate.learning.models import Attendance, NameAsked
from schoolgate.learning.tests.test_training import ACTOR, a_course, somebody, states
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


def a_list(*rows: tuple[str, ...], headings: str = "Name,Course,Date completed") -> bytes:
    return "\n".join([headings, *(",".join(row) for row in rows)]).encode()


def shown(school: School, data: bytes) -> Delivery:
    """A list as it was given, up to its preview."""
    given_ = intake.receive(
        school, "list.csv", data, way=Delivery.Way.PAGE, actor=ACTOR, feed="training-csv", load="training"
    )
    delivery = intake.advance(given_.delivery)
    if delivery.state == Delivery.State.MAPPING:
        columns = {heading: column for heading, column, _sure in delivery.looked["guesses"] if column}
        delivery = intake.save_mapping(delivery, columns, actor=ACTOR)
    return delivery


def applied(school: School, data: bytes) -> Delivery:
    delivery = shown(school, data)
    return intake.apply(delivery, shown=delivery.plan_digest, answered=False, actor=ACTOR)


def noted(school: School) -> list[tuple[str, str]]:
    rows = Attendance.objects.for_school(school).select_related("person").order_by("pk")
    return [(row.person.name, row.on.isoformat()) for row in rows]


@pytest.fixture
def staff(school: School) -> dict[str, Person]:
    a_course(school)
    return {name: somebody(school, name, "teachers") for name in ("Kit Sparrow", "Ash Bramley", "Zoë O’Neill-Wren")}


def ago(school: School, days: int = 10) -> str:
    return (today(school) - timedelta(days=days)).strftime("%d/%m/%Y")


def test_it_works(school: School, staff: dict[str, Person]) -> None:
    day = ago(school)
    data = a_list(
        ("Kit Sparrow", "safe online", day),
        ("Bramley Ash", "Safe Online", day),
        ("ZOE ONEILL WREN", "Safe online", day),
    )
    plan = files.preview(shown(school, data))
    assert [change.who for change in plan.changes] == ["Kit Sparrow", "Ash Bramley", "Zoë O’Neill-Wren"]
    assert noted(school) == []  # it is only shown
    delivery = applied(school, data)
    assert set(states(school).values()) == {"good"}
    assert facts(school, today(school))["training.staff"].good == 3
    (entry,) = lines(school_chain(school.ref), labels=["school"], kind="learning.list-applied")
    assert entry.details is not None
    assert (entry.details["notes"], entry.details["asked"]) == (3, 0)
    intake.undo(delivery, actor=ACTOR)
    assert set(states(school).values()) == {"never"}


def test_twice_adds_nothing_and_a_longer_list_only_what_is_new(school: School, staff: dict[str, Person]) -> None:
    first = ("Kit Sparrow", "Safe online", ago(school))
    applied(school, a_list(first))
    again = shown(school, a_list(first))
    assert again.state == Delivery.State.APPLIED  # the same file is that file
    more = applied(school, a_list(first, first, ("Ash Bramley", "Safe online", ago(school))))
    assert (more.counts, more.unchanged) == ({"noted": 1}, 2)
    assert len(noted(school)) == 2


def test_rows_that_cannot_be_used_are_kept_with_why_and_the_rest_is_noted(
    school: School, staff: dict[str, Person]
) -> None:
    coming = (today(school) + timedelta(days=3)).strftime("%d/%m/%Y")
    delivery = applied(
        school,
        a_list(
            ("Kit Sparrow", "Safe online", ago(school)),
            ("Nobody Known", "Safe online", ago(school)),
            ("Ash Bramley", "Safe onlin", ago(school)),
            ("Ash Bramley", "Juggling", ago(school)),
            ("Ash Bramley", "Safe online", coming),
            ("Ash Bramley", "Safe online", "soon"),
        ),
    )
    assert [name for name, _ in noted(school)] == ["Kit Sparrow"]
    told = list(csv.reader(io.StringIO(b"".join(files.rejects_csv(delivery)).decode("utf-8-sig"))))[1:]
    reasons = [row[2] for row in told]
    assert len(reasons) == delivery.rejected == 5
    assert any("Is it “Safe online”?" in reason for reason in reasons)
    assert any("Nobody who works here" in reason for reason in reasons)
    assert any("still to come" in reason for reason in reasons)


def test_a_doubtful_name_is_asked_about_and_noted_when_somebody_says_whose_it_is(
    school: School, staff: dict[str, Person], works_as: Callable[[str], Client]
) -> None:
    kate = somebody(school, "Kate Sparrow", "office")
    lead = works_as("online-safety-lead")
    delivery = applied(school, a_list(("K Sparrow", "Safe online", ago(school))))
    assert (delivery.counts, noted(school)) == ({"asked": 1}, [])
    (job,) = [job for job in jobs(school, on=today(school)) if job.about == delivery.ref]
    assert job.role == "online-safety-lead"
    (asked,) = queries.names_asked(school)
    assert [name for _, name in asked.may] == ["Kate Sparrow", "Kit Sparrow"]
    assert shown(school, a_list(("K. Sparrow", "Safe online", ago(school)))).counts == {}  # asked once
    page = f"/schools/{school.ref}/training/names/"
    assert "K Sparrow" in lead.get(page).text
    assert lead.post(page, {"name": asked.ref}).status_code == 422
    assert lead.post(page, {"name": asked.ref, "whose": staff["Ash Bramley"].ref}).status_code == 422
    assert lead.post(page, {"name": asked.ref, "whose": kate.ref}).status_code == 302
    assert [name for name, _ in noted(school)] == ["Kate Sparrow"]
    assert not [job for job in jobs(school, on=today(school)) if job.about == delivery.ref]
    intake.undo(delivery, actor=ACTOR)
    assert (noted(school), NameAsked.objects.for_school(school).count()) == ([], 0)


def test_a_name_of_nobody_here_is_put_away(
    school: School, staff: dict[str, Person], works_as: Callable[[str], Client]
) -> None:
    somebody(school, "Kate Sparrow", "office")
    applied(school, a_list(("K Sparrow", "Safe online", ago(school))))
    (asked,) = queries.names_asked(school)
    page = f"/schools/{school.ref}/training/names/"
    told = works_as("office").post(page, {"name": asked.ref, "whose": "nobody"}, follow=True)
    assert "Nobody’s name is in doubt." in told.text
    assert noted(school) == []
    assert works_as("teachers").get(page).status_code == 403


def test_what_the_certificate_says_of_its_end_is_kept(school: School, staff: dict[str, Person]) -> None:
    until = (today(school) + timedelta(days=30)).strftime("%d/%m/%Y")
    headings = "Full name,Training,Completed,Expires"
    applied(school, a_list(("Kit Sparrow", "Safe online", ago(school), until), headings=headings))
    assert states(school)["Kit Sparrow"] == "soon"


KIT = Adult("per_kit", "Kit Sparrow", ("kit@robinhill.example",), ("s1",))
TWO = (KIT, Adult("per_kate", "Kate Sparrow"), Adult("per_ash", "Ash Bramley", ("ash@robinhill.example",)))


@pytest.mark.parametrize(
    ("row", "person", "may"),
    [
        ({"name": "Kit Sparrow"}, "per_kit", ()),
        ({"name": "Sparrow, Kit"}, "per_kit", ()),
        ({"given_name": "KIT", "family_name": "sparrow"}, "per_kit", ()),
        ({"email": "KIT@robinhill.example"}, "per_kit", ()),
        ({"staff_code": "S1"}, "per_kit", ()),
        ({"name": "Christopher Sparrow", "email": "kit@robinhill.example"}, "per_kit", ()),
        ({"name": "Ash Bramley", "email": "kit@robinhill.example"}, "", ("per_kit", "per_ash")),
        ({"name": "K Sparrow"}, "", ("per_kate", "per_kit")),
        ({"name": "Kit"}, "", ("per_kit",)),
        ({"name": "Wilf Moor"}, "", ()),
    ],
)
def test_whose_name_it_is(row: dict[str, str], person: str, may: tuple[str, ...]) -> None:
    found = match(row, TWO)
    assert (found.person, found.may) == (person, may)


NAMES = st.lists(st.sampled_from(["Kit", "Kate", "Ash", "Sparrow", "Bramley", "O’Neill"]), min_size=1, max_size=3)


@given(st.lists(NAMES.map(" ".join), max_size=5), NAMES.map(" ".join))
def test_only_a_whole_name_that_one_person_has_is_sure(names: list[str], said: str) -> None:
    adults = [Adult(f"per_{n}", name) for n, name in enumerate(names)]
    found = match({"name": said}, adults)
    same = [one for one in adults if sorted(one.name.split()) == sorted(said.split())]
    assert bool(found.person) == (len(same) == 1)
    assert not (found.person and found.may)
    if len(same) > 1:
        assert set(found.may) == {one.ref for one in same}
