"""The one registry of alert rules: a file in this folder, or an entry point of an installed package."""

from typing import Final

from schoolgate.kernel.registry import Registry
from schoolgate.monitoring.rules.contract import AlertRule

RULES: Final = Registry(
    "alert rule",
    AlertRule,
    folder="schoolgate.monitoring.rules",
    attribute="RULE",
    besides=("contract", "registry", "rows"),
)
