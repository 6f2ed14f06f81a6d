"""The printed name: whether it stands there as it was printed, and nothing over or beside it.

A slip of one child that comes back with the name crossed out and a sibling's written, or a code that was copied beside
another name, is caught here: a person is asked.
"""

import base64
from typing import Final

AS_PRINTED: Final = 2.0  # millimetres about the name that are kept of how it was printed
PER_MM: Final = 4  # dots, of the kept picture
MORE: Final = 3.0  # square millimetres of ink that was not printed
LESS: Final = 0.30  # of the printed ink that is not there


def picture_of(name: str) -> bytes:
    """The kept picture as PNG."""
    return base64.b64decode(name, validate=True)
