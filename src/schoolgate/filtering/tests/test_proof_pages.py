"""The pages of filter tests, and the way in for machines: planning, running, bringing, and the map."""

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from schoolgate.estate import actions as estate
from schoolgate.filtering import actions, planning, queries
from schoolgate.filtering.models import FilterTest, FilterTestRun
from schoolgate.filtering.probing.stand_in import stand_in_server
from schoolgate.filtering.tests.a_filter_test import BY, WHOLE, a_test, ran, results
from schoolgate.people.access import today
from schoolgate.people.models import School

type Works = Callable[[str], Client]
PLANNED = {
    "device": "tablet",
    "level": "junior",
    "way": "proxy",
    "through": "proxy.robinhill.example:8080",
    "sets": ["stand-ins"],
    "zone": "filter-test.robinhill.example",
    "every_hours": "168",
}


def at(name: str, school: School, **more: str) -> str:
    return reverse(f"filtering.{name}", kwargs={"school": school.ref, **more})


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_it_works(school: School, works_as: Works) -> None:
    """A technician with a supplier's filter: plan, fetch the file, bring what it left, and see the map."""
    client = works_as("it-lead")
    assert "Nobody has tried the filter here yet." in read(client, at("proof", school))
    assert client.post(at("plan_test", school), PLANNED).status_code == 302
    row = FilterTest.objects.for_school(school).get()
    assert row.through == "http://proxy.robinhill.example:8080"
    file = client.get(at("test_file", school, test=row.ref))
    assert b"PLAN_INSIDE = '{" in file.content
    assert "This test has not been run yet." in read(client, at("test", school, test=row.ref))
    ran(a_test(school))
    page = read(client, at("proof", school))
    assert "One filter test shows nothing today." in page or "show nothing today" in page
    assert "It held" in page


def test_what_is_brought_is_judged_and_shown(school: School, works_as: Works) -> None:
    client, row = works_as("it-lead"), a_test(school)
    there = at("test", school, test=row.ref)
    given = SimpleUploadedFile("filter-test-1.json", json.dumps(results(row, adult=WHOLE)).encode())
    client.post(there, {"do": "give", "results": given})
    page = read(client, there)
    assert "One thing was not as it should be." in page
    assert "Let through: it should be blocked: the page came, to the letter." in page
    assert "Told to the head, the safeguarding lead and IT support" in page
    assert "In one place the filter did not do as it should." in read(client, at("proof", school))


@pytest.mark.parametrize("held", [b"", b"not json", b"[]", b'{"plan": "prb_other"}', b'{"a":1}' * 10])
def test_a_wrong_file_is_told_and_keeps_nothing(school: School, works_as: Works, held: bytes) -> None:
    client, row = works_as("it-lead"), a_test(school)
    given = {"do": "give", "results": SimpleUploadedFile("holiday.json", held)}
    answer = client.post(at("test", school, test=row.ref), given, follow=True)
    assert any(str(one.level_tag) == "error" for one in answer.context["messages"])
    assert not FilterTestRun.objects.for_school(school).exists()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"through": ""}, "the address is missing"),
        ({"through": "http://kit:secret@proxy.example:8080"}, "a password is not kept here"),
        ({"blocked": "https://casino.example/"}, "there are no lists of sites here yet"),
        ({"sets": []}, "nothing would be tried"),
        ({"zone": "not a name"}, "is no name"),
        ({"level": "grown-up"}, "Select a valid choice"),
    ],
)
def test_a_wrong_plan_is_told_in_place(school: School, works_as: Works, wrong: dict[str, Any], why: str) -> None:
    answer = works_as("it-lead").post(at("plan_test", school), PLANNED | wrong)
    assert (answer.status_code, why in answer.content.decode()) == (422, True)
    assert not FilterTest.objects.for_school(school).exists()


def test_governors_see_the_map_and_change_nothing(school: School, works_as: Works) -> None:
    client, row = works_as("governors"), a_test(school)
    page = read(client, at("test", school, test=row.ref))
    assert "Fetch the file" not in page
    assert client.post(at("test", school, test=row.ref), {"do": "end"}).status_code == 403
    assert client.get(at("test_file", school, test=row.ref)).status_code == 403


def test_it_is_run_from_here_by_the_worker(school: School, works_as: Works) -> None:
    """Through no proxy there is: told as that, and no proof."""
    client, row = works_as("head"), a_test(school)
    client.post(at("test", school, test=row.ref), {"do": "here"})
    for run in FilterTestRun.objects.for_school(school):
        assert (run.came, run.judged) == ("here", "unclear")


def test_run_from_here_it_finds_what_this_machine_gets(school: School) -> None:
    server = stand_in_server("127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    given = PLANNED | {"way": "direct", "through": "", "at": f"127.0.0.1:{server.server_port}", "every_hours": 24}
    row = actions.plan_test(school, planning.made_plan(school, given), level="junior", key="k", actor=BY)
    run = actions.run_here(row, actor=BY)
    server.shutdown()
    server.server_close()
    assert (run.judged, run.came) == ("bad", "here")
    (adult,) = (one for one in queries.found_by(run) if one.category == "adult")
    assert adult.sentence == "Let through: it should be blocked: the page came, to the letter."


def test_a_machine_fetches_its_tests_and_sends_what_they_found(school: School) -> None:
    ends = today(school) + timedelta(days=9)
    made, other = (
        estate.make_token(school, name, ["filtering.test"], ends_on=ends, actor=BY) for name in ("Hall", "Library")
    )
    row = a_test(school, token=made.row)
    mine, theirs = (Client(headers={"Authorization": f"Bearer {one.secret}"}) for one in (made, other))
    (told,) = mine.get("/api/v1/filter-tests").json()["tests"]
    assert told["plan"]["send_to"].endswith(f"/api/v1/filter-tests/{row.ref}/results")
    assert theirs.get("/api/v1/filter-tests").json() == {"tests": []}
    sent = json.dumps(results(row) | {"sent": timezone.now().isoformat()})
    address = f"/api/v1/filter-tests/{row.ref}/results"
    assert theirs.post(address, sent, content_type="application/json").status_code == 404
    first, again = (mine.post(address, sent, content_type="application/json") for _ in range(2))
    assert (first.json()["judged"], first.json()["repeated"], again.json()["repeated"]) == ("good", False, True)
    assert FilterTestRun.objects.for_school(school).get().by == made.row.ref
    changed = json.dumps(results(row, adult=WHOLE) | {"tool": "2"})
    refused = mine.post(address, changed, content_type="application/json")
    assert (refused.status_code, "seal" in refused.json()["detail"]) == (422, True)


def test_the_names_of_stand_ins_are_a_list_for_a_supplier(school: School, works_as: Works) -> None:
    lines = read(works_as("it-lead"), at("stand_ins", school)).splitlines()
    assert lines[0] == "name,category"
    assert any(line.startswith("adult.filter-test.") for line in lines)
