"""The note that fixes the permanent record goes to the chair and the data protection officer, and lasts them a week."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from schoolgate.frame import doctor, outbox
from schoolgate.frame.actor import system
from schoolgate.ledger import notes
from schoolgate.ledger.actions import make_checkpoint, school_chain
from schoolgate.ledger.due import checkpoint_each_day
from schoolgate.ledger.queries import lines
from schoolgate.notices import actions, queries
from schoolgate.notices.models import Notice
from schoolgate.notices.tests.conftest import ACTOR, Server
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


@pytest.fixture
def keepers(school: School) -> list[Person]:
    found = []
    for role, name in (("chair", "Siân Prothero-Lane"), ("dpo", "Ibrahim Okafor")):
        person = people.add_person(school, name, actor=ACTOR)
        account = opening.add_account(f"{role}@robinhill.example", "three plain words here", actor=ACTOR)
        people.give_sign_in(person, account, actor=ACTOR)
        people.give_role(person, role, actor=ACTOR, valid_from=today(school))
        found.append(person)
    return found


def a_day(server: Server, at: datetime) -> int:
    """A night on which something had been recorded; how many letters it sent."""
    before = len(server.got)
    outbox.deliver_due(now=at)
    checkpoint_each_day(at)
    outbox.deliver_due(now=at)
    actions.send_due(at + timedelta(minutes=1))
    return len(server.got) - before


def test_it_works(server: Server, school: School, keepers: list[Person]) -> None:
    assert a_day(server, timezone.now()) == 2
    assert {letter["To"] for letter in server.got} == {"chair@robinhill.example", "dpo@robinhill.example"}
    for letter in server.got:
        body = letter.get_body()
        assert body is not None
        (attached,) = letter.iter_attachments()
        for text in (body.get_content(), attached.get_content()):
            note = notes.read(text)
            assert isinstance(note, notes.Checkpoint)
            assert (note.true, note.chain) == (True, school_chain(school.ref))


def test_an_idle_record_does_not_grow_by_letters_about_it(
    server: Server, school: School, keepers: list[Person]
) -> None:
    a_day(server, timezone.now())
    recorded = len(lines(school_chain(school.ref), labels=["school"]))
    for day in range(1, 20):
        a_day(server, timezone.now() + timedelta(days=day))
    assert len(server.got) == 2
    assert len(lines(school_chain(school.ref), labels=["school"])) == recorded


def test_a_busy_one_is_written_of_each_week_and_whenever_somebody_asks(
    server: Server, school: School, keepers: list[Person]
) -> None:
    sent = []
    for day in range(15):
        people.add_person(school, f"Sam Rook {day}", actor=ACTOR)
        sent.append(a_day(server, timezone.now() + timedelta(days=day)))
    assert sent == [2, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 2]
    make_checkpoint(school_chain(school.ref), actor=ACTOR)
    outbox.deliver_due()
    actions.send_due(timezone.now() + timedelta(minutes=1))
    assert len(server.got) == 8


def test_who_has_no_address_is_listed_and_a_school_without_keepers_is_told(school: School) -> None:
    found = {outcome.key: outcome.findings for outcome in doctor.examine(thorough=False)}
    assert "nobody is sent" in found["notices.keepers"][0].cause
    chair = people.add_person(school, "Siân Prothero-Lane", actor=ACTOR)
    people.give_role(chair, "chair", actor=ACTOR, valid_from=today(school))
    make_checkpoint(school_chain(school.ref), actor=system("clock"))
    outbox.deliver_due()
    actions.send_due(timezone.now())
    assert [told.name for told in queries.waiting(school)] == ["Siân Prothero-Lane"]
    made = make_checkpoint(school_chain(school.ref), actor=ACTOR)
    outbox.deliver_due()
    actions.send_due(timezone.now())
    (one,) = queries.waiting(school)  # the newer took the older one's place
    assert Notice.objects.for_school(school).get(ref=one.ref).about == made
    found = {outcome.key: outcome.findings for outcome in doctor.examine(thorough=False)}
    assert found["notices.keepers"] == ()
    assert "1 wait for people who have no address" in found["notices.waiting"][0].cause
