"""The pages of jobs, as those who are asked use them: a few minutes, and never a bare mark."""

from dataclasses import replace
from datetime import date, timedelta
from html import escape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from icalendar import Calendar

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import actions, queries
from schoolgate.evidence.asking import Job
from schoolgate.evidence.judging import foresee
from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import words_of
from schoolgate.home.tests.conftest import OPERATOR, signed_in
from schoolgate.home.together import together
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.notices.models import Notice
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy.models import Version


@pytest.fixture
def head(school: School, client: Client) -> Client:
    """Amara Whitlock, who administers, is the head as well."""
    person = Person.objects.for_school(school).get(account__email="head@robinhill.example")
    people.give_role(person, "head", actor=OPERATOR, valid_from=today(school))
    return client


@pytest.fixture
def technician(school: School) -> Client:
    account = opening.add_account("it@robinhill.example", "three plain words here", actor=OPERATOR)
    person = people.add_person(school, "Kit Sparrow", actor=OPERATOR)
    people.give_sign_in(person, account, actor=OPERATOR)
    people.give_role(person, "it-lead", actor=OPERATOR, valid_from=today(school))
    return signed_in("it@robinhill.example")


def asked(school: School, role: str = "it-lead", *, minutes: int = 20, about: str = "one", late: bool = False) -> str:
    """A job of somebody's, and its address."""
    day = today(school)
    due = day - timedelta(days=1) if late else day + timedelta(days=9)
    return actions.raise_job(
        school,
        kind="look",
        about=about,
        role=role,
        due=due,
        actor=OPERATOR,
        minutes=minutes,
        words=f"Look at thing {about}",
        on=day - timedelta(days=3),
    )


def page(school: School, rest: str) -> str:
    return f"/schools/{school.ref}/{rest}"


def test_it_works(school: School, technician: Client) -> None:
    ref = asked(school)
    listed = words_of(technician.get(page(school, "jobs/")))
    assert "You have 1 job, about 20 minutes." in listed
    file = SimpleUploadedFile("photo of rack.txt", b"It stands.")
    given = {"do": "done", "note": "All well", "file": file}
    told = technician.post(page(school, f"jobs/{ref}/"), given, follow=True)
    assert "Done, and in the permanent record." in words_of(told)
    assert "Nothing is asked of you today." in words_of(told)
    done = technician.get(page(school, f"jobs/{ref}/"))
    assert "Kit Sparrow did it on" in words_of(done)
    (kept,) = queries.files_of(school, ref)
    got = technician.get(page(school, f"jobs/{ref}/files/{kept.ref}/"))
    assert (got.content, got["Content-Disposition"]) == (b"It stands.", 'attachment; filename="photo of rack.txt"')


def test_another_s_job_is_not_one_s_own(school: School, technician: Client, teacher: Client, head: Client) -> None:
    ref = asked(school)
    assert teacher.get(page(school, f"jobs/{ref}/")).status_code == 403
    assert teacher.post(page(school, f"jobs/{ref}/"), {"do": "done"}).status_code == 403
    assert "Asked of others" in words_of(head.get(page(school, "jobs/")))
    assert "Kit Sparrow" in words_of(head.get(page(school, f"jobs/{ref}/")))
    assert "Kit Sparrow" not in words_of(teacher.get(page(school, "jobs/")))


def test_passed_to_somebody_by_name(school: School, technician: Client, head: Client) -> None:
    ref = asked(school)
    wrong = technician.post(page(school, f"jobs/{ref}/"), {"do": "pass", "to": ""})
    assert wrong.status_code == 422
    to = Person.objects.for_school(school).get(account__email="head@robinhill.example")
    told = technician.post(page(school, f"jobs/{ref}/"), {"do": "pass", "to": to.ref}, follow=True)
    assert "Passed to Amara Whitlock." in words_of(told)
    assert "You have 1 job" in words_of(head.get(page(school, "jobs/")))


@pytest.fixture
def sentences(school: School, in_force: Version, head: Client) -> Job:
    """The head's sentences of this term: asked for whatever the day these tests are run on."""
    actions.plan_jobs(school, on=today(school))
    found = [job for job in queries.jobs(school, on=today(school)) if job.kind == "sentences"]
    return next(job for job in found if job.role == "head")


def test_not_so_needs_what_and_who_and_when_on_the_same_page(school: School, head: Client, sentences: Job) -> None:
    first, *others = sentences.promises
    address = page(school, f"jobs/{sentences.ref}/")
    bare = head.post(address, {"do": "done", f"a-{first}": "no"})
    assert bare.status_code == 422
    assert "Say what is being done about it." in words_of(bare)
    assert queries.being_put_right(school, today(school)) == ()
    day = today(school) + timedelta(days=20)
    said = {"what": "New locks are ordered", "who": "Kit Sparrow"}
    said |= {"by_when-day": f"{day.day}", "by_when-month": f"{day.month}", "by_when-year": f"{day.year}"}
    told = head.post(address, {"do": "done", f"a-{first}": "no", **said}, follow=True)
    assert "sentences are still to answer" in words_of(told) or not others
    (remedy,) = queries.being_put_right(school, today(school))
    assert (remedy.promise, remedy.what, remedy.by_when, remedy.late) == (first, "New locks are ordered", day, False)


def test_one_press_answers_only_those_we_are_sure_of_and_says_so(school: School, head: Client, sentences: Job) -> None:
    address = page(school, f"jobs/{sentences.ref}/")
    shown = head.get(address)
    standing = queries.standing(school, on=today(school))
    assert standing is not None
    sure = together(standing.promises, sentences.unanswered)
    assert 0 < len(sure.refs) <= len(sentences.unanswered)
    assert f"{len(sure.refs)} of these may be answered in one press" in words_of(shown)
    assert all(shown.text.count(escape(one.promise.clause.text)) == 2 for one in sure.promises)  # asked, and listed
    changed = head.post(address, {"do": "together", "seal": "0" * 64})
    assert "have changed since the page was opened" in words_of(changed)
    assert queries.job(school, sentences.ref, on=today(school)).answers == ()
    head.post(address, {"do": "together", "seal": sure.seal, f"a-{sure.refs[0]}": "na"})
    said = dict(queries.job(school, sentences.ref, on=today(school)).answers)
    assert said == {ref: "na" if ref == sure.refs[0] else "yes" for ref in sure.refs}
    record = [
        line for line in lines(school_chain(school.ref), labels=[Label.SCHOOL]) if line.kind == "job.said-together"
    ]
    assert [line.details["count"] for line in record if line.details] == ([len(sure.refs) - 1] if sure.refs[1:] else [])


def test_the_doubtful_are_left_to_be_answered_one_by_one() -> None:
    today_is = date(2026, 11, 2)
    first, *others = foresee(a_document.reading(), CONTROLS, today_is)
    every = [one.promise.ref for one in (first, *others)]
    sure = together((first, *others), every)
    assert set(sure.refs) < set(every)  # its review is overdue: a check finds fault in that sentence
    doubtful = replace(others[0].promise, clause=replace(others[0].promise.clause, confidence=0.7))
    assert together([replace(others[0], promise=doubtful)], every).refs == ()
    assert together([replace(others[0], promise=replace(doubtful, confirmed=True))], every).refs == (doubtful.ref,)
    assert together(others, ()).refs == ()


def test_what_we_are_doing_is_said_newly_and_done(school: School, head: Client, sentences: Job) -> None:
    address = page(school, f"policy/promises/{sentences.promises[0]}/put-right/")
    day = today(school) + timedelta(days=5)
    said = {"what": "We look again", "who": "Amara Whitlock"}
    said |= {"by_when-day": f"{day.day}", "by_when-month": f"{day.month}", "by_when-year": f"{day.year}"}
    assert head.post(address, {**said, "by_when-year": "2001"}).status_code == 422
    for what in ("We look again", "We have looked, and order more"):
        assert "Kept." in words_of(head.post(address, {**said, "what": what}, follow=True))
    (one,) = queries.being_put_right(school, today(school))
    assert one.what == "We have looked, and order more"
    head.post(address, {"done": one.ref})
    assert queries.being_put_right(school, today(school)) == ()


def test_a_calendar_by_a_secret_that_ends_when_a_new_one_is_made(school: School, technician: Client) -> None:
    asked(school, about="the lamp of Zoë")

    def address() -> str:
        (found,) = [word for word in words_of(technician.post(page(school, "jobs/"))).split() if word.endswith(".ics")]
        return "/" + found.split("/", 3)[3]

    first = address()
    calendar = Calendar.from_ical(Client().get(first).content)
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"] == "A job in Schoolgate (about 20 minutes)"
    assert "Zoë" not in calendar.to_ical().decode()
    second = address()
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_the_visit_fits_half_a_day_and_what_does_not_is_for_next_time(school: School, technician: Client) -> None:
    for number in range(5):
        asked(school, minutes=50, about=f"{number}", late=number == 4)
    sheet = words_of(technician.get(page(school, "visit/")))
    assert "Today’s visit: 3 jobs, about 2 and a half hours" in sheet
    assert "One is late." in sheet
    before, after = sheet.split("Next time")
    assert "Look at thing 4" in before  # late comes first
    assert ("Look at thing 2" in after, "Look at thing 3" in after) == (True, True)


def test_the_note_is_kept_here_and_the_head_told_without_its_words(
    school: School, technician: Client, head: Client
) -> None:
    technician.post(page(school, "visit/"), {"words": "The cupboard key is missing"})
    assert "The cupboard key is missing" in words_of(head.get(page(school, "visit/")))
    (letter,) = Notice.objects.for_school(school)
    assert letter.kind == "visit.note"
    assert "cupboard" not in str(letter.context)
