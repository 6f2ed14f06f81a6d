"""A hand the reader was not tuned on: whatever is more than a plain tick is asked about, and none is taken wrongly."""

import numpy as np
import pytest

from schoolgate.slips.answers import Answer, Doubt
from schoolgate.slips.finding import Grey
from schoolgate.slips.pictures import pages
from schoolgate.slips.reading import Known, Page, read_page
from schoolgate.slips.tests import mishaps, pens
from schoolgate.slips.tests.second import ASKED, EITHER, Made, Second


@pytest.fixture(scope="module")
def second() -> Second:
    return Second(31, 3)


def read(second: Second, made: Made) -> Page:
    ((_number, _total, grey),) = pages(made.data, "page")
    assert not isinstance(grey, str)
    return read_page(grey, {} if made.fault == "other school" else second.known)


def one(second: Second, fault: str, how: str = "flatbed", seed: int = 2) -> tuple[Made, Page]:
    made = second.one(1, fault, how, np.random.default_rng((seed, 3)))
    return made, read(second, made)


@pytest.mark.parametrize("fault", ASKED)
def test_what_is_no_plain_answer_is_asked_about(second: Second, fault: str) -> None:
    made, page = one(second, fault)
    assert {slip.number for slip in page.slips} == set(made.slips)
    assert not any(slip.clear for slip in page.slips)


@pytest.mark.parametrize("fault", ["plain", *EITHER])
def test_what_is_read_without_asking_is_so(second: Second, fault: str) -> None:
    made, page = one(second, fault)
    assert {slip.number for slip in page.slips} <= set(made.slips)
    for slip in page.slips:
        assert not slip.clear or (*slip.agreements, *slip.places) == made.slips[slip.number]


@pytest.mark.parametrize("how", [how for how in mishaps.HOW if how != "glare"])
def test_a_plain_slip_is_known_however_it_comes(second: Second, how: str) -> None:
    made, page = one(second, "plain", how)
    assert {slip.number for slip in page.slips} == set(made.slips)


@pytest.mark.parametrize("fault", ["word beside", "arrow"])
def test_writing_beside_the_questions_is_told_as_that(second: Second, fault: str) -> None:
    _made, page = one(second, fault)
    assert Doubt.WRITTEN in page.slips[0].doubts


def test_without_a_picture_of_the_questions_nothing_is_said_of_writing(second: Second) -> None:
    """A slip that was printed before such pictures were kept."""
    made = second.one(1, "word beside", "flatbed", np.random.default_rng((2, 3)))
    ((_number, _total, grey),) = pages(made.data, "page")
    assert not isinstance(grey, str)
    before = {code: Known(known.plan, known.name) for code, known in second.known.items()}
    assert Doubt.WRITTEN not in read_page(grey, before).slips[0].doubts


def felt_tip(second: Second, seed: int) -> tuple[Answer, ...]:
    paper, frame, rng = second.page(0), second.frame, np.random.default_rng(seed)
    felt = pens.Ink((20, 20, 20), 1.1, 0.97)
    for box in [*frame.agree, *(yes for yes, _no in frame.places)]:
        pens.plain_tick(paper, box, felt, rng)
    ((_number, _total, grey),) = pages(mishaps.flatbed(paper, rng), "page")
    assert not isinstance(grey, str)
    return read_page(grey, second.known).slips[0].places


def test_a_felt_tip_ticks_nearly_as_plainly_as_a_pen(second: Second) -> None:
    said = [answer for seed in (4, 5, 6) for answer in felt_tip(second, seed)]
    assert set(said) <= {Answer.GRANTED, Answer.ASK}
    assert said.count(Answer.ASK) <= 2


def paper(shade: int = 250) -> Grey:
    return np.full((1100, 800), shade, np.uint8)


def test_the_empty_back_of_a_sheet_is_no_page_that_could_not_be_read(second: Second) -> None:
    _made, page = one(second, "blank back")
    assert (page.slips, page.backs, page.reason) == ((), 1, "")
    written, dark = paper(), paper(60)
    written[300:304, 100:300] = 90
    assert read_page(written, second.known).reason == "nothing"
    assert read_page(dark, second.known).reason == "nothing"
