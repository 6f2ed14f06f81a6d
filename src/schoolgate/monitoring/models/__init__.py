"""Tables of noticing and looking."""

from schoolgate.monitoring.models.coverage import CoverageNote
from schoolgate.monitoring.models.looks import AccessRequest, ActivityLook
from schoolgate.monitoring.models.permissions import GrantSignature, SecondAgreement, ViewGrant

__all__ = ["AccessRequest", "ActivityLook", "CoverageNote", "GrantSignature", "SecondAgreement", "ViewGrant"]
