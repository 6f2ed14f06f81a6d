"""Tables of noticing and looking."""

from schoolgate.monitoring.models.alerts import (
    NOTHING,
    Alert,
    AlertDecision,
    FrozenRows,
    MorningCheck,
    Mute,
    OutOfHoursReader,
)
from schoolgate.monitoring.models.coverage import CoverageNote
from schoolgate.monitoring.models.looks import AccessRequest, ActivityLook
from schoolgate.monitoring.models.permissions import GrantSignature, SecondAgreement, ViewGrant

__all__ = [
    "NOTHING",
    "AccessRequest",
    "ActivityLook",
    "Alert",
    "AlertDecision",
    "CoverageNote",
    "FrozenRows",
    "GrantSignature",
    "MorningCheck",
    "Mute",
    "OutOfHoursReader",
    "SecondAgreement",
    "ViewGrant",
]
