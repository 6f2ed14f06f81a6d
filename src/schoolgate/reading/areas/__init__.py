"""Which areas and topics a clause is about: weighted terms, ranked, with text similarity for the rest."""

from schoolgate.reading.areas.ranking import classify

__all__ = ["classify"]
