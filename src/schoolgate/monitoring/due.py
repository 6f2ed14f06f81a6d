"""What noticing and looking do by the clock."""

from schoolgate.monitoring.due_alerts import look_after_alerts
from schoolgate.monitoring.due_looking import tell_of_looking

__all__ = ["look_after_alerts", "tell_of_looking"]
