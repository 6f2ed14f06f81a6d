"""How big a list may be: far above any school's, and small enough that reading always ends soon."""

from typing import Final

MOST_ROWS: Final = 2_000_000
LONGEST_ROW: Final = 200_000  # characters
MOST_LINES_A_ROW: Final = 200  # of a value in quotation marks that runs over several lines
MOST_COLUMNS: Final = 500

MOST_PARTS: Final = 200  # files in a zip
MOST_PART_BYTES: Final = 200_000_000  # one of them, unpacked
MOST_UNPACKED_BYTES: Final = 400_000_000  # all of them
MOST_RATIO: Final = 200  # unpacked to packed, of one of more than a million bytes
