"""The pages, asked for as a browser asks, without JavaScript."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from schoolgate.frame.actor import operator
from schoolgate.home.tests import a_document
from schoolgate.home.tests.a_document import FILTER, LOGS, REVIEW, TITLE
from schoolgate.home.tests.asking import opened, reading_address, words_of
from schoolgate.people.models import School
from schoolgate.policy import actions
from schoolgate.policy.models import Adoption, Version

# One promise in the words of two versions, far enough apart that a person has to say so.
PASSWORDS = "Staff change their passwords every term."
PERHAPS = "Passwords of staff are renewed every term by IT support."


def test_it_works(client: Client, school: School) -> None:
    assert client.get("/").headers["Location"] == f"/schools/{school.ref}/"


def test_the_first_day_asks_for_the_policy_and_for_nothing_else(client: Client, school: School) -> None:
    page = client.get(f"/schools/{school.ref}/")
    assert "Give us the policy your governors ratified." in words_of(page)
    assert "Nothing has been switched off." in words_of(page)


def test_every_page_says_who_can_see_it_and_what_leaves(
    client: Client, school: School, in_force: Version, settings: Settings
) -> None:
    settings.MAILERS = {"default": {"BACKEND": "x", "OPTIONS": {"file_path": "mail"}}}  # letters stay in a folder
    for address in ("", "policy/", "policy/new/", f"policy/read/{in_force.ref}/", "record/"):
        text = words_of(client.get(f"/schools/{school.ref}/{address}"))
        assert "Who can see this page: " in text
        assert "What leaves this building: nothing" in text


def test_pasted_words_are_read_and_kept(client: Client, school: School) -> None:
    given = client.post(f"/schools/{school.ref}/policy/new/", {"words": "Staff must lock their screens.\n"})
    assert given.status_code == 302
    assert "1 promise found." in words_of(client.get(given.headers["Location"]))


def test_nothing_given_is_said_in_the_error_summary(client: Client, school: School) -> None:
    page = client.post(f"/schools/{school.ref}/policy/new/", {})
    assert page.status_code == 422
    assert "One answer needs another look Choose the policy file, or paste its words below." in words_of(page)
    assert 'href="#id_file"' in page.content.decode()


def test_a_file_that_cannot_be_read_says_why_and_keeps_nothing(client: Client, school: School) -> None:
    page = client.post(f"/schools/{school.ref}/policy/new/", {"words": "   \n  "})
    assert page.status_code == 422
    assert not Version.objects.for_school(school).exists()


def test_what_we_read_says_what_is_there_and_what_is_not(client: Client, school: School, kept: Version) -> None:
    text = words_of(client.get(f"/schools/{school.ref}/policy/read/{kept.ref}/"))
    assert "5 promises found." in text
    assert "Approved November 2023 Only the month was given" in text
    assert "Safeguarding lead Not named" in text
    assert re.search(r"\d+ findings for governors", text)
    assert "The policy was to be reviewed by 30 November 2024" in text  # found on the day, not when it was read
    assert "Put it in force" in text


def test_putting_in_force_wants_a_body_and_a_day(client: Client, school: School, kept: Version) -> None:
    page = client.post(f"/schools/{school.ref}/policy/read/{kept.ref}/", {"ratified_on-day": "31"})
    assert page.status_code == 422
    assert "2 answers need another look" in words_of(page)
    assert 'value="31"' in page.content.decode()
    assert not Adoption.objects.for_school(school).exists()


def test_a_day_that_is_not_in_the_calendar_is_said_plainly(client: Client, school: School, kept: Version) -> None:
    day = {"ratified_on-day": "31", "ratified_on-month": "2", "ratified_on-year": "2025"}
    page = client.post(f"/schools/{school.ref}/policy/read/{kept.ref}/", {"body": "governing-body", **day})
    assert "That is not a date in the calendar." in words_of(page)


def test_a_ratification_in_the_future_is_refused_beside_the_form(client: Client, school: School, kept: Version) -> None:
    day = {"ratified_on-day": "1", "ratified_on-month": "9", "ratified_on-year": "2999"}
    page = client.post(f"/schools/{school.ref}/policy/read/{kept.ref}/", {"body": "governing-body", **day})
    assert page.status_code == 422
    assert "has not come yet" in words_of(page)


def test_a_policy_is_put_in_force_on_somebody_s_behalf(client: Client, school: School, kept: Version) -> None:
    day = {"ratified_on-day": "20", "ratified_on-month": "11", "ratified_on-year": "2023"}
    given = {"body": "governing-body", "on_behalf_of": "the headteacher", **day}
    done = client.post(f"/schools/{school.ref}/policy/read/{kept.ref}/", given)
    assert done.headers["Location"] == f"/schools/{school.ref}/first/questions/"  # the first policy it puts in force
    assert "Your policy is in force. Nothing has been switched off." in words_of(client.get(done.headers["Location"]))
    record = words_of(client.get(f"/schools/{school.ref}/record/"))
    assert re.search(r"Amara Whitlock put a policy in force \([^)]+\), on behalf of the headteacher\.", record)


def test_today_is_calm_and_counts_what_can_be_answered(client: Client, school: School, in_force: Version) -> None:
    text = words_of(client.get(f"/schools/{school.ref}/"))
    assert "Your 5 promises are read. None has evidence yet." in text
    assert "Say whether we read" in text
    assert "Needs putting right" in text  # the count of it, which is nought


def test_the_living_policy_shows_the_document_sentence_by_sentence(
    client: Client, school: School, in_force: Version
) -> None:
    text = words_of(client.get(f"/schools/{school.ref}/policy/"))
    assert f"Ratified by the governing body on 20 November 2023 {TITLE}" in text
    assert "Its review was due on 30 November 2024 (only the month was given). It is still in force until" in text
    assert f"No evidence yet {FILTER}" in text
    assert "Page 1 of 3" not in text


def test_an_open_promise_says_who_by_when_and_how_we_know(client: Client, school: School, in_force: Version) -> None:
    text = words_of(client.get(opened(client, school, FILTER)))
    assert "Promise 2 of 5" in text
    assert "Who Safeguarding lead By when “each week” We read this as 1 week." in text
    assert "Have we read this sentence rightly? Yes No" in text


def test_a_note_for_governors_stands_with_its_sentence(client: Client, school: School, in_force: Version) -> None:
    text = words_of(client.get(opened(client, school, LOGS)))
    assert "does not say how often, so nobody can tell whether it was kept." in text
    assert "They might write: “" in text


def test_an_unconfirmed_reading_never_needs_putting_right(client: Client, school: School, in_force: Version) -> None:
    page = client.get(opened(client, school, REVIEW))
    text = words_of(page)
    assert "Your answer changes its mark." in text
    assert 'class="sg-card sg-open fix"' not in page.content.decode()


def test_saying_yes_confirms_the_reading_and_the_mark_follows(
    client: Client, school: School, in_force: Version
) -> None:
    said = client.post(reading_address(client, school, REVIEW), {"right": "yes"}, follow=True)
    text = words_of(said)
    assert "Added to the record: we read that sentence rightly." in text
    assert "Amara Whitlock answered this on" in text
    assert 'class="sg-card sg-open fix"' in said.content.decode()
    assert "still in force until governors replace it" in text


def test_today_asks_what_we_are_doing_about_what_needs_putting_right(
    client: Client, school: School, in_force: Version
) -> None:
    client.post(reading_address(client, school, REVIEW), {"right": "yes"})
    text = words_of(client.get(f"/schools/{school.ref}/"))
    assert f"“{REVIEW}” Our policy, 1 Why now. Its review was due on 30 November 2024" in text
    assert "1 Needs putting right" in text
    assert "Nothing needs you today." not in text


def test_no_opens_a_form_without_javascript(client: Client, school: School, in_force: Version) -> None:
    text = words_of(client.get(opened(client, school, FILTER) + "&correct=1"))
    assert "Does this sentence promise anything?" in text
    assert "The sentence itself is never changed; only governors do that." in text


def test_a_correction_is_kept_and_shown(client: Client, school: School, in_force: Version) -> None:
    given = {"right": "no", "promises": "yes", "strength": "should", "polarity": "do", "who": ["head"]}
    text = words_of(client.post(reading_address(client, school, FILTER), given, follow=True))
    assert "we read it as you say from now on" in text
    assert "Who Headteacher (Amara Whitlock)" in text


def test_a_time_we_read_wrongly_is_put_right(client: Client, school: School, in_force: Version) -> None:
    given = {"right": "no", "promises": "yes", "number": "2", "unit": "school days"}
    text = words_of(client.post(reading_address(client, school, FILTER), given, follow=True))
    assert "By when “each week” We read this as 2 school days." in text


def test_half_a_time_is_asked_for_again(client: Client, school: School, in_force: Version) -> None:
    page = client.post(reading_address(client, school, FILTER), {"right": "no", "promises": "yes", "number": "2"})
    assert page.status_code == 422
    assert "Give the number and what it counts." in words_of(page)


def test_a_sentence_that_promises_nothing_loses_its_mark(client: Client, school: School, in_force: Version) -> None:
    address = reading_address(client, school, FILTER)
    text = words_of(client.post(address, {"right": "no", "promises": "no"}, follow=True))
    assert f"No evidence yet {FILTER}" not in text
    assert FILTER in text


def test_an_answer_left_out_is_asked_for_again(client: Client, school: School, in_force: Version) -> None:
    page = client.post(reading_address(client, school, FILTER), {"right": "no"})
    assert page.status_code == 422
    assert "Say whether the sentence promises anything." in words_of(page)


def test_one_mark_alone_can_be_shown(client: Client, school: School, in_force: Version) -> None:
    text = words_of(client.get(f"/schools/{school.ref}/policy/?only=kept"))
    assert "No promise is like that." in text
    assert "Show the whole policy" in text


def test_a_teacher_reads_and_does_not_look_after(teacher: Client, school: School, in_force: Version) -> None:
    text = words_of(teacher.get(opened(teacher, school, FILTER)))
    assert "The head or the safeguarding lead can answer." in text
    assert teacher.get(f"/schools/{school.ref}/policy/new/").status_code == 403


def test_a_teacher_cannot_put_a_policy_in_force(teacher: Client, school: School, kept: Version) -> None:
    given = {"body": "governing-body", "ratified_on-day": "20", "ratified_on-month": "11", "ratified_on-year": "2023"}
    read = f"/schools/{school.ref}/policy/read/{kept.ref}/"
    assert "ratified_on-day" not in teacher.get(read).content.decode()
    put = teacher.post(read, given)
    assert put.status_code == 403
    assert not Adoption.objects.for_school(school).exists()


@pytest.mark.parametrize("address", ["policy/read/version_nothere/", "policy/promises/promise_nothere/reading/"])
def test_what_is_not_there_is_a_calm_page(client: Client, school: School, address: str) -> None:
    page = client.post(f"/schools/{school.ref}/{address}", {"right": "yes"})
    assert page.status_code == 404
    assert "There is no page here" in words_of(page)


def test_no_page_holds_inline_style_or_script(client: Client, school: School, in_force: Version) -> None:
    for address in (f"/schools/{school.ref}/", opened(client, school, FILTER), f"/schools/{school.ref}/record/"):
        page = client.get(address).content.decode()
        assert " style=" not in page
        assert not re.search(r"<script(?![^>]* src=)", page)
        assert not re.search(r" on[a-z]+=", page)


def test_a_past_day_shows_the_policy_as_it_stood(client: Client, school: School, in_force: Version) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Adoption.objects.for_school(school).update(in_force_from=yesterday)
    day = f"on-day={yesterday.day}&on-month={yesterday.month}&on-year={yesterday.year}"
    text = words_of(client.get(f"{opened(client, school, FILTER)}&{day}"))
    assert f"As it stood on {yesterday.day} {yesterday:%B %Y}." in text
    assert "Answer on today’s page." in text


def test_a_day_with_no_policy_in_force_says_so(client: Client, school: School, in_force: Version) -> None:
    text = words_of(client.get(f"/schools/{school.ref}/policy/?on-day=1&on-month=9&on-year=2019", follow=True))
    assert "No policy was in force on 1 September 2019." in text


def test_the_record_can_be_asked_about_one_promise(client: Client, school: School, in_force: Version) -> None:
    client.post(reading_address(client, school, FILTER), {"right": "yes"})
    page = client.get(opened(client, school, FILTER)).content.decode()
    about = re.search(r'href="([^"]+\?about=[^"]+)"', page)
    assert about is not None
    text = words_of(client.get(about.group(1)))
    assert "Amara Whitlock said whether we read a sentence rightly (" in text  # and which
    assert "put a policy in force" not in text


def test_what_a_policy_says_is_shown_and_never_run(client: Client, school: School) -> None:
    given = client.post(
        f"/schools/{school.ref}/policy/new/", {"words": "Staff must <script>alert(1)</script> lock up."}
    )
    address = given.headers["Location"]
    day = {"ratified_on-day": "20", "ratified_on-month": "11", "ratified_on-year": "2023"}
    client.post(address, {"body": "governing-body", **day})
    assert "<script>alert" not in client.get(f"/schools/{school.ref}/policy/").content.decode()


@pytest.mark.parametrize(("answer", "told"), [("yes", "the same promise, in other words"), ("no", "a new promise")])
def test_a_sentence_perhaps_re_worded_is_asked_about(client: Client, school: School, answer: str, told: str) -> None:
    for sentence in (PASSWORDS, PERHAPS):
        kept = actions.keep_version(
            school, a_document.of_one(sentence), filename="policy.docx", data=b"a file", actor=operator("test")
        )
        actions.put_in_force(
            kept, body="governing-body", ratified_on=date(2025, 9, 17), actor=operator("test"), actor_name="operator"
        )
    assert "1 sentence may be an older promise in other words" in words_of(client.get(f"/schools/{school.ref}/policy/"))
    page = client.get(opened(client, school, PERHAPS))
    assert f"The policy before this one said: “{PASSWORDS}”" in words_of(page)
    address = re.search(r'action="([^"]+/same/)"', page.content.decode())
    assert address is not None
    text = words_of(client.post(address.group(1), {"same": answer}, follow=True))
    assert told in text
    assert "Is this the same promise" not in text
