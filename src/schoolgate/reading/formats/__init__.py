"""The bytes of a policy document to its blocks: one module per format, found by its content (see ``table``)."""

from schoolgate.reading.formats.table import extract, paste

__all__ = ["extract", "paste"]
