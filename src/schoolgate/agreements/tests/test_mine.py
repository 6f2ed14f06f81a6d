"""My agreements asks about one person: what it costs does not grow with the school, and it speaks to them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from time import process_time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from schoolgate.agreements import actions, queries
from schoolgate.agreements.contract import Lapses, Signs
from schoolgate.agreements.models import Signature, Wording
from schoolgate.agreements.registry import KINDS
from schoolgate.agreements.tests.families import LONG_AGO, approved, somebody
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.frame.bitemporal import put_many
from schoolgate.gates.access.inputs import Ruling, Signed, Verb
from schoolgate.gates.access.rules import Needed
from schoolgate.gates.access.sentences import (
    AT_LESSONS,
    LEFT,
    excepted,
    has_days,
    held,
    no_days,
    not_for_them,
    not_there,
    nothing_agreed,
    taken_away,
)
from schoolgate.people.access import today
from schoolgate.people.models import Person, RoleAssignment, School

DAY = timedelta(days=1)
AUP = "staff-acceptable-use"
OF_OTHERS = re.compile(r"\b(they|them|their|theirs|nobody can)\b", re.IGNORECASE)
type As = Callable[[str], Client]


def grown(school: School, to: int) -> None:
    """Adults who signed, until the school has so many people."""
    new = [Person(school=school, name=f"Lee Wren {n}") for n in range(to - Person.objects.for_school(school).count())]
    Person.objects.for_school(school).bulk_create(new)
    now, wording = timezone.now(), Wording.objects.for_school(school).get(kind=AUP)
    roles = (RoleAssignment(school=school, person=one, role="teachers", valid_from=LONG_AGO) for one in new)
    put_many(RoleAssignment, school, roles, at=now)
    rows = [
        Signature(school=school, person=one, wording=wording, on=LONG_AGO, way="paper", recorded_at=now) for one in new
    ]
    Signature.objects.for_school(school).bulk_create(rows)


def cost(client: Client, school: School) -> tuple[int, float]:
    """Queries of the page, and the best of five times in seconds of this process."""
    address = f"/schools/{school.ref}/agreements/mine/"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    times = []
    for _ in range(5):
        begun = process_time()
        client.get(address)
        times.append(process_time() - begun)
    return len(asked.captured_queries), min(times)


def test_it_works(school: School, amara: Person, works_as: As) -> None:
    """It costs no more among two thousand people than among twenty."""
    approved(school, amara, AUP, from_on=LONG_AGO)
    client = works_as("teachers")
    grown(school, 20)
    few, quick = cost(client, school)
    grown(school, 2000)
    many, slow = cost(client, school)
    assert many == few
    assert slow < 2 * quick + 0.01, f"{quick:.3f} s among 20, {slow:.3f} s among 2,000"


def test_one_is_answered_as_all_are(school: School, amara: Person) -> None:
    """Of everybody the same as when the whole school is asked: children and adults, ruled for, switched on, gone."""
    robins = Robins(school, amara)
    day = today(school)
    leo, zoe, _sam = robins.children
    robins.signs(leo)
    actions.switch_gate(school, robins.group.ref, on=True, actor=robins.head)
    actions.note_lessons(school, robins.group.ref, on=True, actor=robins.head)
    actions.rule(zoe, "internet", "opens", why="Home visit.", first=day, last=day + DAY, actor=robins.head)
    gone = somebody(school, "Gone Lark")
    then = queries.gate_then(school, day)
    for one in (*robins.children, robins.ada, amara, gone):
        assert queries.gate_of(one, day) == then.answers([one.ref]), one.name


def test_every_reason_is_said_to_whoever_reads_it() -> None:
    paper = Needed(AUP, "Acceptable use: staff", frozenset({"teachers"}), frozenset({"internet"}))
    quiz = replace(paper, key="quiz:sharing", title="Sharing", for_days=365)
    later = replace(paper, asked=False)
    day = date(2026, 11, 18)
    ruled = Ruling("vpn", Verb.OPENS, day, day, "Trip.")
    reasons = [
        LEFT,
        AT_LESSONS,
        *(not_there(one, ran_out) for one in (paper, quiz, later) for ran_out in (None, day)),
        *(held(one, Signed(one.key, day), until) for one in (paper, quiz) for until in (None, day)),
        *(no_days("vpn", ended) for ended in (None, day)),
        not_for_them("vpn"),
        nothing_agreed("vpn"),
        *(said(ruled) for said in (has_days, excepted, taken_away)),
    ]
    for one in reasons:
        assert re.search(r"\byour?\b", one.to_you, re.IGNORECASE), one.to_you
        assert not OF_OTHERS.search(one.to_you), one.to_you
    child = replace(paper, roles=frozenset({"pupils"}))
    assert not_there(child, None).to_you == "“Acceptable use: staff” is not signed for you."
    for kind in KINDS:
        if kind.signs is Signs.SELF and kind.binds != ("parents",) and kind.lapses is not Lapses.VISIT:
            assert re.search(r"\byou\b", kind.to_you, re.IGNORECASE), kind.key


def test_the_page_says_you(school: School, amara: Person, works_as: As) -> None:
    approved(school, amara, from_on=LONG_AGO)
    page = unescape(works_as("teachers").get(f"/schools/{school.ref}/agreements/mine/").content.decode())
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "You have not signed “" in main
    assert "You have not passed “" in main
    assert "You sign how you use school systems" in main or "Sharing opens once you have shown" in main
    things = re.sub(r"<[^>]*>", " ", main.partition("What is open for you")[2])
    assert things
    assert not OF_OTHERS.search(things), things
