"""``schoolgate job``: what is asked of whom. It can ask, and it can never sign."""

import json
from datetime import timedelta

import pytest

from schoolgate.cli.main import run
from schoolgate.cli.nouns import job as noun
from schoolgate.evidence import actions, queries
from schoolgate.evidence.tests.a_school import LONG_AGO, with_policy
from schoolgate.frame.actor import operator
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import School

ACTOR = operator("test")
POLICY = "# Online Safety Policy\n\nThe headteacher greets every visitor at the door in person.\n"


@pytest.fixture
def school(db: None) -> School:
    school = with_policy(POLICY)
    for name, role in (("Amara Whitlock", "head"), ("Kit Sparrow", "it-lead")):
        people.give_role(people.add_person(school, name, actor=ACTOR), role, actor=ACTOR, valid_from=LONG_AGO)
    return school


def said(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    assert run(["job", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_it_works(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    due = today(school) + timedelta(days=7)
    asked = ("raise", "Change the lock of the cupboard", "--role", "it-lead", "--due", due.isoformat())
    first = said(capsys, *asked, "--on-behalf-of", "the headteacher")
    assert isinstance(first, dict)
    assert said(capsys, *asked) == first  # asked again it is the same
    listed = said(capsys, "list", "--role", "it-lead")
    assert listed == [first]
    assert (first["due"], first["late"], first["words"]) == (due.isoformat(), False, None)
    assert said(capsys, "list", "--person", first["holder"]) == [first]
    assert said(capsys, "list", "--late") == []
    (entry,) = lines(school_chain(school.ref), labels=["school"], kind="job.asked")
    assert entry.on_behalf_of == "the headteacher"


def test_what_the_policy_asks_is_told_in_its_words_and_of_others_none(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    day = today(school)
    actions.plan_jobs(school, on=day)
    actions.raise_job(school, kind="look", about="x", role="head", due=day, actor=ACTOR, words="Ask Zoë’s mother")
    assert run(["job", "list"]) == 0
    told = capsys.readouterr().out
    assert "Zoë" not in told
    assert "a job, on its page" in told
    assert "Amara Whitlock (Headteacher)" in told


def test_one_is_shown_with_how_it_ended(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    day = today(school)
    ref = actions.raise_job(school, kind="look", about="x", role="head", due=day, actor=ACTOR, words="Look")
    shown = said(capsys, "show", ref)
    assert isinstance(shown, dict)
    assert (shown["state"], shown["done_on"], shown["files"]) == ("open", None, 0)
    assert run(["job", "show", "job_none"]) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ("raise", "Look", "--role", "it-lead", "--due", "2020-01-01"),
        ("raise", "  ", "--role", "it-lead", "--due", "2099-01-01"),
        ("raise", "Look", "--role", "juggler", "--due", "2099-01-01"),
        ("list", "--person", "per_nobody"),
    ],
)
def test_what_makes_no_sense_is_refused_and_asks_nobody(school: School, wrong: tuple[str, ...]) -> None:
    assert run(["job", *wrong]) == 2
    assert queries.jobs(school, on=today(school)) == ()


def test_nothing_here_does_a_job() -> None:
    assert sorted(noun.command.commands) == ["list", "raise", "show"]
