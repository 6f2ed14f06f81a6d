"""Pseudonyms: the same ref is the same pseudonym at one school, and none at another. Made with a key, so that nobody
without it can try refs until one fits (HMAC-SHA-256, RFC 2104; 80 bits of it, which no school's refs collide in).
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.db import transaction

from schoolgate.activity.models import SchoolKeys
from schoolgate.frame.bitemporal import hold
from schoolgate.people.models import School

_BYTES = 10


@dataclass(slots=True)
class Pseudonyms:
    """``of_ref`` gives 16 lower-case letters and digits for any ref, address or account; empty stays empty."""

    key: bytes = field(repr=False)  # neither a key nor what it hid stands in a log or a traceback
    words: bytes = field(repr=False)
    _known: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, school: School) -> Self:
        """The school's, made when first asked for."""
        row = SchoolKeys.objects.for_school(school).first() or _made(school)
        return cls(bytes.fromhex(row.pseudonyms), bytes.fromhex(row.words))

    def of_ref(self, ref: str) -> str:
        if not ref:
            return ""
        if (known := self._known.get(ref)) is None:
            digest = hmac.digest(self.key, ref.encode("utf-8", "surrogatepass"), hashlib.sha256)
            known = self._known[ref] = base64.b32encode(digest[:_BYTES]).decode().lower()
        return known

    def seal(self, words: str) -> str:
        """Words searched for, locked (AES-SIV, RFC 5297): the same words seal alike, so they can be counted."""
        return self.sealed((words,))[0]

    def sealed(self, texts: Iterable[str]) -> list[str]:
        """``seal`` of each."""
        lock = AESSIV(self.words)
        return [base64.b64encode(lock.encrypt(words.encode(), None)).decode() if words else "" for words in texts]

    def unseal(self, sealed: str) -> str:
        return AESSIV(self.words).decrypt(base64.b64decode(sealed), None).decode() if sealed else ""


@transaction.atomic
def _made(school: School) -> SchoolKeys:
    hold(school)
    row: SchoolKeys | None = SchoolKeys.objects.for_school(school).first()
    if row is None:
        row = SchoolKeys(school=school, pseudonyms=secrets.token_hex(32), words=secrets.token_hex(64))
        row.save()
    return row
