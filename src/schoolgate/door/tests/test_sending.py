"""What a tablet sends: each thing once, in order, at the time it was at the door, and nothing refused in silence."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.agreements import actions as agreements
from schoolgate.door import actions, queries
from schoolgate.door.entries import entry_of
from schoolgate.door.models import DoorEntry, Tablet, Visit
from schoolgate.door.tests.conftest import ACTOR, AtTheDoor, came, paired, went
from schoolgate.evidence.queries import jobs
from schoolgate.frame.actor import person as acting
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


def ago(**much: int) -> str:
    return (timezone.now() - timedelta(**much)).isoformat()


def test_it_works(school: School, door: AtTheDoor, digest: str) -> None:
    """Two come, one goes: the tablet may forget all three, and one is on site, under the words that were shown."""
    sent = door.send(came(1, digest), came(2, digest, kind="contractor", from_whom="Lark Plumbing"), went(1))
    assert sent["taken"] == [came(1, "")["key"], came(2, "")["key"], went(1)["key"]]
    (here,) = queries.on_site(school)
    assert (here.name, here.kind, here.from_whom, here.answer) == (
        "Visitor 2",
        "contractor",
        "Lark Plumbing",
        "accepted",
    )
    assert here.digest == digest
    assert queries.visits(school, today(school))[0].over == "out"


def test_sent_again_it_is_there_once(school: School, door: AtTheDoor, digest: str) -> None:
    """The answer was lost on the way: the tablet sends all of it again, and more."""
    door.send(came(1, digest), went(1))
    sent = door.send(came(1, digest), went(1), came(2, digest))
    assert len(sent["taken"]) == 3
    assert Visit.objects.for_school(school).count() == 2
    assert DoorEntry.objects.for_school(school).count() == 3
    assert not queries.clashes(school)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), cuts=st.lists(st.integers(0, 6), max_size=4))
def test_in_whatever_pieces_and_however_often_it_is_the_same_day(
    school: School, door: AtTheDoor, digest: str, order: list[int], cuts: list[int]
) -> None:
    """Two tablets' entries, in any order, in any pieces, some twice: three came, two went, nothing is left."""
    DoorEntry.objects.for_school(school).delete()
    Visit.objects.for_school(school).delete()
    all_ = [came(n, digest, at=ago(seconds=90 - n)) for n in (1, 2, 3)]
    all_ += [went(n, at=ago(seconds=50 - n)) for n in (1, 2)] + [came(1, digest, at=ago(seconds=89))]
    told = [all_[place] for place in order]
    for cut in cuts:
        door.send(*told[:cut])
    door.send(*told)
    assert [one.name for one in queries.on_site(school)] == ["Visitor 3"]
    assert not queries.clashes(school)


def test_the_time_is_that_at_the_door_whatever_its_clock_says(school: School, door: AtTheDoor, digest: str) -> None:
    """The tablet's clock is an hour and a half behind. It says its own time as it sends, and we reckon with it."""
    behind = timezone.now() - timedelta(minutes=90)
    came_then = (behind - timedelta(minutes=10)).isoformat()
    sent = door.send(came(1, digest, at=came_then, skew=5400), now=behind.isoformat())
    (visit,) = queries.visits(school, today(school))
    assert abs(visit.came_at - (timezone.now() - timedelta(minutes=10))) < timedelta(seconds=30)
    assert abs(sent["skew"] - 5400) < 5
    assert Tablet.objects.for_school(school).get().skew == sent["skew"]
    assert not queries.clashes(school)


def test_a_clock_that_was_set_meanwhile_is_said(school: School, door: AtTheDoor, digest: str) -> None:
    """It was an hour ahead when they came and is right as it sends; or it tells of a time to come."""
    door.send(came(1, digest, at=(timezone.now() + timedelta(minutes=50)).isoformat(), skew=-3600))
    assert [one.why for one in queries.clashes(school)] == ["clock"]
    assert queries.visits(school, today(school))[0].came_at <= timezone.now()
    door.send(came(2, digest, at=ago(minutes=70), skew=3600))
    assert abs(queries.visits(school, today(school))[-1].came_at - timezone.now()) < timedelta(hours=1)
    assert [one.why for one in queries.clashes(school)] == ["clock", "clock"]


def test_what_does_not_fit_is_kept_and_shown(school: School, door: AtTheDoor, digest: str) -> None:
    """A number nobody has, two of one name, words that are not ours, and what no tablet of ours would send."""
    door.send(went(7), came(1, digest, name="Jo Finch"), came(2, digest, name="Jo Finch"), came(3, "0" * 64))
    door.send({"key": "e" * 32, "what": "out", "at": timezone.now().isoformat(), "name": "jo finch"})
    sent = door.send({"key": "f" * 32, "what": "dance"}, "rubbish", came(4, digest))  # type: ignore[arg-type]  # on purpose
    assert sent["taken"] == [came(4, "")["key"], "f" * 32, ""]
    found = queries.clashes(school)
    assert sorted(one.why for one in found) == ["nobody", "several", "unread", "unread", "words"]
    assert {one.said for one in found if one.why == "nobody"} == {"0007"}
    assert len(queries.on_site(school)) == 4
    actions.settle(school, found[0].key, actor=ACTOR)
    assert len(queries.clashes(school)) == 4


def test_the_words_that_were_shown_stay_though_new_ones_came(
    school: School, door: AtTheDoor, digest: str, amara: Person
) -> None:
    newer = agreements.draft(
        school, "phone-rule", actor=ACTOR, title="New", body="- I leave my telephone at the office."
    )
    agreements.approve(newer, actor=acting(amara.ref))
    door.send(came(1, digest))
    assert queries.rule(school)[0].digest != digest
    assert queries.on_site(school)[0].digest == digest
    assert not queries.clashes(school)


def test_whoever_did_not_accept_is_told_to_the_office(school: School, door: AtTheDoor, digest: str) -> None:
    """A job for the office at once; then they come in without a telephone, or do not come in."""
    door.send(came(1, digest, answer="refused"), came(2, digest, answer="refused"))
    assert sum("did not accept" in one.words for one in jobs(school, on=today(school))) == 2
    first, second = queries.on_site(school)
    assert actions.allow(school, first.ref, actor=ACTOR).answer == "left-phone"
    assert actions.end_visit(school, second.ref, actor=ACTOR, over="turned").over == "turned"
    with pytest.raises(BadInputError, match="nobody says"):
        actions.end_visit(school, first.ref, actor=ACTOR, over="flew")


def test_the_record_counts_and_names_nobody(school: School, door: AtTheDoor, digest: str) -> None:
    door.send(came(1, digest, name="Jo Finch"), went(9))
    (line,) = lines(school_chain(school.ref), labels=["school"], kind="door.told")
    assert line.details is not None
    assert line.details["came"] == 1
    assert line.details["clashes"] == 1
    assert "Finch" not in str(line)


def test_a_tablet_of_another_school_touches_nothing_here(school: School, door: AtTheDoor, digest: str) -> None:
    from_there = datetime.fromisoformat(ago(minutes=1))
    other = paired(school, "Back door")
    assert other.tablet.pk != door.tablet.pk
    taken = actions.take(other.tablet, [entry_of(came(1, digest))], sent_at=from_there)
    assert taken.new == 1
    door.send(went(1, at=(timezone.now() + timedelta(seconds=70)).isoformat()))
    assert not queries.on_site(school)


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": ""},
        {"what": "up"},
        {"name": " "},
        {"kind": "ghost"},
        {"answer": "maybe"},
        {"code": "12"},
        {"at": "noon"},
    ],
)
def test_what_no_tablet_of_ours_sends(wrong: dict[str, str]) -> None:
    with pytest.raises(BadInputError, match="what the tablet sent"):
        entry_of(came(1, "") | wrong)
