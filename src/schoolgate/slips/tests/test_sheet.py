"""What is printed: a page a child that a person can hand out, and that holds nothing readable about the child."""

import base64
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.slips import codes, sheet
from schoolgate.slips.layout import EDITION, MOST_AGREEMENTS, MOST_PLACES, Plan, layout
from schoolgate.slips.tests.batch import RUN

SLIPS = [sheet.OneSlip(codes.new_code(), name, "Robin class") for name in ("Zoë", "D’Arcy", "Leo O.")]


@pytest.fixture(scope="module")
def made() -> sheet.Printed:
    return sheet.printed(RUN, SLIPS)


def words(made: sheet.Printed, page: int) -> str:
    return " ".join(pypdfium2.PdfDocument(made.pdf)[page].get_textpage().get_text_range().split())


def test_each_child_has_a_page_with_first_name_class_and_number(made: sheet.Printed) -> None:
    assert made.pages == 2 * len(SLIPS)
    for at, slip in enumerate(SLIPS):
        said = words(made, 2 * at)
        assert all(one in said for one in ("Robin Hill Infant School", slip.name, slip.group, codes.spelt(slip.code)))
        assert "Version 1" in said


def test_the_words_that_are_agreed_to_stand_overleaf(made: sheet.Printed) -> None:
    assert "We ask first." in words(made, 1)
    assert "Zoë" not in words(made, 1)


def test_the_code_holds_the_number_and_nothing_else(made: sheet.Printed) -> None:
    page = pypdfium2.PdfDocument(made.pdf)[0].render(scale=2).to_numpy()
    assert [one.text for one in zxingcpp.read_barcodes(page)] == [codes.payload(SLIPS[0].code)]


def test_longer_words_take_more_pages_for_every_child_alike() -> None:
    long = replace(RUN, agreements=(replace(RUN.agreements[0], words="- We will be kind to everybody.\n" * 160),))
    made = sheet.printed(long, SLIPS)
    assert made.pages % (2 * len(SLIPS)) == 0
    assert SLIPS[1].name in words(made, made.pages // len(SLIPS))


def test_a_picture_of_each_printed_name_is_kept(made: sheet.Printed) -> None:
    assert set(made.names) == {slip.code for slip in SLIPS}
    assert all(base64.b64decode(one).startswith(b"\x89PNG") for one in made.names.values())


def test_too_many_or_none_at_once_are_refused() -> None:
    with pytest.raises(SchoolgateError, match="by class"):
        sheet.printed(RUN, [])
    with pytest.raises(SchoolgateError, match="by class"):
        sheet.printed(RUN, SLIPS * 400)


def test_a_slip_that_asks_too_much_or_nothing_is_refused() -> None:
    for agreements, places in ((MOST_AGREEMENTS + 1, 0), (0, MOST_PLACES + 1), (0, 0)):
        with pytest.raises(BadInputError, match="agreements"):
            Plan(agreements, places)
    with pytest.raises(BadInputError, match="edition"):
        Plan(1, 1, EDITION + 1)


def test_no_box_lies_over_another_or_over_the_signature() -> None:
    frame = layout(Plan(MOST_AGREEMENTS, MOST_PLACES))
    every = [*frame.agree, *(box for pair in frame.places for box in pair), frame.signature, frame.carer, frame.day]
    every += [frame.name, frame.qr, *frame.marks]
    for at, one in enumerate(every):
        for other in every[at + 1 :]:
            apart_x = one.x + one.w <= other.x or other.x + other.w <= one.x
            assert apart_x or one.y + one.h <= other.y or other.y + other.h <= one.y
