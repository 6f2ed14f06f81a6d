"""From estate and people to the file that a helper reads: who is at an address, within a minute of a change."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schoolgate.estate import actions as estate
from schoolgate.estate.models import Device
from schoolgate.filtering import actions
from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.due_whereabouts import tell_who_is_where
from schoolgate.filtering.landing.layout import file_name
from schoolgate.filtering.queries.whereabouts import whereabouts
from schoolgate.filtering.tests.conftest import ACTOR, LONG_AGO, Hires
from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.whose import Whose, read_whose
from schoolgate.frame.actor import person as as_person
from schoolgate.frame.bitemporal import hold, put
from schoolgate.gates.web.serving import Mode, Serving
from schoolgate.intake import actions as intake
from schoolgate.intake.models import Delivery
from schoolgate.people import actions as people
from schoolgate.people.identifiers import digest_of
from schoolgate.people.models import Group, Identifier, Membership, Person, School

NOW = datetime.now(UTC)
MAC = "02:00:5e:10:00:07"


@dataclass
class Classroom:
    """Leo in Year 5 and in Kites, who share a tablet that is kept in the hall."""

    leo: Person
    kites: Group
    tablet: Device
    hall: str


@pytest.fixture
def classroom(school: School) -> Classroom:
    leo = people.add_person(school, "Leo Ortiz-Vega", actor=ACTOR)
    people.give_role(leo, "pupils", actor=ACTOR, valid_from=LONG_AGO)
    kites = Group.objects.for_school(school).create(school=school, kind=Group.Kind.CLASS, name="Kites", digest="kites")
    year = Group.objects.for_school(school).create(
        school=school, kind=Group.Kind.YEAR, name="Year 5", digest="year5", year=5
    )
    for group in (kites, year):
        hold(school)
        row = Membership(school=school, person=leo, group=group, capacity="pupil", valid_from=LONG_AGO)
        row.recorded_at = NOW
        put(row)
    site = estate.add_place(school, "site", "Robin Hill", actor=ACTOR)
    hall = estate.add_place(school, "room", "Hall", within=site, actor=ACTOR)
    network = estate.add_network(school, "Pupils", "pupil", place=site, actor=ACTOR)
    estate.set_ranges(network, ["10.4.0.0/22"], valid_from=LONG_AGO, actor=ACTOR)
    tablet = estate.add_device(school, "tablet", label="RH-T07", macs=[MAC], since=LONG_AGO, actor=ACTOR)
    estate.hold_device(tablet, kites, actor=ACTOR, valid_from=LONG_AGO)
    estate.hold_device(tablet, hall, actor=ACTOR, valid_from=LONG_AGO)
    return Classroom(leo, kites, tablet, hall.ref)


@pytest.fixture
def agreed(school: School, amara: Person, hires: Hires) -> School:
    """Two people agreed to watch what the filter would do."""
    lark = hires("Ruth Lark", "dsl")
    setting = Setting(serving=Serving(Mode.WATCHING))
    row = actions.propose_change(school, setting, "To see what it does.", actor=as_person(amara.ref))
    for one in (amara, lark):
        actions.agree(row, actor=as_person(one.ref))
    return school


def lease(school: School, address: str, minutes: int = 60) -> None:
    said = estate.lease_said(address, MAC, NOW - timedelta(minutes=1), NOW + timedelta(minutes=minutes))
    estate.bind(school, [said], actor=ACTOR, source="dhcp")


def written(school: School, at: datetime = NOW) -> Whose:
    tell_who_is_where(at)
    return read_whose(folder_of(school).whereabouts)


def test_a_change_in_the_estate_is_in_the_file_the_next_time_the_clock_goes_round(
    agreed: School, classroom: Classroom
) -> None:
    tablet, at = Asker("10.4.0.17"), NOW.timestamp()
    assert written(agreed).seen(tablet, at).who.device == ""
    lease(agreed, "10.4.0.17")
    found = written(agreed).seen(tablet, at).who
    assert (found.device, found.level) == (classroom.tablet.ref, "junior")
    assert set(found.groups) >= {classroom.kites.ref}
    assert found.place == classroom.hall
    account = estate.add_account(agreed, "google", "leo@robinhill.example", "person", actor=ACTOR)
    estate.hold_account(account, classroom.leo, actor=ACTOR, valid_from=LONG_AGO)
    assert written(agreed).seen(Asker(account="LEO@robinhill.example"), at).who.person == classroom.leo.ref
    estate.bind(agreed, sign_ins=[estate.SignInSaid(MAC, account, int(at) - 60, None)], source="agent", actor=ACTOR)
    assert written(agreed).seen(tablet, at).who.person == classroom.leo.ref


def test_an_account_of_a_directorys_list_has_its_owners_level(agreed: School, classroom: Classroom) -> None:
    """Nobody's account has no level; known by his number it has the level of Leo's year, and nobody wrote his name."""
    leo, at = Asker(account="l.ortiz@robinhill.example"), NOW.timestamp()
    heading = "primaryEmail,name.givenName,name.familyName,suspended,externalIds.0.value\n"
    listed(agreed, f"{heading}l.ortiz@robinhill.example,Leo,Ortiz-Vega,False,A17\n")
    assert written(agreed).seen(leo, at).who.person == ""
    number = digest_of(agreed, Identifier.Scheme.MIS, "A17")
    known = Identifier(school=agreed, person=classroom.leo, scheme=Identifier.Scheme.MIS, value="A17", digest=number)
    known.valid_from, known.recorded_at = LONG_AGO, NOW
    put(known)
    listed(agreed, f"{heading}l.ortiz@robinhill.example,Leo,Ortiz-Vega,False,A17\ncopier@robinhill.example,,,False,\n")
    found = written(agreed).seen(leo, at).who
    assert (found.person, found.level) == (classroom.leo.ref, "junior")
    assert written(agreed).seen(Asker(account="copier@robinhill.example"), at).who.person == ""


def listed(school: School, text: str) -> None:
    given = intake.receive(school, "users.csv", text.encode(), way=Delivery.Way.COMMAND, actor=ACTOR).delivery
    ready = intake.advance(given)
    intake.apply(ready, shown=ready.plan_digest, answered=False, actor=ACTOR)


def test_it_is_written_where_something_was_recorded_and_every_ten_minutes(agreed: School, classroom: Classroom) -> None:
    assert tell_who_is_where(NOW) == 1
    before = folder_of(agreed).whereabouts.read_text()
    assert tell_who_is_where(NOW + timedelta(minutes=1)) == 0
    assert tell_who_is_where(NOW + timedelta(minutes=10)) == 1
    folder_of(agreed).whereabouts.write_text(before[:-9] + "\n")
    lease(agreed, "10.4.0.18")
    assert tell_who_is_where(NOW + timedelta(minutes=11)) == 1


def test_nothing_in_it_is_a_name_and_only_its_group_may_read_it(agreed: School, classroom: Classroom) -> None:
    account = estate.add_account(agreed, "google", "leo@robinhill.example", "person", actor=ACTOR)
    estate.hold_account(account, classroom.leo, actor=ACTOR, valid_from=LONG_AGO)
    written(agreed)
    folder = folder_of(agreed)
    text = folder.whereabouts.read_text().casefold()
    for word in ("leo", "ortiz", "kites", "hall", "rh-t07", "robinhill.example"):
        assert word not in text, word
    assert folder.whereabouts.stat().st_mode & 0o777 == 0o640
    assert folder.landing.stat().st_mode & 0o7777 == 0o2770


def test_where_the_filter_does_not_run_nothing_is_kept(school: School, classroom: Classroom) -> None:
    folder = folder_of(school)
    folder.root.mkdir(parents=True)
    folder.whereabouts.write_text("who was where when it ran")
    assert tell_who_is_where(NOW) == 0
    assert not folder.whereabouts.exists()


def test_what_was_decided_for_a_person_outweighs_their_groups(agreed: School, classroom: Classroom) -> None:
    decided = ("agreement", "agr_1")

    def entitled() -> str:
        rows = whereabouts(agreed, NOW, "salt")
        return str(next(row[5] for row in rows if row[:2] == ["person", classroom.leo.ref]))

    assert entitled() == ""
    estate.entitle(classroom.kites, "internet", "infant", decided=decided, actor=ACTOR, valid_from=LONG_AGO)
    assert entitled() == "infant"
    estate.entitle(classroom.leo, "internet", "junior", decided=decided, actor=ACTOR, valid_from=LONG_AGO)
    assert entitled() == "junior"


def test_more_pupils_take_no_more_statements(
    agreed: School, classroom: Classroom, django_assert_max_num_queries: object
) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as caught:
            list(whereabouts(agreed, NOW, "salt"))
        counts.append(len(caught))
        for n in range(5):
            device = estate.add_device(agreed, "laptop", label=f"RH-L{len(counts)}{n}", since=LONG_AGO, actor=ACTOR)
            estate.hold_device(device, classroom.leo, actor=ACTOR, valid_from=LONG_AGO)
    assert counts[0] == counts[1] <= 14


def test_what_was_decided_long_ago_is_swept(agreed: School) -> None:
    tell_who_is_where(NOW)
    old = folder_of(agreed).landing / file_name((NOW - timedelta(days=31)).timestamp(), "1-a-0")
    old.write_text("x")
    tell_who_is_where(NOW)
    assert not old.exists()
