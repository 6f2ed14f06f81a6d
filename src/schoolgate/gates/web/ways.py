"""Ways round the filter that no list of hosts can hold: kinds of question, of connection and of name."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from schoolgate.gates.web.hosts import is_public_address


@dataclass(frozen=True, slots=True)
class Way:
    """``words`` begin a sentence that ends in "is closed". ``why`` goes on after a colon."""

    key: str
    words: str
    why: str


CANARY_NAMES: Final = Way(
    "canary-names",
    "The name by which a browser asks whether it may look names up elsewhere",
    "with no answer it keeps to the school's own look-up.",
)
RESOLVER_DISCOVERY: Final = Way(
    "resolver-discovery",
    "The question for another name server (RFC 9462)",
    "with no answer the device keeps to the school's own look-up.",
)
HTTPS_RECORDS: Final = Way(
    "https-records",
    "The question for a site's hidden settings (DNS type 65)",
    "they would let it hide which site it opens.",
)
QUIC: Final = Way(
    "quic",
    "This kind of connection (QUIC)",
    "it goes past the filter; the browser tries again by the usual way.",
)
BARE_ADDRESSES: Final = Way(
    "bare-addresses",
    "A site by its number",
    "lists hold names, and a number goes round them.",
)
LOOK_ALIKES: Final = Way(
    "look-alikes",
    "A name that mixes letters of two alphabets",
    "it is made to look like another.",
)
WAYS: Final = {
    way.key: way for way in (CANARY_NAMES, RESOLVER_DISCOVERY, HTTPS_RECORDS, QUIC, BARE_ADDRESSES, LOOK_ALIKES)
}

# Mozilla's canary, and those of Apple's Private Relay.
CANARIES: Final = frozenset({"use-application-dns.net", "mask.icloud.com", "mask-h2.icloud.com"})
_DISCOVERY: Final = "resolver.arpa"
_SVCB, _HTTPS = 64, 65
_ENCODED: Final = "xn--"
# Scripts that are written together in one name (UTS 39, section 5.2: highly restrictive).
_TOGETHER: Final = tuple(
    frozenset(scripts)
    for scripts in (
        {"LATIN", "CJK", "HIRAGANA", "KATAKANA"},
        {"LATIN", "CJK", "BOPOMOFO"},
        {"LATIN", "CJK", "HANGUL"},
    )
)
_SHARED: Final = frozenset({"KATAKANA-HIRAGANA", "IDEOGRAPHIC", "COMBINING", "MIDDLE", "VARIATION"})


def is_canary(host: str) -> bool:
    return host in CANARIES


def asks_for_resolver(host: str) -> bool:
    """``_dns.resolver.arpa``, and all else under the name that finds another name server (RFC 9462 section 4)."""
    return host.endswith(_DISCOVERY) and (host == _DISCOVERY or host.endswith(f".{_DISCOVERY}"))


def hides_its_site(record: int) -> bool:
    """DNS types 64 (SVCB) and 65 (HTTPS), which carry the key that hides a TLS greeting's site (RFC 9460)."""
    return record in (_SVCB, _HTTPS)


def is_bare_address(host: str) -> bool:
    return is_public_address(host)


def is_look_alike(host: str) -> bool:
    """Whether some part of the name mixes alphabets that nobody writes together: a Cyrillic a in a Latin word."""
    if _ENCODED not in host:
        return False
    return any(
        not _written_together(label[len(_ENCODED) :].encode().decode("punycode"))
        for label in host.split(".")
        if label.startswith(_ENCODED)
    )


def _written_together(label: str) -> bool:
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in label if unicodedata.category(letter)[0] == "L"}
    scripts -= _SHARED
    return len(scripts) < 2 or any(scripts <= together for together in _TOGETHER)
