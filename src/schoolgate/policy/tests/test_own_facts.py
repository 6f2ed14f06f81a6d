"""What a document says of itself, in the shapes that checks ask for."""

from schoolgate.policy.own_facts import document_facts
from schoolgate.reading.formats import extract
from schoolgate.reading.read import read

WORDS = b"# Policy\n\nStaff must follow Appendix B and Appendix C.\n\n## Appendix B\n\nOur rules.\n"


def test_an_appendix_that_the_policy_carries_is_not_called_missing() -> None:
    """The reader says "Appendix B", and a sentence may say "annex b": the label alone is compared."""
    given = document_facts(read(extract(WORDS, "policy.md")).document)["policy.appendices"]
    assert (given.cited, given.present) == (("B", "C"), ("B",))
