"""Every taker: what a room above offers as it starts, or an entry point of another package."""

from collections.abc import Collection
from typing import Final

from schoolgate.intake.models import Delivery
from schoolgate.intake.takers.contract import Taker
from schoolgate.kernel.registry import Registry

TAKERS: Final = Registry(
    "taker",
    Taker,  # type: ignore[type-abstract]  # a protocol is what entries are checked against
    folder="schoolgate.intake.takers",
    attribute="TAKER",
    besides=("contract", "registry"),
)


def goes_on(delivery: Delivery, roles: Collection[str]) -> str:
    """The page where a file that was taken over goes on; empty where it was not, or for whoever may not open it."""
    key = delivery.looked.get("taker", "") if delivery.state == Delivery.State.HANDED else ""
    if not key or key not in TAKERS or not set(roles) & set(TAKERS.get(key).roles):
        return ""
    return str(delivery.looked["address"])
