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
from schoolgate.monitoring.models.words import SchoolWords

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
    "SchoolWords",
    "SecondAgreement",
    "ViewGrant",
]
