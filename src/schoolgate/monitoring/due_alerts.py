"""What the clock does for alerts: those that nobody opened in time are told of."""

from datetime import datetime

from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.frame.scoped import unscoped
from schoolgate.monitoring.actions.escalating import escalate
from schoolgate.monitoring.models import Alert
from schoolgate.people.models import School


@each_round("monitoring.alerts")
def look_after_alerts(now: datetime) -> int:
    """How many alerts were told of, over every school."""
    with unscoped("the clock looks after the alerts of every school"):
        waiting = set(
            Alert.objects.filter(state=Alert.State.OPEN, opened_at=None, told_at=None).values_list(
                "school_id", flat=True
            )
        )
    schools = School.objects.filter(pk__in=waiting).order_by("pk")
    return sum(for_each(schools, lambda one: escalate(one, now, actor=system("alerts"))))
