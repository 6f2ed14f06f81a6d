"""What the clock does here: answers given to machines are forgotten after a day."""

from schoolgate.estate.api import once  # noqa: F401  (importing registers its sweep)
