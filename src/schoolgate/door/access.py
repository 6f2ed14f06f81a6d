"""Who sees who is on site, and who looks after the tablet at the door."""

from typing import Final

# Adults and when they came; whoever clears the building may be any of them.
WATCHERS: Final = ("head", "slt", "dsl", "deputy-dsl", "office")
# They pair a tablet, take one off, and say what it shows.
DOORKEEPERS: Final = ("head", "office")
