"""The number of a slip: ten random characters and two that check them, as a person may have to type them.

Crockford's base 32: no I, L, O or U, and what looks like a digit is read as one. The two check characters are a sum
weighed by place, modulo the prime 1021, so that one wrong character, or two that changed places, is noticed.
"""

import secrets
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
FRONT: Final = "SG1"  # what a slip's code begins with; the digit is the edition of the code
BACK: Final = "SGB"  # what the page with the words carries, which holds no number
GROUPS: Final = 62  # sets of four corner marks; a slip's number says which set it has
_FREE: Final = LENGTH - 2
_PRIME: Final = 1021
_LOOKS_LIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def new_code() -> str:
    """A new number: 50 random bits and the check."""
    free = "".join(secrets.choice(ALPHABET) for _ in range(_FREE))
    return free + _check(free)


def is_code(code: str) -> bool:
    """Whether these are twelve characters whose check is right."""
    return len(code) == LENGTH and all(one in ALPHABET for one in code) and _check(code[:_FREE]) == code[_FREE:]


def typed(words: str) -> str:
    """The number that somebody typed, in whatever groups and case; empty where it is none, or one is mistyped."""
    plain = "".join(one for one in words.upper() if one.isalnum()).translate(_LOOKS_LIKE)
    return plain if is_code(plain) else ""


def spelt(code: str) -> str:
    """As printed: three groups of four."""
    return " ".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def payload(code: str) -> str:
    """What the QR code of a slip holds: letters and digits only, so that it stays small."""
    return FRONT + code


def from_payload(words: str) -> str:
    """The number in a QR code; empty for any other code, and for one whose check is wrong."""
    code = words.removeprefix(FRONT) if words.startswith(FRONT) else ""
    return code if is_code(code) else ""


def group_of(code: str) -> int:
    """Which set of corner marks a slip has: so a code beside the corners of another slip is noticed."""
    return sum(ALPHABET.index(one) * (at + 3) for at, one in enumerate(code)) % GROUPS


def _check(free: str) -> str:
    total = sum((ALPHABET.index(one) + 1) * pow(37, at + 1, _PRIME) for at, one in enumerate(free)) % _PRIME
    return ALPHABET[total // 32] + ALPHABET[total % 32]
