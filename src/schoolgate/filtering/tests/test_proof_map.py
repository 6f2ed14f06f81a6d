"""The map of filter tests: where it held, where it did not, and what nobody can see."""

from datetime import timedelta

from django.utils import timezone

from schoolgate.estate.actions import add_place
from schoolgate.filtering import actions, queries
from schoolgate.filtering.pages.mapping import WORDS, map_of, marks_of
from schoolgate.filtering.probing.saying import REASONS
from schoolgate.filtering.queries.proof import STATES, worst
from schoolgate.filtering.tests.a_filter_test import BY, DEAD, WHOLE, a_test, ran
from schoolgate.people.models import School


def cells(school: School) -> dict[tuple[str, str], str]:
    return {(row.name, cell.level): cell.state for row in map_of(school).rows for cell in row.cells}


def test_it_works(school: School) -> None:
    site = add_place(school, "site", "Robin Hill", actor=BY)
    hall = add_place(school, "room", "Hall", actor=BY, within=site)
    add_place(school, "room", "Library", actor=BY, within=site)
    assert cells(school)["Robin Hill", "junior"] == "untested"
    ran(a_test(school, place=hall))
    found = map_of(school)
    assert cells(school)["Hall", "junior"] == "proven"
    assert ("Library", "junior") not in cells(school)
    assert (found.held, found.wrong, found.nothing, found.rooms) == (1, 0, 0, 1)
    assert dict(found.unseen)["Hall"] == ["early years and key stage 1", "staff", "guests"]


def test_a_cell_is_as_grave_as_the_gravest_of_its_tests(school: School) -> None:
    good, bad, dead = (a_test(school) for _ in range(3))
    ran(good)
    assert cells(school)["", "junior"] == "never", "two are planned and were not run"
    ran(dead, controls=DEAD)
    ran(bad, adult=WHOLE)
    assert cells(school)["", "junior"] == "wrong"
    assert len(next(row for row in map_of(school).rows if not row.name).cells[1].lines) == 3
    actions.end_test(bad, actor=BY)
    assert cells(school)["", "junior"] == "cannot-tell"


def test_every_state_has_a_mark_and_words_and_one_is_the_gravest() -> None:
    assert set(WORDS) == set(STATES)
    assert all(marks_of(state).words == WORDS[state] for state in STATES)
    assert worst([]) == "untested"
    assert [worst([state, "proven"]) for state in STATES] == list(STATES)


def test_no_children_of_that_age_no_column(school: School) -> None:
    school.age_to = 7
    school.save()
    assert "key stage 2" not in map_of(school).levels
    a_test(school)
    assert "junior" in map_of(school).levels, "a test that is there is shown"


def test_what_was_known_then_is_still_known(school: School) -> None:
    row = a_test(school)
    begun = timezone.now()
    row.made_at = begun - timedelta(days=9)
    row.save()
    first = ran(row, received=begun - timedelta(days=2))
    ran(row, received=begun - timedelta(hours=1), adult=WHOLE)
    (then,) = queries.proofs(school, begun - timedelta(days=1, hours=12))
    (now,) = queries.proofs(school)
    assert (then.state, then.run, now.state) == ("proven", first.ref, "wrong")
    assert [run.judged for run in queries.runs_of(row)] == ["bad", "good"]


def test_what_is_wrong_stands_first_and_in_words(school: School) -> None:
    row = a_test(school)
    found = queries.found_by(ran(row, adult=WHOLE, doh={"how": "answered", "status": 502, "at": "proxy"}))
    assert [one.state for one in found][:2] == ["bad", "unclear"]
    assert (found[0].name, found[1].name) == ("Adult sites", "Encrypted look-up of names")
    assert {one.name for one in found if one.key == "fair-childline"} == {"Childline"}
    assert all(one.sentence.endswith(".") for one in found)


def test_every_reason_there_can_be_has_words() -> None:
    assert all(words and not words.endswith(".") for words in REASONS.values())
    assert {key for key in REASONS if key.startswith("control-")}
