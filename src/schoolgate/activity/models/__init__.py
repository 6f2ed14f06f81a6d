"""Tables of the log of web activity: sources, loads, the manifest of parts, and what could not be read."""

from schoolgate.activity.models.following import Following, Held, Quiet
from schoolgate.activity.models.keeping import Assessment, KeptFor
from schoolgate.activity.models.keys import SchoolKeys
from schoolgate.activity.models.loads import Load, RejectedLine
from schoolgate.activity.models.parts import Part
from schoolgate.activity.models.sources import Source

__all__ = [
    "Assessment",
    "Following",
    "Held",
    "KeptFor",
    "Load",
    "Part",
    "Quiet",
    "RejectedLine",
    "SchoolKeys",
    "Source",
]
