"""What stands behind the address of a blocked page: sealed, so that it can be neither guessed, listed nor changed.

An address is ``<the school's ref>.<sealed>``: AES-256-GCM under a key of the school's own filter, which lies in its
folder. It is not the key ring's: whatever serves children's traffic holds no key that opens anything else. Nobody's
name is in it; it says what was asked for, how it was decided, and from which class, device and place, by their refs.
"""

import base64
import binascii
import contextlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from json.encoder import encode_basestring
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from schoolgate.filtering.folder import FilterFolder
from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.scopes import Who
from schoolgate.kernel.errors import SchoolgateError
from schoolgate.kernel.verdicts import Verdict

KEY_FILE: Final = "pages.key"
ASKS_FOR: Final = timedelta(hours=12)  # as long as one may ask by it: a school's day
SHOWS_FOR: Final = timedelta(days=7)  # as long as it shows what was answered
LONGEST: Final = 4000
_KEY_BYTES: Final = 32
_NONCE: Final = 12
_LONGEST_PATH: Final = 300
_KEPT: Final = 16_384
_KIND: Final = b"schoolgate blocked page 1 "


class TokenError(SchoolgateError):
    """The address of a blocked page that says nothing: forged, cut short, or of another school's filter."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """What was closed, for whom and why. ``at`` in whole seconds since 1970. ``by`` tells one asker from another: the
    device's ref, or a digest of the address under the school's key. All else are refs."""

    host: str
    level: str
    verdict: str
    category: str
    rule: str
    because: str
    askable: bool
    at: int
    path: str = ""
    clause: str = ""
    otherwise: str = ""
    groups: tuple[str, ...] = ()
    place: str = ""
    device: str = ""
    by: str = ""

    @property
    def decision(self) -> Decision:
        return Decision(
            Verdict(self.verdict), self.rule, self.because, self.category, self.clause, self.otherwise, self.askable
        )


class Sealer:
    """Seals and opens with the key of one school's filter. Threads may share it."""

    def __init__(self, school: str, key: bytes) -> None:
        self.school, self._key, self._cipher = school, key, AESGCM(key)
        self._about = _KIND + school.encode()
        self._decided: dict[int, tuple[Decision, str]] = {}
        self._whose: dict[tuple[int, str], tuple[Who, str]] = {}

    @classmethod
    def of(cls, folder: FilterFolder, school: str) -> "Sealer":
        """With the key in the school's folder, which is made where there is none. Raises ``OSError``."""
        return cls(school, _key_in(folder.root))

    def seal(self, blocked: Blocked) -> str:
        """About 400 letters, all of which an address may hold as they are."""
        return self._sealed(json.dumps(asdict(blocked), separators=(",", ":"), ensure_ascii=False))

    def token(self, decision: Decision, who: Who, host: str, at: float, *, path: str = "", address: str = "") -> str:
        """The token of one decision. ``address`` is where it was asked from; only a digest of it is kept."""
        found = self._decided.get(id(decision)) or self._new_decision(decision)
        whose = self._whose.get((id(who), address)) or self._new_asker(who, address)
        path = path.partition("?")[0][:_LONGEST_PATH] if path else ""
        each = f'"host":{encode_basestring(host)},"at":{int(at)},"path":{encode_basestring(path)}'
        return self._sealed(f"{{{each},{found[1]},{whose[1]}}}")

    def _new_decision(self, decision: Decision) -> tuple[Decision, str]:
        """What is the same for everything closed by one decision, as it stands in a token."""
        if len(self._decided) >= _KEPT:
            self._decided.clear()
        said: dict[str, object] = {
            "verdict": decision.verdict,
            "category": decision.category,
            "rule": decision.rule,
            "because": decision.because,
            "askable": decision.askable,
            "clause": decision.clause,
            "otherwise": decision.otherwise,
        }
        found = self._decided[id(decision)] = (decision, _inside(said))
        return found

    def _new_asker(self, who: Who, address: str) -> tuple[Who, str]:
        """What is the same for everything closed to somebody at one address."""
        if len(self._whose) >= _KEPT:
            self._whose.clear()
        said: dict[str, object] = {
            "level": who.level,
            "groups": sorted(who.groups),
            "place": who.place,
            "device": who.device,
            "by": who.device or self._digest(address),
        }
        found = self._whose[id(who), address] = (who, _inside(said))
        return found

    def _sealed(self, plain: str) -> str:
        nonce = os.urandom(_NONCE)  # never drawn ahead: a copied process or machine would seal twice with one
        sealed = nonce + self._cipher.encrypt(nonce, plain.encode(), self._about)
        written = binascii.b2a_base64(sealed, newline=False).rstrip(b"=").replace(b"+", b"-").replace(b"/", b"_")
        return f"{self.school}.{written.decode()}"

    def open(self, token: str) -> Blocked:
        """Raises ``TokenError`` for whatever this key did not seal; how old it may be is the asker's to say."""
        school, _, sealed = token.partition(".")
        try:
            if school != self.school or len(token) > LONGEST:
                raise ValueError(school)
            raw = base64.b64decode(sealed + "=" * (-len(sealed) % 4), altchars=b"-_", validate=True)
            said = json.loads(self._cipher.decrypt(raw[:_NONCE], raw[_NONCE:], _KIND + school.encode()))
            return Blocked(**{**said, "groups": tuple(said["groups"])})
        except (InvalidTag, binascii.Error, ValueError, TypeError, KeyError):
            raise TokenError(
                "This address", "says nothing here: it was cut short or is not ours.", "Open the site again."
            ) from None

    def _digest(self, address: str) -> str:
        return hmac.new(self._key, b"address " + address.encode(), "sha256").hexdigest()[:24] if address else ""


def _inside(said: dict[str, object]) -> str:
    return json.dumps(said, separators=(",", ":"), ensure_ascii=False)[1:-1]


def school_of(token: str) -> str:
    """The ref of the school a token says it is of; it may be a lie until the token is opened."""
    return token.partition(".")[0]


def _key_in(root: Path) -> bytes:
    """The school's key: read, or made by whichever process comes first. Whoever serves must be able to read it."""
    path = root / KEY_FILE
    root.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        return _read_key(path)
    part = root / f"{KEY_FILE}.{secrets.token_hex(4)}.part"
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(_KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(part, path)  # fails where another process was first: then its key is the one
    part.unlink()
    return _read_key(path)


def _read_key(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise SchoolgateError(
            str(path), "the key of blocked pages is damaged.", "Delete it: a new one is made, and old pages say less."
        )
    return key
