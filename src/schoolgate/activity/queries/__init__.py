"""What is read of the log of web activity: the manifest, what is missing, and the sources."""

from schoolgate.activity.queries.manifest import Missing, PartSeen, missing, parts
from schoolgate.activity.queries.sources import SourceSeen, source, sources

__all__ = ["Missing", "PartSeen", "SourceSeen", "missing", "parts", "source", "sources"]
