"""A tablet that a class shares: said to be kept by the teacher, never claimed to be enforced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.gates.access.deciding import AccessGate
from schoolgate.gates.access.inputs import Someone
from schoolgate.gates.access.rules import Needed
from schoolgate.gates.access.shared import on_shared
from schoolgate.gates.access.tests.some_people import PUPIL, RULES, TODAY, both, people
from schoolgate.kernel.standings import Standing


def test_the_teacher_has_the_list_of_who_may_not() -> None:
    children = [Someone("per_1", PUPIL, both()), Someone("per_2", PUPIL), Someone("per_3", PUPIL)]

    told = on_shared("grp_robin", "internet", AccessGate(RULES, TODAY).answers(children))

    assert told.may_not == ("per_2", "per_3")
    assert told.because == (
        "The device cannot tell who holds it. 2 children may not use the internet, and the teacher, who has the list, "
        "sees to it."
    )


def test_where_all_may_it_still_says_that_the_device_cannot_tell() -> None:
    told = on_shared("grp_robin", "device", AccessGate(RULES, TODAY).answers([Someone("per_1", PUPIL, both())]))

    assert (told.standing, told.may_not) == (Standing.DECLARED, ())
    assert "cannot tell" in told.because


@given(st.lists(people, max_size=8))
def test_it_is_never_more_than_declared(some: list[Someone]) -> None:
    assert on_shared("grp_robin", "internet", AccessGate(RULES, TODAY).answers(some)).standing is Standing.DECLARED


def test_a_thing_there_is_not_is_named() -> None:
    with pytest.raises(ValueError, match="x: no such thing as printer; known: internet, device"):
        Needed("x", "X", PUPIL, frozenset({"printer"}))
