"""Before a change is agreed it is seen what it would have done: asked for on a page, worked out by the worker."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from schoolgate.evidence.tests.a_school import ACTOR
from schoolgate.filtering import actions
from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.landing.layout import file_name, head
from schoolgate.filtering.models import DryRun, Proposal
from schoolgate.filtering.store.tests.making import made
from schoolgate.filtering.tests.conftest import Hires
from schoolgate.filtering.tests.reading import words_of
from schoolgate.frame.actor import person as as_person
from schoolgate.gates.web.serving import Mode, Serving
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.models import Person, School

ON = replace(Setting(), serving=Serving(Mode.ON))
JUNIOR = ON.by_level["junior"]
GAMES_OPEN = ON.with_level(replace(JUNIOR, block=JUNIOR.block - {"games"}))
PAGE = "/schools/{}/filter/proposals/{}/dry-run/"


@pytest.fixture
def now(school: School) -> datetime:
    return datetime.now(ZoneInfo(school.time_zone))


@pytest.fixture
def proposed(school: School, amara: Person, hires: Hires, now: datetime) -> Proposal:
    """The filter is on, games are closed for juniors, and it is proposed to open them; some were asked for today."""
    first = actions.propose_change(school, ON, "We are ready.", actor=as_person(amara.ref))
    for one in (amara, hires("Ruth Lark", "dsl")):
        actions.agree(first, actor=as_person(one.ref))
    folder = folder_of(school)
    folder.landing.mkdir(parents=True, exist_ok=True)
    made(folder.lists, {"games/list": ["puzzles.example"]})
    at = (now - timedelta(minutes=90)).timestamp()
    asked = [("puzzles.example", "block", "games")] * 8 + [("plain.example", "allow", "")] * 12
    rows = [
        f"{at:.3f}\t{host}\t\tconnect\t{verdict}\tjunior\t{category}\tlevel:junior\t\t\t\t\t1\ton\t\n"
        for host, verdict, category in asked
    ]
    (folder.landing / file_name(at, "1-a-0")).write_text(head(school.ref) + "".join(rows))
    return actions.propose_change(school, GAMES_OPEN, "For wet playtimes.", actor=as_person(amara.ref))


def asked_for(proposed: Proposal, now: datetime) -> DryRun:
    return actions.ask_dry_run(proposed, since=now - timedelta(days=7), until=now, actor=ACTOR)


def test_it_works(school: School, proposed: Proposal, now: datetime, works_as: Callable[[str], Client]) -> None:
    row = asked_for(proposed, now)
    client, address = works_as("head"), PAGE.format(school.ref, proposed.ref)
    assert "It is being worked out." in words_of(client.get(address))
    assert actions.run_dry_run(row)
    page = words_of(client.get(address))
    assert "0 requests would have been closed, and 8 opened." in page
    assert "20 decisions from" in page
    assert "Key stage 2 0 8 0" in page
    assert "puzzles.example Games 8" in page


def test_under_the_setting_in_force_nothing_would_be_otherwise(
    school: School, proposed: Proposal, now: datetime
) -> None:
    told = actions.replayed(school, ON, now - timedelta(days=7), now)
    assert (told.judged, told.changes, told.hidden, told.already) == (20, 0, False, 0)


def test_it_is_asked_for_on_the_page_and_worked_out_beside(
    school: School, proposed: Proposal, works_as: Callable[[str], Client]
) -> None:
    address = PAGE.format(school.ref, proposed.ref)
    assert works_as("dsl").post(address, {"days": "1"}).status_code == 302
    (row,) = DryRun.objects.for_school(school)
    assert (row.state, row.told, row.until - row.since) == ("waiting", None, timedelta(days=1))
    assert len(lines(school_chain(school.ref), labels=["school"], kind="filtering.dry-run-asked")) == 1


def test_asked_twice_it_is_one_and_run_twice_it_runs_once(school: School, proposed: Proposal, now: datetime) -> None:
    row = asked_for(proposed, now)
    assert asked_for(proposed, now) == row
    assert actions.run_dry_run(row)
    assert not actions.run_dry_run(row)
    assert asked_for(proposed, now) != row  # done; asked again it is another


def test_what_no_worker_took_is_run_by_the_clock_and_what_stopped_is_given_up(
    school: School, proposed: Proposal, now: datetime
) -> None:
    row = asked_for(proposed, now)
    assert actions.run_waiting(now) == 0  # the worker is given a minute
    assert actions.run_waiting(now + timedelta(minutes=2)) == 1
    row.refresh_from_db()
    assert row.state == "done"
    stuck = asked_for(proposed, now)
    DryRun.objects.for_school(school).filter(pk=stuck.pk).update(state="running")
    assert actions.run_waiting(now + timedelta(hours=1)) == 1
    stuck.refresh_from_db()
    assert (stuck.state, stuck.trouble) == ("failed", "It was stopped half-way.")


def test_a_proposal_of_nowhere_is_not_found_and_who_has_no_part_in_it_is_refused(
    school: School, proposed: Proposal, works_as: Callable[[str], Client]
) -> None:
    assert works_as("head").get(PAGE.format(school.ref, "fprop_none")).status_code == 404
    assert works_as("teachers").get(PAGE.format(school.ref, proposed.ref)).status_code == 403


def test_where_nothing_is_agreed_there_is_nothing_to_hold_a_draft_against(
    school: School, amara: Person, now: datetime
) -> None:
    row = actions.propose_change(school, ON, "Ready.", actor=as_person(amara.ref))
    asked = asked_for(row, now)
    assert actions.run_dry_run(asked)
    asked.refresh_from_db()
    assert asked.state == "failed"
    assert "nothing is in force" in asked.trouble
