"""What a pack says, and what no pack may say."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.evidence import actions as evidence
from schoolgate.evidence import queries
from schoolgate.kernel.standings import Standing
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions as policies
from schoolgate.reports import standings
from schoolgate.reports.catalogue import inspector, insurer, parent
from schoolgate.reports.guarding import blurred, nameless
from schoolgate.reports.paper import Paper, Section, Table, Text
from schoolgate.reports.tests.conftest import ACTOR
from schoolgate.vocabulary.screens import MARK_WORDS
from schoolgate.vocabulary.shapes import Confirmed

FEW = st.integers(1, 4)
MANY = st.integers(5, 400)
PEOPLE = st.sampled_from(["pupils", "children", "infant pupils", "parents", "families"])


def paper(words: str) -> Paper:
    return Paper("T", "S", "W", datetime(2026, 1, 5, tzinfo=UTC).date(), words, (Section(words, (Text(words),)),))


def section(written: Paper | None, heading: str) -> str:
    assert written is not None
    return " ".join(str(one.blocks) for one in written.sections if one.heading == heading)


def test_it_works(in_force: School) -> None:
    written = inspector.write(in_force, today(in_force))
    assert written is not None
    assert [one.heading for one in written.sections] == [
        "The policy in force",
        "How the promises stand",
        "Needs putting right",
        "What is not known",
        "Every promise, with its reason",
        "The web filter",
        "The evidence",
        "Who signed what",
        "Review history",
    ]
    assert "there is no evidence in date" in written.answer


def test_evidence_is_listed_with_its_three_dates_and_its_digest_but_not_its_words(in_force: School) -> None:
    day = today(in_force)
    promise = queries.standing(in_force, on=day).promises[0].promise  # type: ignore[union-attr]  # one is in force
    said = Confirmed("Zara Quillfeather", "head", day, day)
    seen, told = datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 4, 9, tzinfo=UTC)
    evidence.put_fact(
        in_force, "promise.confirmed", said, actor=ACTOR, true_from=day, subject=promise.ref, collected_at=seen, at=told
    )
    (fact,) = queries.index(in_force, day)
    (entry,) = lines(school_chain(in_force.ref), labels=["school"], kind="evidence.fact-put")
    assert entry.details is not None
    assert entry.details["value"] == fact.digest
    listed = section(inspector.write(in_force, day), "The evidence")
    assert all(words in listed for words in ("of promise 1", "2 March 2026", "4 March 2026", fact.digest[:16]))
    assert "Quillfeather" not in listed


def test_an_insurer_reads_of_machines_and_a_parent_of_no_member_of_staff(in_force: School) -> None:
    day = today(in_force)
    machines = section(insurer.write(in_force, day), "Promises about machines and data")
    assert "change their passwords" in machines
    assert "Governors review this policy" not in machines
    assert "Amara Whitlock" in str(inspector.write(in_force, day))
    assert "Amara Whitlock" not in str(parent.write(in_force, day))


@given(FEW, MANY, PEOPLE)
def test_small_counts_of_people_are_blurred_and_others_stand(few: int, many: int, people: str) -> None:
    assert blurred(f"{few} {people} have not signed.") == f"fewer than 5 {people} have not signed."
    assert blurred(f"{few} of {many} {people} have.") == f"fewer than 5 of {many} {people} have."
    assert blurred(f"{many} {people} have not signed.") == f"{many} {people} have not signed."
    assert blurred(f"{few} laptops are late.") == f"{few} laptops are late."


@pytest.mark.parametrize("written", ["ZOË HADDAD SUÁREZ", "Zoë Haddad Suárez", "zoë haddad suárez"])
def test_a_childs_whole_name_goes_in_whatever_case(written: str) -> None:
    told = nameless(paper(f"We helped {written}’s class."), ["Zoë Haddad Suárez", "Ann Lee"])
    assert told.answer == "We helped a child’s class."
    assert written not in str(told.plain)


@pytest.mark.parametrize(
    "written",
    ["Ana O'Neill-García", "ana  o’neill garcía", "Ana O’Neill‑Garci\u0301a", "Ana ONeill-Garcia"],
)
def test_a_childs_name_goes_however_programs_write_it(written: str) -> None:
    told = nameless(paper(f"We helped {written} on Monday."), ["Ana O’Neill-García"])
    assert told.answer == "We helped a child on Monday."


@pytest.mark.parametrize("written", ["Łucja Østergård", "lucja ostergard", "LUCJA ØSTERGARD"])
def test_a_childs_name_goes_with_its_strokes_or_without(written: str) -> None:
    assert nameless(paper(f"We helped {written}."), ["Łucja Østergård"]).answer == "We helped a child."


def test_a_name_inside_another_word_or_of_one_word_is_left_alone() -> None:
    words = "Planning the May fair with Mary Annesley."
    assert nameless(paper(words), ["May", "Mary Anne"]).answer == words


@given(st.lists(st.text("abc é", min_size=1, max_size=9), max_size=6), st.text("abc é", max_size=40))
def test_no_listed_name_is_left_standing_by_itself(names: list[str], words: str) -> None:
    told = nameless(paper(words), names)
    for name in names:
        if len(name.split()) >= 2:
            assert f" {name.strip()} " not in f" {told.answer} " or name.strip() in "a child"


def test_the_marks_are_counted_in_their_order_and_old_evidence_stands_beside_none(in_force: School) -> None:
    found = queries.standing(in_force, on=today(in_force))
    assert found is not None
    table = standings.counts(found).blocks[0]
    assert isinstance(table, Table)
    said = [row[0] for row in table.rows]
    assert said == [words for words in MARK_WORDS if words in said]
    assert MARK_WORDS[2:4] == ("No evidence yet", "Evidence out of date")
    assert sum(int(row[1]) for row in table.rows) == len(found.promises)


def test_every_change_of_a_word_changes_the_fingerprint() -> None:
    one = Paper("T", "S", "W", datetime(2026, 1, 5, tzinfo=UTC).date(), "A", (Section("H", (Text("x"),)),))
    assert one.digest == one.reworded(lambda words: words).digest
    assert one.digest != one.reworded(lambda words: words.replace("x", "y")).digest
    with pytest.raises(ValueError, match="has not 2 cells"):
        Table("C", ("a", "b"), (("1",),))


def test_what_needs_putting_right_comes_with_what_who_and_by_when(in_force: School) -> None:
    day = today(in_force)
    found = queries.standing(in_force, on=day)
    assert found is not None
    for one in found.promises:
        policies.answer_reading(in_force, one.promise.ref, correction=None, actor=ACTOR, actor_name="Amara Whitlock")
    confirmed = queries.standing(in_force, on=day)
    assert confirmed is not None
    broken = next(one.promise for one in confirmed.promises if one.standing is Standing.BROKEN)
    told = section(inspector.write(in_force, day), "Needs putting right")
    assert broken.clause.text in told
    assert "Nothing has been said yet." in told
    by_when = day + timedelta(days=9)
    evidence.put_right(
        in_force, broken.ref, what="Governors meet, with 2 parents", who="Bo Wren", by_when=by_when, actor=ACTOR
    )
    told = section(inspector.write(in_force, day), "Needs putting right")
    assert f"Governors meet, with fewer than 5 parents. Bo Wren, by {standings.day(by_when)}." in told
    assert queries.being_put_right(in_force, day - timedelta(days=1)) == ()
    (remedy,) = queries.being_put_right(in_force, day)
    evidence.remedy_done(in_force, remedy.ref, actor=ACTOR, on=day + timedelta(days=3))
    assert queries.being_put_right(in_force, day) == (remedy,)
    assert queries.being_put_right(in_force, day + timedelta(days=3)) == ()
