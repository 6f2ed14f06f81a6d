"""Every report there is: the modules of ``reports.catalogue``, and those other packages add."""

from typing import Final

from schoolgate.kernel.registry import Registry
from schoolgate.reports.contract import Report

REPORTS: Final[Registry[Report]] = Registry(
    "report", Report, folder="schoolgate.reports.catalogue", attribute="REPORT", group="schoolgate.reports"
)
