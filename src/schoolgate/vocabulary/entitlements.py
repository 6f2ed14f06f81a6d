"""What a person, a class or an account may be entitled to, and the levels of each from the least to the most."""

from dataclasses import dataclass
from typing import Final

NOTHING: Final = "none"  # decided, and refused; nobody having decided is not the same, and lets nobody in either


@dataclass(frozen=True, slots=True)
class Entitlable:
    """``levels`` run from the least to the most; where two decisions differ, the least holds."""

    words: str
    levels: tuple[str, ...]


ENTITLEMENTS: Final[dict[str, Entitlable]] = {
    "internet": Entitlable("the internet, filtered for", (NOTHING, "guest", "infant", "junior", "staff")),
    "email": Entitlable("school email", (NOTHING, "inside", "everywhere")),
    "devices": Entitlable("school devices", (NOTHING, "at-school", "at-home")),
    "own-device": Entitlable("a device of their own at school", (NOTHING, "yes")),
    "cloud-sharing": Entitlable("sharing of files", (NOTHING, "inside", "outside")),
    "remote-learning": Entitlable("lessons from home", (NOTHING, "yes")),
    "remote-access": Entitlable("school systems from elsewhere", (NOTHING, "yes")),
}
