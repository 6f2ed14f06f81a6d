"""The number on a slip: known again however it is typed, and never mistaken for another."""

from hypothesis import given
from hypothesis import strategies as st

from schoolgate.slips import codes

numbers = st.text(codes.ALPHABET, min_size=10, max_size=10).map(lambda free: free + codes._check(free))


def test_a_number_is_twelve_characters_in_groups_of_four() -> None:
    code = codes.new_code()
    assert codes.is_code(code)
    assert [len(one) for one in codes.spelt(code).split()] == [4, 4, 4]
    assert codes.from_payload(codes.payload(code)) == code


def test_another_code_on_the_page_is_no_number() -> None:
    assert codes.from_payload("https://school.example/newsletter") == ""
    assert codes.from_payload(codes.BACK) == ""


@given(numbers)
def test_it_is_known_as_somebody_types_it(code: str) -> None:
    assert codes.typed(codes.spelt(code).lower().replace("0", "o").replace("1", "l")) == code
    assert codes.typed("-".join(code)) == code


@given(numbers, st.integers(0, 11), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_noticed(code: str, at: int, other: str) -> None:
    if code[at] != other:
        assert codes.typed(code[:at] + other + code[at + 1 :]) == ""


@given(numbers, st.integers(0, 10))
def test_two_characters_that_changed_places_are_noticed(code: str, at: int) -> None:
    if code[at] != code[at + 1]:
        assert codes.typed(code[:at] + code[at + 1] + code[at] + code[at + 2 :]) == ""


@given(numbers)
def test_each_has_a_set_of_corner_marks(code: str) -> None:
    assert 0 <= codes.group_of(code) < codes.GROUPS
