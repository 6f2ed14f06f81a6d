"""Proven accounts: ``Proxy-Authorization: Basic`` against the secrets that Schoolgate made for a school's filter.

A secret is 32 random bytes that Schoolgate made and showed once, never a password somebody chose; so one digest of it
is enough to know it again, and none of it lies in the folder. Basic sends it in the clear: it is for this machine, or a
network of the school's own, and a listener asks for it only where the school said so.
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import threading
from pathlib import Path
from typing import Final, Protocol

from schoolgate.filtering.folder import FilterFolder
from schoolgate.kernel.errors import BadInputError

FILE: Final = "accounts.json"
_LONGEST: Final = 128


class Verifier(Protocol):
    """Who proves accounts. It is asked for each request, so it must not wait."""

    def proven(self, credentials: bytes) -> str:
        """The account that these credentials prove (the field's value, with its scheme); empty for none."""
        ...


class Nobody:
    """Proves nothing: for a proxy with no accounts."""

    def proven(self, credentials: bytes) -> str:  # noqa: ARG002
        return ""


class Accounts:
    """The accounts of a school's folder, ``{"account": "sha256 of its secret"}``; ``refresh`` takes up a change."""

    def __init__(self, folder: FilterFolder) -> None:
        self._path = folder.root / FILE
        self._seen: tuple[int, int] | None = None
        self._digests: dict[str, str] = {}
        self.refresh()

    def refresh(self) -> None:
        """Look whether the file changed. What cannot be read proves nothing."""
        try:
            found = self._path.stat()
            if (seen := (found.st_mtime_ns, found.st_size)) != self._seen:
                self._digests, self._seen = read(self._path), seen
        except (OSError, BadInputError):
            self._digests, self._seen = {}, None

    def proven(self, credentials: bytes) -> str:
        scheme, _, coded = credentials.partition(b" ")
        if scheme.lower() != b"basic":
            return ""
        try:
            account, _, secret = base64.b64decode(coded.strip(), validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return ""
        known = self._digests.get(account, "")
        return account if hmac.compare_digest(known, _digest(secret)) else ""


def make(folder: FilterFolder, account: str) -> str:
    """A new secret for an account, which takes the place of one before; told once. Raises ``BadInputError``."""
    if not 0 < len(account) <= _LONGEST or ":" in account or not account.isprintable():
        raise BadInputError(f"{account!a}", "this is no name for an account.", "Use letters, with no colon in it.")
    secret = secrets.token_urlsafe(32)
    _write(folder, {**_there(folder), account: _digest(secret)})
    return secret


def take_back(folder: FilterFolder, account: str) -> None:
    """From the next second the account proves nothing. Raises ``BadInputError`` where there is none."""
    there = _there(folder)
    if account not in there:
        raise BadInputError(f"{account!a}", "there is no such account of the filter.", "See them in its folder.")
    _write(folder, {name: digest for name, digest in there.items() if name != account})


def read(path: Path) -> dict[str, str]:
    """Raises ``BadInputError`` for a file that holds anything else, ``OSError`` for one that cannot be read."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        held = None
    if not isinstance(held, dict) or not all(isinstance(each, str) for each in held.values()):
        raise BadInputError(str(path), "it is damaged.", "Delete it, and make the accounts again.")
    return held


def _there(folder: FilterFolder) -> dict[str, str]:
    try:
        return read(folder.root / FILE)
    except FileNotFoundError:
        return {}


def _write(folder: FilterFolder, held: dict[str, str]) -> None:
    folder.root.mkdir(parents=True, exist_ok=True)
    part = folder.root / f"{FILE}.{os.getpid()}.{threading.get_ident()}.part"
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(held, file, ensure_ascii=False, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder.root / FILE)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
