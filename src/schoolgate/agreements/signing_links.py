"""What stands in the address of a signing link: short enough to be typed from paper, too long to be guessed."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse

from schoolgate.kernel.digests import digest

LASTS: Final = timedelta(days=28)
SHOWN_AFTER: Final = timedelta(hours=24)  # so long it still shows what was signed
ON_TABLET: Final = timedelta(minutes=30)
OWN_LASTS: Final = timedelta(hours=1)  # of somebody who has signed in
SHOWN_ON_TABLET: Final = timedelta(minutes=3)
# Crockford's alphabet: what looks alike on paper is one letter. Sixteen of them are 80 bits.
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH: Final = 16
_ALIKE: Final = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None, " ": None})


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link as it is handed out, once: ``address`` is whole; ``code`` is what is typed; ``ends`` its last day."""

    ref: str
    carer: str
    code: str
    ends: date

    @property
    def address(self) -> str:
        return f"{settings.SCHOOLGATE_URL}{reverse('agreements.sign_by_link', args=[self.code])}"


def new_code() -> str:
    """Sixteen characters in fours, as ``k7m2-9xqd-4hpw-t3vb``."""
    said = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(said[at : at + 4] for at in range(0, _LENGTH, 4))


def digest_of(code: str) -> str:
    """However it was typed: in capitals, without hyphens, an O for a nought."""
    return digest({"signing-link": code.lower().translate(_ALIKE)})
