"""A batch as it comes back: what is plain is read rightly, and a person is asked about everything else."""

from collections.abc import Iterator

import numpy as np
import pytest

from schoolgate.slips import codes
from schoolgate.slips.answers import Answer, Doubt
from schoolgate.slips.reading import Known, Page, read_page
from schoolgate.slips.tests import hands, weather
from schoolgate.slips.tests.batch import Batch, Truth, wrong

COUNT = 20


@pytest.fixture(scope="module")
def batch() -> Batch:
    return Batch(seed=11, count=COUNT)


@pytest.fixture(scope="module")
def read(batch: Batch) -> list[tuple[Page, Truth]]:
    return [(read_page(page, batch.known), truth) for page, truth in batch.pages()]


def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def only(page: Page) -> tuple[Doubt, ...]:
    (slip,) = page.slips
    return slip.doubts


def test_a_scanned_slip_is_matched_and_its_ticks_are_read(batch: Batch) -> None:
    sheet, truth = batch.filled(0, rng())
    (slip,) = read_page(weather.scanned(sheet, rng()), batch.known).slips
    assert slip.number == batch.numbers[0]
    assert slip.clear
    assert (*slip.agreements, *slip.places) == truth


def test_nothing_is_matched_wrongly_and_no_tick_is_taken_from_doubt(read: list[tuple[Page, Truth]]) -> None:
    assert [one for page, truth in read for one in wrong(page, truth)] == []


def test_most_plain_slips_are_read_without_asking(read: list[tuple[Page, Truth]]) -> None:
    plain = [page for page, truth in read if not truth.ask and truth.slips]
    assert sum(all(slip.clear for slip in page.slips) and bool(page.slips) for page in plain) >= len(plain) - 1


@pytest.mark.parametrize("how", ["skewed", "upside-down", "sideways", "photographed", "low", "blocky", "creased"])
def test_whatever_befell_the_paper_its_slip_is_known(batch: Batch, how: str) -> None:
    sheet, _ = batch.filled(3, rng())
    page = read_page(weather.USUAL[how](sheet, rng()), batch.known)
    assert [slip.number for slip in page.slips] == [batch.numbers[3]]


@pytest.mark.parametrize("odd", list(hands.ODD))
def test_what_is_no_plain_tick_is_asked_about(batch: Batch, odd: str) -> None:
    sheet, truth = batch.filled(4, rng(), odd)
    (slip,) = read_page(weather.scanned(sheet, rng()), batch.known).slips
    assert Doubt.MARKS in slip.doubts
    said = (*slip.agreements, *slip.places)
    assert all(
        one in {two, Answer.ASK} for one, two in zip(said, truth, strict=True)
    )  # a circle may reach the next row
    assert all(one is Answer.ASK for one, two in zip(said, truth, strict=True) if two is Answer.ASK)


def test_two_slips_in_one_photo_are_two(batch: Batch) -> None:
    page, truth = batch.special(2, "two", rng())
    assert {slip.number: (*slip.agreements, *slip.places) for slip in read_page(page, batch.known).slips} == truth.slips


def test_a_name_that_was_crossed_out_is_asked_about(batch: Batch) -> None:
    page, _ = batch.special(1, "name", rng())
    assert Doubt.NAME in only(read_page(page, batch.known))


def test_a_code_beside_another_childs_name_is_asked_about(batch: Batch) -> None:
    """As when a sibling's slip is copied: the number says one child, and the paper another."""
    sheet, _ = batch.filled(0, rng())
    known = {batch.numbers[0]: Known(batch.known[batch.numbers[0]].plan, batch.made.names[batch.numbers[4]])}
    assert Doubt.NAME in only(read_page(weather.scanned(sheet, rng()), known))


def test_a_code_pasted_on_another_slip_fits_its_corners_nowhere(batch: Batch) -> None:
    mine, _ = batch.filled(0, rng())
    theirs = next(
        at for at, code in enumerate(batch.numbers) if codes.group_of(code) != codes.group_of(batch.numbers[0])
    )
    other = batch.blank(theirs)
    mine[80:330, 1220:1470] = other[80:330, 1220:1470]
    page = read_page(weather.scanned(mine, rng()), batch.known)
    assert batch.numbers[theirs] not in {slip.number for slip in page.slips}
    assert not any(slip.clear for slip in page.slips)


def test_coffee_over_the_code_leaves_a_slip_without_a_number(batch: Batch) -> None:
    page, _ = batch.special(5, "coffee", rng())
    read = read_page(page, batch.known)
    assert [(slip.number, slip.doubts) for slip in read.slips] == [("", (Doubt.NO_CODE,))]
    assert read.slips[0].picture.startswith(b"\xff\xd8")


def test_blank_unsigned_and_unknown_slips_are_asked_about(batch: Batch) -> None:
    blank, unsigned = (batch.special(6, fault, rng())[0] for fault in ("blank", "unsigned"))
    assert only(read_page(blank, batch.known)) == (Doubt.BLANK,)
    assert only(read_page(unsigned, batch.known)) == (Doubt.UNSIGNED,)
    assert only(read_page(unsigned, {})) == (Doubt.UNKNOWN,)


def test_both_boxes_ticked_is_no_answer(batch: Batch) -> None:
    sheet, _ = batch.filled(7, rng())
    for box in batch.frame.places[2]:
        hands.tick(sheet, box, rng())
    (slip,) = read_page(weather.scanned(sheet, rng()), batch.known).slips
    assert slip.places[2] is Answer.ASK
    assert not slip.clear


def test_a_page_that_is_no_slip_says_so_and_the_words_overleaf_are_set_aside(batch: Batch) -> None:
    letter, back = (batch.special(8, fault, rng())[0] for fault in ("no-slip", "back"))
    assert read_page(letter, batch.known).reason == "nothing"
    words = read_page(back, batch.known)
    assert (words.backs, words.slips, words.reason) == (1, (), "")


def pictures_too_small(batch: Batch) -> Iterator[Page]:
    sheet, _ = batch.filled(9, rng())
    for dpi in (58, 45, 30, 12):
        yield read_page(weather.at_dpi(sheet, dpi), batch.known)


def test_from_a_picture_that_is_too_small_nothing_is_taken(batch: Batch) -> None:
    assert not any(slip.clear for page in pictures_too_small(batch) for slip in page.slips)
