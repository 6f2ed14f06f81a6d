"""What noticing and looking do by the clock."""

from schoolgate.monitoring.due_looking import tell_of_looking

__all__ = ["tell_of_looking"]
