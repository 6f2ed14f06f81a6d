"""A promise is found again in the next version of its policy."""

from schoolgate.reading.formats import paste
from schoolgate.reading.lineage import match
from schoolgate.reading.model import Reading
from schoolgate.reading.read import read

OLD = """Roles

The headteacher must tell the governors about every serious incident.

All staff must sign the acceptable use agreement in September.

The technician will test the web filter every week and will keep the log of what was found.

Visitors must leave their phones at the front desk.
"""


def offered(old: str, new: str) -> dict[str, list[tuple[str, float]]]:
    """Old text to the new texts it is offered as, with the confidence of each."""
    before, after = read(paste(old)), read(paste(new))
    return {
        text(before, a): [(text(after, y), sure) for x, y, sure in match(before, after) if x == a]
        for a, _, _ in match(before, after)
    }


def text(reading: Reading, ref: str) -> str:
    return next(clause.text for clause in reading.clauses if clause.ref == ref)


def test_it_works() -> None:
    found = offered(OLD, OLD)
    assert len(found) == 4
    assert all(new == [(old, 1.0)] for old, new in found.items())


def test_a_reworded_clause_is_offered_as_its_old_promise() -> None:
    new = OLD.replace("must tell the governors about every serious", "shall report to the governors any serious")
    ((told, sure),) = offered(OLD, new)["The headteacher must tell the governors about every serious incident."]
    assert told == "The headteacher shall report to the governors any serious incident."
    assert 0.6 < sure < 1.0


def test_a_clause_that_was_taken_out_is_offered_as_nothing() -> None:
    new = OLD.replace("Visitors must leave their phones at the front desk.", "Backups are kept off site.")
    assert "Visitors must leave their phones at the front desk." not in offered(OLD, new)


def test_a_clause_that_was_split_is_offered_as_both_parts() -> None:
    new = OLD.replace(
        "test the web filter every week and will keep the log of what was found.",
        "test the web filter every week. The technician will keep the log of what was found.",
    )
    whole = "The technician will test the web filter every week and will keep the log of what was found."
    assert {told for told, _ in offered(OLD, new)[whole]} == {
        "The technician will test the web filter every week.",
        "The technician will keep the log of what was found.",
    }


def test_clauses_that_were_merged_are_each_offered_as_the_whole() -> None:
    new = OLD.replace("All staff must sign the acceptable use agreement in September.\n", "").replace(
        "Visitors must leave their phones at the front desk.",
        "Visitors must leave their phones at the front desk, as all staff must sign the acceptable use agreement in"
        " September.",
    )
    found = offered(OLD, new)
    assert len(found["All staff must sign the acceptable use agreement in September."]) == 1
    assert len(found["Visitors must leave their phones at the front desk."]) == 1
