"""Kinds of value: what is taken, how it is spelt, and what is said of the rest."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.feeds.days import Order, order_of
from schoolgate.feeds.numbers import is_temporary
from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import KINDS, fits, read

GOOD = {
    ("date", "01/09/2026"): "2026-09-01",
    ("date", "1/9/26"): "2026-09-01",
    ("date", "1.9.2026"): "2026-09-01",
    ("date", "01-Sep-26"): "2026-09-01",
    ("date", "Tuesday 1st September 2026"): "2026-09-01",
    ("date", "2026-09-01T00:00:00Z"): "2026-09-01",
    ("date", "01/09/2026 00:00"): "2026-09-01",
    ("date", "20260901"): "2026-09-01",
    ("date", "46266"): "2026-09-01",  # as a spreadsheet counts
    ("date", "3/4/71"): "1971-04-03",
    ("moment", "01/09/2026 2:05 pm"): "2026-09-01T14:05:00",
    ("moment", "46266.5"): "2026-09-01T12:00:00",
    ("name", "  Siân  O’Brien-García "): "Siân O'Brien-García",
    ("name", "Nguyễn Thị Ánh"): "Nguyễn Thị Ánh",
    ("name", "\u202aA\u200bda\u00ad La\u200dne\u202c\ufeff"): "Ada Lane",  # marks that nobody sees
    ("name", "प्रिया शर्मा"): "प्रिया शर्मा",  # vowel signs are of the name
    ("name", "علی\u200cرضا"): "علی\u200cرضا",
    ("email", "Amara.Whitlock@RobinHill.example"): "amara.whitlock@robinhill.example",
    ("upn", "r674 1231 01121"): "R674123101121",
    ("urn", "123456.0"): "123456",
    ("laestab", "352/2010"): "3522010",
    ("yes-no", "Y"): "yes",
    ("yes-no", "FALSE"): "no",
    ("mac", "0053.00A1.B2C3"): "00:53:00:a1:b2:c3",
    ("ip", " 192.0.2.7 "): "192.0.2.7",
    ("ip", "2001:DB8::0:1"): "2001:db8::1",
    ("number", "£1,234.50"): "1234.50",
}
BAD = {
    ("date", "31/02/2026"): "no such day",
    ("date", "13/13/2026"): "no such day",
    ("date", "soon"): "not a date",
    ("date", "9990000018"): "not a date",
    ("name", "12345"): "not a name",
    ("name", "M\ufffdller"): "nobody can read",
    ("email", "amara@robinhill"): "not an e-mail address",
    ("upn", "674123101121"): "lost its first letter, which would be R",
    ("upn", "A674123101121"): "mistyped",
    ("upn", "R67412310112"): "has 12 characters",
    ("upn", "6.74123E+11"): "a spreadsheet has rounded",
    ("upn", "I674123101121"): "is not a UPN",
    ("urn", "1234"): "not a URN",
    ("laestab", "522010"): "dropped a nought",
    ("yes-no", "perhaps"): "neither yes nor no",
    ("mac", "1.23E+11"): "a spreadsheet has rounded",
    ("ip", "192.0.2.300"): "not an IP address",
    ("number", "nan"): "not a number",
    ("text", "x" * 1001): "characters long",
}


@pytest.mark.parametrize(("given_", "spelt"), GOOD.items(), ids=str)
def test_it_is_spelt_in_one_way(given_: tuple[str, str], spelt: str) -> None:
    kind, text = given_
    assert read(kind, text) == spelt
    assert read(kind, spelt) == spelt


@pytest.mark.parametrize(("given_", "said"), BAD.items(), ids=str)
def test_what_is_wrong_is_said(given_: tuple[str, str], said: str) -> None:
    kind, text = given_
    with pytest.raises(UnfitError, match=said) as told:
        read(kind, text)
    assert told.value.reason.endswith(".")


@given(kind=st.sampled_from(sorted(KINDS)), text=st.text(min_size=1, max_size=40))
def test_reading_a_spelling_again_gives_it_again(kind: str, text: str) -> None:
    if fits(kind, text):
        assert read(kind, read(kind, text)) == read(kind, text)


@given(st.dates(date(1951, 1, 1), date(2049, 12, 31)))
def test_a_day_is_the_same_however_it_is_written(day: date) -> None:
    spellings = {
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d/%m/%y}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%d-%b-%y}",
    }
    assert {read("date", spelling) for spelling in spellings} == {day.isoformat()}
    assert read("moment", f"{day.isoformat()} 00:00") == f"{day.isoformat()}T00:00:00"


def test_one_value_settles_the_order_of_a_column() -> None:
    assert order_of(["1/2/26", "3/4/26"]) is Order.DAY_FIRST
    assert order_of(["1/2/26", "1/23/26"]) is Order.MONTH_FIRST
    assert order_of(["1/23/26", "23/1/26"]) is Order.DAY_FIRST  # the British order where they disagree
    assert read("date", "1/2/26", Order.MONTH_FIRST) == "2026-01-02"


@given(st.integers(0, 10**11 - 1), st.sampled_from("0123456789ABXZ"))
def test_of_the_letters_only_one_agrees_with_a_pupil_number(number: int, last: str) -> None:
    tail = f"{number:011}{last}"
    right = [letter for letter in "ABCDEFGHJKLMNPQRTUVWXYZ" if fits("upn", letter + tail)]
    assert len(right) == 1
    assert is_temporary(right[0] + tail) == last.isalpha()


@pytest.mark.parametrize("kind", ["text", "name", "date", "upn", "email"])
@pytest.mark.parametrize("cell", ["=VLOOKUP(A2,B:C,2)", "=A2", "=+A2&B2", "#N/A", "#REF!", "#######"])
def test_what_a_spreadsheet_says_to_itself_is_no_value(kind: str, cell: str) -> None:
    with pytest.raises(UnfitError, match=r"formula|spreadsheet"):
        read(kind, cell)


def test_what_programs_write_for_nothing_is_no_name_and_null_is_one() -> None:
    assert not any(fits("name", word) for word in ("NULL", "null", "undefined", "N/A"))
    assert read("name", "Null") == "Null"
