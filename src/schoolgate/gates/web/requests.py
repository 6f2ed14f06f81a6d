"""What the gate is asked, and what it answers."""

from dataclasses import dataclass
from enum import StrEnum

from schoolgate.gates.web.addresses import UNSEEN
from schoolgate.gates.web.safe_search import Rewrite
from schoolgate.gates.web.scopes import Who
from schoolgate.kernel.verdicts import Verdict


class Asked(StrEnum):
    """How a site is asked for, which says what of it can be seen."""

    GET = "get"  # host and path: any HTTP method that is not a tunnel
    CONNECT = "connect"  # host
    SNI = "sni"  # host, from a TLS greeting
    DNS = "dns"  # host, and the type of record
    QUIC = "quic"  # host, from a QUIC greeting


@dataclass(frozen=True, slots=True)
class Request:
    """``host`` in any spelling, without a port. ``at`` in seconds since 1970. ``record`` is the DNS type asked for.

    ``path`` may have its question behind it (``/watch?v=1``): lists of pages are asked with it, rules without.
    """

    host: str
    who: Who
    at: float
    asked: Asked = Asked.GET
    path: str = UNSEEN
    record: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """``rule`` says what decided: ``locked``, ``level:junior``, ``exception:REF``, ``way:quic`` and so on.

    ``because`` is one sentence in plain words; ``otherwise`` says what would make it otherwise. ``askable``:
    whether asking for the site can be answered with yes. ``rewrites`` are to be made where it is let through.
    """

    verdict: Verdict
    rule: str
    because: str
    category: str = ""
    clause: str = ""
    otherwise: str = ""
    askable: bool = False
    rewrites: tuple[Rewrite, ...] = ()
    epoch: int = 0
