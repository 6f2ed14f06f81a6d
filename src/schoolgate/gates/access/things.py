"""What the access gate is asked about: the six things, and what each is called as an entitlement."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Thing:
    """``words`` stand in the middle of a sentence; ``entitlement`` is a key of ``vocabulary.entitlements``."""

    words: str
    entitlement: str


THINGS: Final[dict[str, Thing]] = {
    "internet": Thing("the internet", "internet"),
    "device": Thing("a school device", "devices"),
    "email": Thing("school e-mail", "email"),
    "cloud-sharing": Thing("sharing of files", "cloud-sharing"),
    "vpn": Thing("school systems from home", "remote-access"),
    "remote-learning": Thing("lessons from home", "remote-learning"),
}
# For these a class device in a lesson that an adult leads does as well.
AT_LESSONS: Final = frozenset({"internet", "device"})
