"""Who may see the letters of a school: they name who was written to."""

from typing import Final

from schoolgate.people.models import ADMINISTRATOR

READERS: Final = (ADMINISTRATOR, "head")
