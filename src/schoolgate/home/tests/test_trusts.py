"""The trust's board: who may see it, what it says of fifty schools, and what it never says of one."""

import csv
import html
import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from schoolgate.evidence import actions as evidence
from schoolgate.evidence.across import Stood
from schoolgate.evidence.queries import across
from schoolgate.frame.actor import operator
from schoolgate.home import schools
from schoolgate.home.tests import a_document
from schoolgate.kernel.standings import Standing
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import Account, School, Trust
from schoolgate.people.trusts import schools_in, trust_today
from schoolgate.policy import actions as policies
from schoolgate.policy.queries import in_force
from schoolgate.vocabulary.facts import Counted

BY = operator("test")
LONG_AGO = date(2023, 11, 20)
MOST = 15
TONES = ("fix", "none", "kept", "said", "na")
SECRET = "Zoë Ó Briain’s tablet was taken home"


def member(trust: Trust, name: str) -> School:
    """A school of the trust with a policy in force, looked at today."""
    school = people.add_school(name=name, trust=trust, actor=BY)
    version = policies.keep_version(school, a_document.reading(), filename="policy.docx", data=b"the file", actor=BY)
    policies.put_in_force(version, body="trust-board", ratified_on=LONG_AGO, actor=BY, actor_name="operator")
    evidence.record_findings(school, on=today(school), now=timezone.now())
    return school


def heard(school: School) -> None:
    """IT support has counted the devices today."""
    counted = Counted(3, 3, 0, 0, today(school))
    evidence.put_fact(school, "devices.encrypted", counted, actor=BY, true_from=today(school))
    evidence.record_findings(school, on=today(school), now=timezone.now())


def broken(school: School, *, by_when: date | None = None) -> str:
    """The review is long overdue and we have read its sentence rightly; ``by_when`` is when somebody will hold it."""
    policy = in_force(school, on=today(school))
    assert policy is not None
    ref = next(one.ref for one in policy.promises if one.clause.text == a_document.REVIEW)
    policies.answer_reading(school, ref, correction=None, actor=BY, actor_name="operator")
    if by_when:
        head = people.add_person(school, "Robin Fell", actor=BY)
        evidence.put_right(school, ref, what=SECRET, who=head, by_when=by_when, actor=BY, on=by_when)
    evidence.record_findings(school, on=today(school), now=timezone.now())
    return ref


def stood(trust: Trust) -> list[Stood]:
    return across(schools_in(trust), trust_today())


def signed_in(trust: Trust | None, email: str = "lead@kingfisher.example", role: str = "trust-lead") -> Client:
    account = Account.objects.filter(email=email).first() or opening.add_account(email, "three plain words", actor=BY)
    if trust is not None:
        people.give_trust_role(trust, account, "Ines Calder", role, actor=BY, valid_from=LONG_AGO)
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def trust(db: None) -> Trust:
    return people.add_trust("Kingfisher Learning Trust", actor=BY)


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(answer.content.decode())).split())


def at(trust: Trust, more: str = "") -> str:
    return reverse("home.trust", args=[trust.ref]) + more


def test_it_works(trust: Trust) -> None:
    calm, late = member(trust, "Eastwick First School"), member(trust, "Dunmere Infant School")
    for school in (calm, late):
        heard(school)
    broken(late, by_when=today(late) - timedelta(days=3))
    page = words(signed_in(trust), at(trust))
    assert "1 of 2 schools needs you to look." in page
    assert "One thing is late to be put right." in page
    assert page.index("Dunmere Infant School") < page.index("Eastwick First School")
    assert "The review of the policy is overdue in 2 schools" in page


def test_a_school_outside_the_trust_is_never_counted_nor_found(trust: Trust) -> None:
    inside = member(trust, "Eastwick First School")
    other = people.add_trust("Heron Trust", actor=BY)
    outside, alone = member(other, "Fallow Hill School"), people.add_school(name="Robin Hill", actor=BY)
    lead = signed_in(trust)
    page = words(lead, at(trust))
    assert "1 of 1 schools" in page
    assert "Fallow Hill" not in page + words(lead, at(trust, "subjects/"))
    assert "Fallow Hill" not in lead.get(at(trust, "schools.csv")).content.decode()
    found = {one.ref: lead.get(at(trust, f"schools/{one.ref}/")).status_code for one in (inside, outside, alone)}
    assert found == {inside.ref: 200, outside.ref: 404, alone.ref: 404}
    for more in ("", "subjects/", "schools.csv", f"schools/{outside.ref}/"):
        assert lead.get(at(other, more)).status_code == 404


def test_nobody_of_a_school_sees_the_trust_and_nobody_of_the_trust_sees_inside_a_school(trust: Trust) -> None:
    school = member(trust, "Eastwick First School")
    head = opening.add_administrator(school, "Ada Fern", "head@eastwick.example", "three plain words", actor=BY)
    people.give_role(head, "head", actor=BY, valid_from=today(school))
    client, lead = signed_in(None, "head@eastwick.example"), signed_in(trust)
    for more in ("", "subjects/", "schools.csv", f"schools/{school.ref}/"):
        assert client.get(at(trust, more)).status_code == 404
        assert Client().get(at(trust, more)).status_code == 302
    for more in ("", "policy/", "people/", "record/", "jobs/"):
        assert lead.get(f"/schools/{school.ref}/{more}").status_code == 404


def test_a_role_that_has_ended_or_not_begun_opens_nothing(trust: Trust) -> None:
    lead, day = signed_in(trust), trust_today()
    later = opening.add_account("later@kingfisher.example", "three plain words", actor=BY)
    people.give_trust_role(trust, later, "Odd", "trustee", actor=BY, valid_from=day + timedelta(days=2))
    assert signed_in(None, "later@kingfisher.example").get(at(trust)).status_code == 404
    assert lead.get("/").headers["Location"] == at(trust)
    who = Account.objects.get(email="lead@kingfisher.example")
    assert people.end_trust_roles(trust, who, actor=BY, on=day) == 1
    assert signed_in(None).get(at(trust)).status_code == 404


def test_an_opened_school_shows_sentences_days_and_posts_and_no_word_of_anybody(trust: Trust) -> None:
    school = member(trust, "Eastwick First School")
    broken(school, by_when=today(school) - timedelta(days=3))
    job: dict[str, Any] = {"kind": "look", "about": "thing", "role": "it-lead", "words": SECRET, "actor": BY}
    evidence.raise_job(school, due=today(school) - timedelta(days=9), **job)
    lead = signed_in(trust)
    page = words(lead, at(trust, f"schools/{school.ref}/"))
    assert "One promise needs putting right at Eastwick First School." in page
    assert a_document.REVIEW in page
    assert "IT support 1 job, due on" in page
    everything = page + "".join(words(lead, at(trust, f"schools/{school.ref}/?only={tone}")) for tone in TONES)
    everything += words(lead, at(trust)) + lead.get(at(trust, "schools.csv")).content.decode()
    assert [word for word in (SECRET, "Zoë", "Robin Fell") if word in everything] == []


def test_silence_and_no_policy_are_reasons_to_look(trust: Trust) -> None:
    quiet, without = member(trust, "Eastwick First School"), people.add_school(name="New", trust=trust, actor=BY)
    evidence.record_findings(without, on=today(without), now=timezone.now())
    people.add_school(name="Never looked at", trust=trust, actor=BY)
    told = {row.stood.name: row.reasons for row in (schools.row(one, today(quiet)) for one in stood(trust))}
    assert told["New"][0] == "No policy is in force."
    assert told["Never looked at"] == ("Nothing has been looked at yet.",)
    assert told["Eastwick First School"] == ("Nothing has been heard yet.",)
    evidence.tell_changed(
        quiet, {"training.staff": Counted(4, 4, 0, 0, today(quiet))}, on=today(quiet), actor=BY, source="training"
    )
    evidence.record_findings(quiet, on=today(quiet), now=timezone.now())
    by_the_clock = {one.name: schools.row(one, today(quiet)).reasons for one in stood(trust)}
    assert by_the_clock["Eastwick First School"] == ("Nothing has been heard yet.",)
    heard(quiet)
    in_a_month = [schools.row(one, today(quiet) + timedelta(days=30)).reasons for one in stood(trust)]
    assert any("Nothing heard since" in reason for reasons in in_a_month for reason in reasons)
    assert any("nothing has been looked at since" in reason for reasons in in_a_month for reason in reasons)


def test_what_schools_have_in_common_and_which_they_are(trust: Trust) -> None:
    names = ("Aldermoor", "Birchcombe", "Dunmere")
    made = [member(trust, name) for name in names]
    for school in made[:2]:
        broken(school)
    lead = signed_in(trust)
    first = schools.themes(stood(trust))[0]
    assert (first.subject, first.broken) == ("policy-review.review-date", 2)
    assert "needs putting right in 2 of 3 schools" in words(lead, at(trust, "subjects/"))
    page = words(lead, at(trust, "?subject=policy-review.review-date&only=fix"))
    assert [name for name in names if name in page] == ["Aldermoor", "Birchcombe"]
    assert "2 schools of 3." in page
    assert "1 school of 3." in words(lead, at(trust, "?words=dunm"))
    assert "No school is like that." in words(lead, at(trust, "?words=nowhere"))


def test_many_schools_come_in_parts_and_the_file_has_them_all(trust: Trust) -> None:
    for number in range(schools.A_PAGE + 3):
        people.add_school(name=f"=School {number:03}", trust=trust, actor=BY)
    lead = signed_in(trust)
    first, second = (words(lead, at(trust, f"?by=name&page={page}")) for page in (1, 2))
    assert ("=School 000" in first, "=School 052" in first, "=School 052" in second) == (True, False, True)
    assert "Part 2 of 2" in words(lead, at(trust, "?page=99"))
    rows = list(csv.reader(io.StringIO(lead.get(at(trust, "schools.csv?by=name")).content.decode("utf-8-sig"))))
    assert len(rows) == schools.A_PAGE + 4
    assert rows[1][0] == "'=School 000"


def test_twelve_schools_cost_as_many_queries_as_three(trust: Trust) -> None:
    lead, asked = signed_in(trust), []
    for number in range(12):
        broken(member(trust, f"School {number}"), by_when=date(2026, 1, 1))
        if number in (2, 11):
            lead.get(at(trust))
            with CaptureQueriesContext(connection) as captured:
                lead.get(at(trust))
            asked.append(len(captured))
    assert asked[0] == asked[1] <= MOST


def test_a_school_that_leaves_the_trust_is_gone_from_its_board(trust: Trust) -> None:
    school = member(trust, "Eastwick First School")
    people.set_trust(school, None, actor=BY)
    assert "There is no school in this trust yet." in words(signed_in(trust), at(trust))


def test_numbers_add_up_to_the_promises_and_follow_what_is_found(trust: Trust) -> None:
    school = member(trust, "Eastwick First School")
    (before,) = stood(trust)
    broken(school)
    (after,) = stood(trust)
    assert before.total == after.total == sum(sum(numbers) for numbers in after.subjects.values())
    assert after.counts[Standing.BROKEN] == before.counts[Standing.BROKEN] + 1
    assert after.unanswered == 1
    evidence.record_findings(school, on=today(school) - timedelta(days=40), now=timezone.now())
    assert stood(trust) == [after]  # a past day that is judged again does not go before today
