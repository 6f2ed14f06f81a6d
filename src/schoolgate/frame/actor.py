"""Who acts: every action takes one, and the ledger keeps it."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """``person`` is signed in; ``operator`` runs the command line and ``machine`` has a token, and neither can sign
    anything; ``system`` is a clock.
    """

    PERSON = "person"
    OPERATOR = "operator"
    MACHINE = "machine"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """``ref`` is the person's or account's ref, the operator's log-in name on the machine, the token's ref, or the
    part of the system.

    ``on_behalf_of`` is a ref or a few words ("the governing body"), empty when they act for themselves.
    """

    kind: ActorKind
    ref: str
    on_behalf_of: str = ""

    @property
    def signs(self) -> bool:
        """Whether this actor may put a name to an agreement: only a person who signed in."""
        return self.kind is ActorKind.PERSON


def person(ref: str, on_behalf_of: str = "") -> Actor:
    return Actor(ActorKind.PERSON, ref, on_behalf_of)


def operator(name: str, on_behalf_of: str = "") -> Actor:
    return Actor(ActorKind.OPERATOR, name, on_behalf_of)


def machine(token: str) -> Actor:
    return Actor(ActorKind.MACHINE, token)


def system(part: str) -> Actor:
    return Actor(ActorKind.SYSTEM, part)
