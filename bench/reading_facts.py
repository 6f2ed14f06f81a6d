"""Whether a policy's own facts (title, school, when approved, when next reviewed) are read as the labels give them.

A labelled date is "14 March 2024", "March 2024" or a term, "Autumn 2015". A day or month is right when the date read
has it; a term is right when the words it was read from name it and its year.
"""

from datetime import datetime
from typing import Final

from rapidfuzz import fuzz, utils

from schoolgate.reading.model import DocumentFacts, ReadDate

FACTS: Final = ("title", "school", "approved", "review_due")
SAME_WORDS = 90.0


def _same_date(label: str, read: ReadDate | None) -> bool:
    if read is None:
        return False
    for form, precision in (("%d %B %Y", "day"), ("%B %Y", "month")):
        try:
            want = datetime.strptime(label, form).date()  # noqa: DTZ007  # a day of the calendar, in no time zone
        except ValueError:
            continue
        same_month = (want.year, want.month) == (read.date.year, read.date.month)
        return same_month and (precision == "month" or want.day == read.date.day)
    return label.casefold() in read.text.casefold()


def judge_facts(metadata: dict[str, str], read: DocumentFacts) -> dict[str, bool]:
    """For each fact that is labelled, whether it was read so; names are the same at 90 in 100 letters."""
    right: dict[str, bool] = {}
    for name in FACTS:
        if name not in metadata:
            continue
        if name == "approved":
            right[name] = _same_date(metadata[name], read.approved)
        elif name == "review_due":
            right[name] = _same_date(metadata[name], read.review_due)
        else:
            words = read.title if name == "title" else read.school
            close = fuzz.ratio(metadata[name], words, processor=utils.default_process)
            right[name] = close >= SAME_WORDS
    return right
