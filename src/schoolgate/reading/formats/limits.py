"""How big a policy may be. Far above any real one, and small enough that reading always ends soon."""

from typing import Final

MAX_FILE_BYTES: Final = 60_000_000  # a long policy with photographs is about 20 MB
MAX_CHARACTERS: Final = 2_000_000  # about 700 full pages
MAX_PAGES: Final = 300
MAX_BLOCKS: Final = 60_000

MAX_ARCHIVE_ENTRIES: Final = 5_000
MAX_ARCHIVE_PART_BYTES: Final = 40_000_000  # one XML part, unpacked
MAX_ARCHIVE_BYTES: Final = 400_000_000  # all parts together, as declared
MAX_ARCHIVE_RATIO: Final = 200  # unpacked to packed, of one part of more than a million bytes
