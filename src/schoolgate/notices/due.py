"""What the clock does here: letters in line are sent, old ones go, and a checkpoint is sent to who keeps it."""

from schoolgate.notices import checkpoints  # noqa: F401  (importing registers what it hears)
from schoolgate.notices.actions import sending  # noqa: F401  (and this a round and a sweep)
