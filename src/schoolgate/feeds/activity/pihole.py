"""What the two exports of Pi-hole's questions share: its words and numbers for what became of one."""

from typing import Final

# By number, as its database and older exports have them (docs.pi-hole.net, query database).
_STATUSES: Final = (
    "UNKNOWN", "GRAVITY", "FORWARDED", "CACHE", "REGEX", "DENYLIST", "EXTERNAL_BLOCKED_IP", "EXTERNAL_BLOCKED_NULL",
    "EXTERNAL_BLOCKED_NXRA", "GRAVITY_CNAME", "REGEX_CNAME", "DENYLIST_CNAME", "RETRIED", "RETRIED_DNSSEC",
    "IN_PROGRESS", "DBBUSY", "SPECIAL_DOMAIN", "CACHE_STALE", "EXTERNAL_BLOCKED_EDE15",
)  # fmt: skip
_TYPES: Final = ("", "A", "AAAA", "ANY", "SRV", "SOA", "PTR", "TXT", "NAPTR", "MX", "DS", "RRSIG", "DNSKEY", "NS",
    "OTHER", "SVCB", "HTTPS")  # fmt: skip
_CLOSED: Final = ("GRAVITY", "REGEX", "DENYLIST", "BLACKLIST", "EXTERNAL_BLOCKED", "SPECIAL_DOMAIN", "DBBUSY")
_UNTOLD: Final = ("", "UNKNOWN", "IN_PROGRESS")


def status_of(text: str) -> str:
    """The word for what became of a question, by its number or itself."""
    return _STATUSES[int(text)] if text.isdecimal() and int(text) < len(_STATUSES) else text.upper()


def verdict_of(text: str) -> str:
    status = status_of(text)
    if status in _UNTOLD:
        return ""
    return "block" if status.startswith(_CLOSED) else "allow"


def rule_of(text: str) -> str:
    """What closed a question; nothing for one that was not."""
    return status_of(text).lower().replace("_", " ") if verdict_of(text) == "block" else ""


def type_of(text: str) -> str:
    """The type of record asked for, by the number of its database or itself."""
    return _TYPES[int(text)] if text.isdecimal() and int(text) < len(_TYPES) else text
