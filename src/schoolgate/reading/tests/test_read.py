"""A policy goes in; its promises come out."""

from schoolgate.reading.formats import paste
from schoolgate.reading.model import Nature, Polarity, Reading, Strength
from schoolgate.reading.read import read

POLICY = """
Robin Hill Infant School

Online safety policy

Filtering

Web filtering is switched on for every device. The safeguarding lead will look at the filter report weekly.

All staff must:
- lock their screens
- not lend their passwords

The internet is part of everyday life.
"""


def reading(text: str) -> Reading:
    return read(paste(text))


def test_it_works() -> None:
    promises = {clause.text: clause for clause in reading(POLICY).clauses if clause.promises}
    assert list(promises) == [
        "Web filtering is switched on for every device.",
        "The safeguarding lead will look at the filter report weekly.",
        "lock their screens",
        "not lend their passwords",
    ]
    assert promises["The safeguarding lead will look at the filter report weekly."].who == ("dsl",)
    assert promises["lock their screens"].stem == "All staff must:"
    assert promises["not lend their passwords"].polarity is Polarity.DO_NOT


def test_a_sentence_that_promises_nothing_is_kept_as_context() -> None:
    last = reading(POLICY).clauses[-1]
    assert last.text == "The internet is part of everyday life."
    assert (last.nature, last.strength) == (Nature.CONTEXT, Strength.NONE)


def test_the_same_policy_gives_the_same_refs() -> None:
    assert reading(POLICY) == reading(POLICY)


def test_an_untouched_sentence_keeps_its_ref_when_another_is_changed() -> None:
    before = {clause.text: clause.ref for clause in reading(POLICY).clauses}
    after = {clause.text: clause.ref for clause in reading(POLICY.replace("lock their screens", "lock up")).clauses}
    assert {text for text in before if after.get(text) != before[text]} == {"lock their screens"}
