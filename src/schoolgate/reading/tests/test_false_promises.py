"""What reads like a promise and is none, and what is one wherever it stands in its paragraph."""

import pytest

from schoolgate.reading.formats import extract, paste
from schoolgate.reading.model import Clause, Polarity, Strength
from schoolgate.reading.read import read


def clauses(text: str) -> dict[str, Clause]:
    return {clause.text: clause for clause in read(paste(text)).clauses}


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody may share a password.",
        "No one may take a tablet home.",
        "Nobody else may open the server room.",
        "Nobody outside the office may see them.",
        "Nobody but the headteacher may open it.",
        "None of us may lend a sign-in.",
    ],
)
@pytest.mark.parametrize("before", ["", "Passwords are secret. ", "The staff room has a safe. Its key hangs there. "])
def test_nobody_may_is_a_ban_wherever_it_stands(before: str, sentence: str) -> None:
    found = clauses(before + sentence)[sentence]
    assert (found.promises, found.strength, found.polarity) == (True, Strength.MUST, Polarity.DO_NOT)
    assert found.who


def test_nobody_may_notice_is_no_ban() -> None:
    assert not clauses("A child is quiet. Nobody may notice for a week.")["Nobody may notice for a week."].promises


@pytest.mark.parametrize(
    "sentence",
    [
        "They use tablets here for phonics and for drawing.",
        "They use tablets here to talk to the class we are twinned with in Brittany.",
        "At Robin Hill, we use technology and the internet in most of our lessons.",
        "We use computers every day.",
    ],
)
def test_how_things_are_is_no_promise(sentence: str) -> None:
    assert not clauses(f"Our children are young. {sentence}")[sentence].promises


@pytest.mark.parametrize("sentence", ["They use school accounts only.", "We use tablets only with an adult."])
def test_how_things_are_done_only_so_is_a_promise(sentence: str) -> None:
    assert clauses(f"Our children are young. {sentence}")[sentence].promises


def test_a_label_promises_with_its_day_and_not_alone() -> None:
    rows = ("Next review | September 2027", "--- | ---", "Next review | See the minutes", "Owner | Ann")
    table = "# Policy\n\n" + "".join(f"| {row} |\n" for row in rows)
    found = read(extract(table.encode(), "policy.md")).clauses
    assert [clause.text for clause in found if clause.promises] == ["Next review | September 2027"]
