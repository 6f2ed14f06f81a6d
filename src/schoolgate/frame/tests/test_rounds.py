"""What falls due by itself is done for everybody, whatever goes wrong for one."""

import pytest

from schoolgate.frame.rounds import for_each


def test_it_works() -> None:
    assert for_each(["St Brigid's", "Wren Lane"], len) == [11, 9]


def test_one_that_fails_is_told_when_the_others_are_done() -> None:
    done: list[str] = []

    def judge(school: str) -> int:
        if school == "St Brigid's":
            raise ValueError(school)
        done.append(school)
        return 1

    with pytest.raises(ExceptionGroup) as told:
        for_each(["St Brigid's", "Wren Lane"], judge)
    assert done == ["Wren Lane"]
    assert [str(error) for error in told.value.exceptions] == ["St Brigid's"]
