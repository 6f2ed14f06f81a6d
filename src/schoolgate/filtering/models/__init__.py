"""Tables of the filter: what was agreed, asked, checked and proven."""

from schoolgate.filtering.models.agreed import Proposal, SettingSignature, SettingVersion
from schoolgate.filtering.models.at_once import FilterPause, SiteClosure, SiteOpening
from schoolgate.filtering.models.in_service import Drift, RulesInService
from schoolgate.filtering.models.proof import FilterTest, FilterTestAlarm, FilterTestResult, FilterTestRun

__all__ = [
    "Drift",
    "FilterPause",
    "FilterTest",
    "FilterTestAlarm",
    "FilterTestResult",
    "FilterTestRun",
    "Proposal",
    "RulesInService",
    "SettingSignature",
    "SettingVersion",
    "SiteClosure",
    "SiteOpening",
]
