"""What happens to a policy between two versions, as the pages show it."""

import re
from datetime import date, timedelta

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.frame.actor import operator
from schoolgate.home.differences import differences
from schoolgate.home.tests.asking import opened, words_of
from schoolgate.ledger.models import Entry
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions, meetings, queries
from schoolgate.policy.models import Version
from schoolgate.policy.tests.a_policy import PASSWORDS, REPORTS, REVIEW, reading_of

BY = operator("test")
PERHAPS = "Passwords of staff are renewed every term by IT support."
BETTER = "The online safety lead reports to senior leaders every half-term."


def adopt(school: School, *sentences: str) -> Version:
    reading = reading_of(*sentences, due=date(2024, 1, 1))
    version = actions.keep_version(school, reading, filename="policy.md", data=b"w", actor=BY)
    day = today(school)
    actions.put_in_force(version, body="governing-body", ratified_on=day, actor=BY, actor_name="operator")
    return version


def in_two_versions(school: School, then: str) -> Version:
    adopt(school, REVIEW, PASSWORDS)
    return adopt(school, REVIEW, then)


def test_what_changed_is_told_in_promises_and_words(client: Client, school: School) -> None:
    new = in_two_versions(school, "Staff must change their passwords every term.")
    told = client.get(f"/schools/{school.ref}/policy/versions/{new.ref}/")
    assert "Promises: one changed." in words_of(told)
    assert "Staff (new) must change their passwords" in words_of(told)
    assert "We keep 2 versions of our policy." in words_of(client.get(f"/schools/{school.ref}/policy/versions/"))


def test_a_person_says_on_that_page_that_it_is_the_same_promise(client: Client, school: School) -> None:
    new = in_two_versions(school, PERHAPS)
    page = client.get(f"/schools/{school.ref}/policy/versions/{new.ref}/").content.decode()
    address = re.findall(r'action="([^"]+/same/)"', page)
    assert len(address) == len(queries.offers(school)) > 0
    answered = client.post(address[0], {"same": "yes", "then": new.ref})
    assert answered.headers["Location"].endswith(f"/policy/versions/{new.ref}/")
    assert len(queries.offers(school)) == len(address) - 1


def test_the_first_version_is_beside_nothing(client: Client, school: School) -> None:
    first = adopt(school, REVIEW)
    assert client.get(f"/schools/{school.ref}/policy/versions/{first.ref}/").status_code == 404


@given(st.text(alphabet="ab .’-", max_size=30), st.text(alphabet="ab .’-", max_size=30))
def test_what_went_and_stayed_is_the_old_and_what_came_and_stayed_the_new(before: str, after: str) -> None:
    runs = differences(before, after)
    assert "".join(run.text for run in runs if run.kind != "new") == before
    assert "".join(run.text for run in runs if run.kind != "gone") == after


def proposed(client: Client, school: School) -> None:
    policy = queries.in_force(school, on=today(school))
    assert policy is not None
    (clause,) = (promise.clause.ref for promise in policy.promises if promise.clause.text == REPORTS)
    given = {"proposed": BETTER, "why": "“Regularly” cannot be late."}
    client.post(f"/schools/{school.ref}/policy/amendments/new/?sentence={clause}", given)


def test_a_proposal_becomes_a_paper_for_governors_and_no_word_changes(client: Client, school: School) -> None:
    adopt(school, REVIEW, REPORTS)
    proposed(client, school)
    listed = f"/schools/{school.ref}/policy/amendments/"
    assert "1 proposed change waits for a meeting." in words_of(client.get(listed))
    (ref,) = (one.ref for one in meetings.amendments(school))
    day = today(school)
    when = {"on-day": day.day, "on-month": day.month, "on-year": day.year}
    made = client.post(listed, {"amendment": [ref], "body": "governing-body", **when})
    paper = words_of(client.get(made.headers["Location"]))
    assert all(words in paper for words in (REPORTS, BETTER, "Amara Whitlock", "Nothing in it has been changed"))
    client.post(listed, {"decide": ref, "agreed": "yes"})
    assert "Agreed, for the next version" in words_of(client.get(listed))
    assert REPORTS in words_of(client.get(f"/schools/{school.ref}/policy/"))


def test_a_meeting_that_is_over_or_nothing_chosen_is_said_beside_the_form(client: Client, school: School) -> None:
    adopt(school, REVIEW, REPORTS)
    proposed(client, school)
    (ref,) = (one.ref for one in meetings.amendments(school))
    day = today(school) - timedelta(days=1)
    when = {"on-day": day.day, "on-month": day.month, "on-year": day.year, "body": "governing-body"}
    listed = f"/schools/{school.ref}/policy/amendments/"
    assert "is over" in words_of(client.post(listed, {"amendment": [ref], **when}))
    assert "Choose at least one" in words_of(client.post(listed, when))
    assert "Say in a sentence why" in words_of(client.post(f"{listed}new/", {"proposed": "x"}))


def test_a_finding_is_taken_up_in_its_own_words(client: Client, school: School) -> None:
    adopt(school, REVIEW, REPORTS)
    page = client.get(opened(client, school, REPORTS)).content.decode()
    (address,) = re.findall(r'href="([^"]+/amendments/new/\?[^"]+)"', page)
    assert REPORTS in words_of(client.get(address.replace("&amp;", "&")))


def test_who_may_only_read_proposes_nothing(teacher: Client, school: School) -> None:
    adopt(school, REVIEW)
    assert teacher.get(f"/schools/{school.ref}/policy/amendments/new/").status_code == 403
    assert teacher.get(f"/schools/{school.ref}/policy/amendments/").status_code == 403


def test_all_the_confident_ones_are_confirmed_in_one_press_and_one_line(client: Client, school: School) -> None:
    adopt(school, PASSWORDS, REPORTS)
    page = client.get(f"/schools/{school.ref}/policy/confirm/").content.decode()
    (seal,) = re.findall(r'name="all" value="([^"]+)"', page)
    before = Entry.objects.count()
    client.post(f"/schools/{school.ref}/policy/confirm/", {"all": "0" * 64})
    assert Entry.objects.count() == before  # not what was shown
    client.post(f"/schools/{school.ref}/policy/confirm/", {"all": seal})
    policy = queries.in_force(school, on=today(school))
    assert policy is not None
    assert all(promise.confirmed for promise in policy.promises)
    assert Entry.objects.count() == before + 1


def test_those_that_change_a_mark_come_first_and_a_no_opens_the_correction(client: Client, school: School) -> None:
    adopt(school, REVIEW, PASSWORDS)  # its review was due in 2024, so the first sentence's answer changes a mark
    asked = client.get(f"/schools/{school.ref}/policy/confirm/")
    assert "1 answer changes a mark." in words_of(asked)
    (ref,) = set(re.findall(r'name="r-([^"]+)"', asked.content.decode()))
    said_no = client.post(f"/schools/{school.ref}/policy/confirm/", {f"r-{ref}": "no"})
    assert said_no.headers["Location"].endswith(f"?open={ref}&correct=1#reading")
    client.post(f"/schools/{school.ref}/policy/confirm/", {f"r-{ref}": "yes"})
    assert "No answer changes a mark today." in words_of(client.get(f"/schools/{school.ref}/policy/confirm/"))
