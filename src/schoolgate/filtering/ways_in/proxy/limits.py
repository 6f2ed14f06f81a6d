"""How much, and for how long: everything a client or a site could otherwise take without end."""

from dataclasses import dataclass, fields
from typing import Final

from schoolgate.kernel.errors import BadInputError


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, numbers and seconds. ``WORDS`` says of each what it is; none may be below nothing."""

    head_bytes: int = 32_768
    head_fields: int = 100
    body_bytes: int = 2_000_000_000
    connections: int = 20_000
    idle_sites: int = 500
    head_seconds: float = 20
    idle_seconds: float = 120
    idle_site_seconds: float = 15
    connect_seconds: float = 15
    silence_seconds: float = 120
    stalled_seconds: float = 600
    tunnel_seconds: float = 1800
    stop_seconds: float = 5

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
                raise BadInputError(
                    f"{each.name} = {value!r}", "this must be a number above nothing.", "Correct it, or leave it out."
                )


WORDS: Final = {
    "head_bytes": "The first line and fields of a request, or of a site's answer: longer ones are refused (431, 502).",
    "head_fields": "How many fields a request or an answer may have.",
    "body_bytes": "What may be sent to a site in one request (413). What a site sends has no limit: it is passed on.",
    "connections": "How many clients may be connected at once; one more is told to come again later (503).",
    "idle_sites": "How many connections to sites are kept open between requests.",
    "head_seconds": "In which a request must have come whole, from its first byte (408), and a TLS greeting.",
    "idle_seconds": "For which a client may stay connected between two requests.",
    "idle_site_seconds": "For which a connection to a site is kept open between two requests.",
    "connect_seconds": "In which a site must be found and answer the call (504).",
    "silence_seconds": "For which a site, or a client that is sending, may say nothing in the middle of a request.",
    "stalled_seconds": "For which a client may leave what a site sent it lying.",
    "tunnel_seconds": "For which a tunnel may be silent both ways.",
    "stop_seconds": "That requests and tunnels have to come to their end when the filter is asked to stop.",
}
