"""What the sign-ins of Google and Microsoft share: how one ended, as a number that is 0 where it went well."""

import re
from typing import Final

import pyarrow as pa

from schoolgate.feeds.activity.contract import Kind
from schoolgate.feeds.activity.rows import Found

MICROSOFT: Final = "login.microsoftonline.com"
GOOGLE: Final = "accounts.google.com"
_WELL: Final = 0
_NOT_WELL: Final = 1
_UNTOLD: Final = -1
# Microsoft Entra, authentication error codes: what a rule of the school's own refused.
_BY_RULE: Final = frozenset({50005, 50097, 50131, 53000, 53001, 53002, 53003, 53004, 530032, 530034, 50105})
_SPACES: Final = re.compile(r"[\s_]+")
_EVENTS: Final = {
    "login_success": _WELL,
    "successful login": _WELL,
    "login_failure": _NOT_WELL,
    "failed login": _NOT_WELL,
    "logout": _WELL,
    "login_challenge": _UNTOLD,
    "login_verification": _UNTOLD,
    "suspicious_login": _WELL,  # it went well, and Google doubts that it should have
    "suspicious_login_less_secure_app": _WELL,
    "suspicious_programmatic_login": _WELL,
}


def google_status(event: str) -> int:
    """How an event of Google's log of sign-ins ended; -1 for a step on the way, and for what is no sign-in."""
    word = _SPACES.sub(" ", event.strip().lower())
    return _EVENTS.get(word.replace(" ", "_"), _EVENTS.get(word, _UNTOLD))


def microsoft_status(code: str, said: str) -> int:
    """The error code of a sign-in; where only a word is given, 1 for a failure and -1 for one that was interrupted."""
    if code.strip().isdecimal() and len(code.strip()) <= 9 and int(code):
        return int(code)
    word = said.strip().lower()
    if word in ("success", "succeeded", "") and code.strip() in ("0", "", "None"):
        return _WELL if word or code.strip() else _UNTOLD
    return _NOT_WELL if word == "failure" else _UNTOLD


def verdict_of(status: int) -> str:
    """What was decided: a wrong password is nobody's decision, and so is nothing."""
    if status == _WELL:
        return "allow"
    return "block" if status in _BY_RULE else ""


def verdicts(statuses: pa.Array) -> pa.Array:
    return pa.array([verdict_of(each) for each in statuses.to_pylist()], pa.string())


def signin(at: int, account: str, client: str, host: str, status: int, rule: str, method: str = "") -> Found:
    """A row of one sign-in."""
    return {
        "at": at,
        "kind": Kind.SIGNIN.value,
        "account": account.strip().lower(),
        "client": client,
        "host": host,
        "method": method,
        "verdict": verdict_of(status),
        "status": status,
        "rule": rule[:256],
    }
