"""Paper slips are read in the bounded process: page by page, and a page that is damaged stops no other."""

import pytest

from schoolgate.intake import bounded
from schoolgate.kernel.errors import BadInputError
from schoolgate.slips.tests.batch import RUN, Batch


def asked(batch: Batch, first: int = 0) -> dict[str, object]:
    plan = RUN.plan
    whole = [plan.edition, plan.agreements, plan.places]
    known = {code: [*whole, batch.known[code].name, "one"] for code in batch.numbers}
    return {"known": known, "forms": {"one": batch.made.form}, "first": first}


def test_every_page_of_a_scanned_batch_is_told() -> None:
    batch = Batch(5, 2)
    pages = list(bounded.run("slips", asked(batch), {"batch.pdf": batch.made.pdf}))
    assert [page["page"] for page in pages] == list(range(8))
    assert [slip["number"] for page in pages for slip in page["slips"]] == batch.numbers
    assert [page["backs"] for page in pages] == [0, 1] * 4
    assert all(slip["doubts"] == ["blank"] and slip["picture"] for page in pages for slip in page["slips"])


def test_reading_goes_on_from_any_page() -> None:
    batch = Batch(5, 2)
    pages = bounded.run("slips", asked(batch, first=6), {"batch.pdf": batch.made.pdf})
    assert [page["page"] for page in pages] == [6, 7]


def test_what_is_no_picture_is_said() -> None:
    with pytest.raises(BadInputError, match="no PDF and no picture"):
        list(bounded.run("slips", asked(Batch(5, 1)), {"letter.txt": b"Dear parents"}))
