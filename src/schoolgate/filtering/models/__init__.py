"""Tables of the filter: what was agreed, asked, checked and proven."""

from schoolgate.filtering.models.agreed import Proposal, SettingSignature, SettingVersion
from schoolgate.filtering.models.at_once import FilterPause, SiteClosure, SiteOpening
from schoolgate.filtering.models.in_service import Drift, RulesInService

__all__ = [
    "Drift",
    "FilterPause",
    "Proposal",
    "RulesInService",
    "SettingSignature",
    "SettingVersion",
    "SiteClosure",
    "SiteOpening",
]
