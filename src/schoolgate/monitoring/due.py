"""What noticing and looking do by the clock."""

from schoolgate.monitoring.due_alerts import look_after_alerts
from schoolgate.monitoring.due_looking import tell_of_looking
from schoolgate.monitoring.due_silence import notice_sudden_silence

__all__ = ["look_after_alerts", "notice_sudden_silence", "tell_of_looking"]
