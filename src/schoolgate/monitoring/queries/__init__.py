"""What is read of noticing and looking."""

from schoolgate.monitoring.queries.coverage import CannotSee, Coverage, cannot_see, coverage
from schoolgate.monitoring.queries.permissions import may_look

__all__ = ["CannotSee", "Coverage", "cannot_see", "coverage", "may_look"]
