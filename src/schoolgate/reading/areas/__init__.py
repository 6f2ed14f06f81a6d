"""Which areas and topics a clause is about: a lexicon of weighted terms, ranked, with text similarity to settle the rest."""

from schoolgate.reading.areas.ranking import classify

__all__ = ["classify"]
