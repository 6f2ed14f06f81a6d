"""What the clock does here: links, sessions and looks that are old go, and leavers' sign-ins are closed."""

from schoolgate.people import links, opening, sessions  # noqa: F401  (importing registers their sweeps)
from schoolgate.people.actions import leaving, looking  # noqa: F401  (and these a round and a sweep)
