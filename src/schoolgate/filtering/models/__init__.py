"""Tables of the filter: what was agreed, asked, checked and proven."""

from schoolgate.filtering.models.agreed import Proposal, SettingSignature, SettingVersion
from schoolgate.filtering.models.asking import SiteAsker, SiteRequest
from schoolgate.filtering.models.at_once import FilterPause, SiteClosure, SiteOpening
from schoolgate.filtering.models.found import Found
from schoolgate.filtering.models.in_service import Drift, RulesInService
from schoolgate.filtering.models.lists import ChosenList, ListFetch, ListsInService
from schoolgate.filtering.models.proof import FilterTest, FilterTestAlarm, FilterTestResult, FilterTestRun
from schoolgate.filtering.models.sites import CheckedSite, SiteCheck
from schoolgate.filtering.models.usage import DayOfUse, DryRun

__all__ = [
    "CheckedSite",
    "ChosenList",
    "DayOfUse",
    "Drift",
    "DryRun",
    "FilterPause",
    "FilterTest",
    "FilterTestAlarm",
    "FilterTestResult",
    "FilterTestRun",
    "Found",
    "ListFetch",
    "ListsInService",
    "Proposal",
    "RulesInService",
    "SettingSignature",
    "SettingVersion",
    "SiteAsker",
    "SiteCheck",
    "SiteClosure",
    "SiteOpening",
    "SiteRequest",
]
