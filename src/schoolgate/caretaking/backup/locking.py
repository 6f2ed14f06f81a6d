"""A file locked to a passphrase, written and read in pieces, so that memory stays flat however long it is.

The file begins with ``MAGIC``, 16 bytes of salt and 7 of nonce. The key is scrypt(passphrase, salt, N=2^16, r=8, p=1),
32 bytes. Then come pieces of 64 KiB, each AES-256-GCM with its tag of 16 bytes, the file's beginning as associated
data, and a nonce of the file's 7 bytes, the piece's number in 4 (big end first) and a last byte that is 1 for the last
piece alone: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), as age uses it. A piece changed, moved,
repeated or cut off does not open.
"""

import io
import secrets
from collections.abc import Buffer
from pathlib import Path
from typing import BinaryIO, Final, override

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from schoolgate.kernel.errors import BadInputError

MAGIC: Final = b"schoolgate locked backup 1\n"
SHORTEST: Final = 12  # characters of a passphrase
_SALT, _NONCE, _TAG, _PIECE = 16, 7, 16, 64 * 1024
_BEGINNING: Final = len(MAGIC) + _SALT + _NONCE


def is_locked(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _cipher(passphrase: str, beginning: bytes) -> AESGCM:
    salt = beginning[len(MAGIC) : len(MAGIC) + _SALT]
    return AESGCM(Scrypt(salt=salt, length=32, n=2**16, r=8, p=1).derive(passphrase.encode()))


def _nonce(beginning: bytes, number: int, last: bool) -> bytes:
    return beginning[-_NONCE:] + number.to_bytes(4, "big") + bytes([last])


class LockingWriter(io.RawIOBase):
    """Locks what is written to it into ``file``. Only ``close`` writes the last piece; without it nothing opens."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        if len(passphrase) < SHORTEST:
            raise BadInputError(
                "the passphrase", f"it is shorter than {SHORTEST} characters.", "Choose a longer one: four plain words."
            )
        self._file, self._held, self._number = file, bytearray(), 0
        self._beginning = MAGIC + secrets.token_bytes(_SALT + _NONCE)
        self._cipher = _cipher(passphrase, self._beginning)
        file.write(self._beginning)

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, data: Buffer, /) -> int:
        given = memoryview(data).cast("B")
        self._held += given
        while len(self._held) > _PIECE:  # one piece is kept back: it may be the last
            self._put(bytes(self._held[:_PIECE]), last=False)
            del self._held[:_PIECE]
        return len(given)

    @override
    def close(self) -> None:
        if not self.closed and "_cipher" in self.__dict__:  # it was refused a passphrase, and wrote nothing
            self._put(bytes(self._held), last=True)
            self._held.clear()
        super().close()

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._beginning, self._number, last), piece, self._beginning))
        self._number += 1


class LockedReader(io.RawIOBase):
    """What ``file`` holds, opened piece by piece; any place can be gone to. Raises ``BadInputError`` for a passphrase
    that does not open it, and for a file cut off or changed."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._file = file
        self._beginning = file.read(_BEGINNING)
        sealed = file.seek(0, io.SEEK_END) - _BEGINNING
        self._last = max(0, (sealed - 1) // (_PIECE + _TAG))
        self._length = sealed - (self._last + 1) * _TAG
        self._at, self._number, self._piece = 0, -1, b""
        self._cipher = _cipher(passphrase, self._beginning)
        if self._length < 0:
            raise self._refused("the file is cut off.")
        self._open(0)
        self._open(self._last)

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(0, start + offset)
        return self._at

    @override
    def tell(self) -> int:
        return self._at

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        if self._at >= self._length:
            return 0
        number, inside = divmod(self._at, _PIECE)
        self._open(number)
        part = self._piece[inside : inside + len(memoryview(buffer))]
        memoryview(buffer).cast("B")[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _open(self, number: int) -> None:
        if number == self._number:
            return
        self._file.seek(_BEGINNING + number * (_PIECE + _TAG))
        sealed = self._file.read(_PIECE + _TAG)
        nonce = _nonce(self._beginning, number, number == self._last)
        try:
            self._piece = self._cipher.decrypt(nonce, sealed, self._beginning)
        except InvalidTag:
            why = "that is not its passphrase, or" if number == 0 else "after it was written"
            raise self._refused(f"{why} the file was cut off or changed.") from None
        self._number = number

    def _refused(self, cause: str) -> BadInputError:
        name = str(getattr(self._file, "name", "the backup"))
        return BadInputError(name, cause, "Check the passphrase, or use another backup.")
