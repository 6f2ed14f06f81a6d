"""Two sentences that cannot both be kept: shown side by side, decided by a person, proposed to governors at once."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from schoolgate.frame.actor import operator
from schoolgate.home.tests.asking import opened, words_of
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions, meetings
from schoolgate.policy import queries as policies
from schoolgate.reading.formats import extract
from schoolgate.reading.read import read

BY = operator("test")
BAN = "Staff must not use mobile phones around children."
NEED = "On visits staff use their own phone to ring parents."
OTHER = "Staff wear a name badge."
POLICY = f"# Online Safety Policy\n\n## Phones\n\n{BAN}\n\n## Visits\n\n{NEED}\n\n{OTHER}\n"
BECAUSE = "Phones stay in lockers, except on visits out of school."


@pytest.fixture
def address(school: School) -> str:
    version = actions.keep_version(
        school, read(extract(POLICY.encode(), "policy.md")), filename="policy.md", data=b"the file", actor=BY
    )
    day = today(school)
    actions.put_in_force(version, body="governing-body", ratified_on=day, actor=BY, actor_name="operator")
    return f"/schools/{school.ref}/policy/rulings/"


def pair_of(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return address + page.partition('href="?one=')[2].partition('"')[0].replace("&amp;", "&").join(("?one=", ""))


def answer(school: School, **changed: str) -> dict[str, str]:
    day = today(school)
    given = {"holds": "first", "words": BECAUSE, "on-day": str(day.day), "on-month": str(day.month)}
    return {**given, "on-year": str(day.year), "change": "none", "proposed": "", **changed}


def test_both_sentences_stand_side_by_side_until_a_person_says_which_holds(
    client: Client, school: School, address: str
) -> None:
    told = words_of(client.get(address))
    assert "In 1 place our policy says two things that cannot both be kept." in told
    assert BAN in told
    assert NEED in told
    assert client.post(pair_of(client, address), answer(school)).status_code == 302
    told = words_of(client.get(address))
    assert "The first, which holds" in told
    assert "The second, which gives way" in told
    assert f"{BECAUSE} Decided by Amara Whitlock" in told
    assert meetings.amendments(school) == ()


def test_each_promise_says_what_was_decided(client: Client, school: School, address: str) -> None:
    assert "Say which of the two holds" in words_of(client.get(opened(client, school, NEED)))
    client.post(pair_of(client, address), answer(school))
    assert f"The other sentence holds. {BECAUSE}" in words_of(client.get(opened(client, school, NEED)))
    assert f"This sentence holds. {BECAUSE}" in words_of(client.get(opened(client, school, BAN)))
    assert BECAUSE not in words_of(client.get(opened(client, school, OTHER)))


def test_a_change_is_proposed_in_the_same_press(client: Client, school: School, address: str) -> None:
    better = "On visits staff carry the school’s phone."
    client.post(pair_of(client, address), answer(school, change="words", proposed=better))
    (change,) = meetings.amendments(school)
    assert (change.now, change.proposed, change.why, change.source) == (NEED, better, BECAUSE, "ruling")
    client.post(pair_of(client, address), answer(school, holds="second", change="out"))
    assert [(one.now, one.proposed) for one in meetings.amendments(school)] == [(NEED, better), (BAN, "")]
    assert "2 proposed changes wait" in words_of(client.get(f"/schools/{school.ref}/policy/amendments/"))


def test_the_record_holds_refs_and_says_which_promises(client: Client, school: School, address: str) -> None:
    client.post(pair_of(client, address), answer(school, holds="both", change="words", proposed="Phones stay away."))
    entry = next(line for line in lines(school_chain(school.ref), labels=[Label.SCHOOL]) if line.kind == "policy.ruled")
    (change,) = meetings.amendments(school)
    assert (entry.details or {})["holds"] == "both"
    assert (entry.details or {})["amendment"] == change.ref
    assert BECAUSE not in str(entry.details)
    record = words_of(client.get(f"/schools/{school.ref}/record/"))
    assert "said what to go by where two sentences disagree" in record
    assert "promises 1 and 2" in record


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"holds": ""}, "Say which one holds"),
        ({"words": " "}, "Say in a sentence why"),
        ({"change": "words"}, "Write the other words"),
        ({"change": "words", "proposed": NEED}, "says what the policy says already"),
        ({"holds": "both", "change": "out"}, "neither is taken out"),
    ],
)
def test_half_an_answer_keeps_nothing(
    client: Client, school: School, address: str, changed: dict[str, str], said: str
) -> None:
    refused = client.post(pair_of(client, address), answer(school, **changed))
    assert refused.status_code == 422
    assert said in words_of(refused)
    assert meetings.rulings(school) == {}
    assert meetings.amendments(school) == ()


def test_a_day_to_come_and_a_third_sentence_are_refused(school: School) -> None:
    tomorrow = today(school) + timedelta(days=1)
    for holds, day in (("both", tomorrow), ("clause_c", None)):
        with pytest.raises(BadInputError):
            actions.rule(school, "clause_a", "clause_b", holds=holds, on=day, words="So.", actor=BY, actor_name="Joan")
    assert meetings.rulings(school) == {}


def test_a_teacher_reads_what_to_go_by_and_decides_nothing(teacher: Client, school: School, address: str) -> None:
    told = words_of(teacher.get(address))
    assert "The head or the safeguarding lead decides." in told
    assert "Say which holds" not in told
    assert teacher.post(address, answer(school)).status_code == 403
    assert meetings.rulings(school) == {}


def test_each_finding_about_what_is_missing_proposes_its_own_words(
    client: Client, school: School, address: str
) -> None:
    (version,) = policies.versions(school)
    findings = client.get(f"/schools/{school.ref}/policy/read/{version.ref}/").content.decode()
    missing = [found for found in re.findall(r'href="([^"]+)"', findings) if "finding=missing-ground" in found]
    proposes = [client.get(found.replace("&amp;", "&")) for found in missing]
    assert len(missing) > 1
    assert len({page.content.decode().partition("<textarea")[2] for page in proposes}) == len(missing)
