"""From the blocks of a file to the units a reader reads: sentences, list items with their stems, table cells."""

from schoolgate.reading.structure.unit import Kind, Unit
from schoolgate.reading.structure.walk import units

__all__ = ["Kind", "Unit", "units"]
