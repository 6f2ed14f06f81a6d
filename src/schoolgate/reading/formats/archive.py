"""Zip files that hold documents: looked at before anything is unpacked, and XML parsed without its tricks."""

import io
import zipfile
from typing import Final

from lxml import etree

from schoolgate.kernel.errors import BadInputError
from schoolgate.reading.formats.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_ENTRIES,
    MAX_ARCHIVE_PART_BYTES,
    MAX_ARCHIVE_RATIO,
)

_SMALL: Final = 1_000_000  # bytes unpacked: below this no ratio does harm
_AGAIN: Final = "Open it in the program that made it, save it again, and give the new file."


class Archive:
    """An opened zip file within the limits. Parts are read one at a time; a part that is not there is empty."""

    def __init__(self, data: bytes, filename: str) -> None:
        """Raises ``BadInputError`` where the file is cut short, locked, or would unpack beyond the limits."""
        self.filename = filename
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError) as error:
            raise self._damaged() from error
        parts = self._zip.infolist()
        self.names = frozenset(part.filename for part in parts)
        if any(part.flag_bits & 1 for part in parts):
            raise BadInputError(filename, "it is locked with a password.", "Save it without one, and give that.")
        if len(parts) > MAX_ARCHIVE_ENTRIES or len(self.names) != len(parts):
            raise self._bomb(f"it holds {len(parts):,} parts")
        if sum(part.file_size for part in parts) > MAX_ARCHIVE_BYTES:
            raise self._bomb(f"it would unpack to more than {MAX_ARCHIVE_BYTES / 1e6:.0f} MB")
        for part in parts:
            xml = part.filename.endswith((".xml", ".rels"))
            too_big = xml and part.file_size > MAX_ARCHIVE_PART_BYTES
            if too_big or part.file_size > max(_SMALL, part.compress_size * MAX_ARCHIVE_RATIO):
                raise self._bomb(f"one of its parts would unpack to {part.file_size / 1e6:,.0f} MB")

    def read(self, name: str) -> bytes:
        """A part, unpacked; ``b""`` where there is none. Never more than the size that was checked."""
        if name not in self.names:
            return b""
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError) as error:
            raise self._damaged() from error
        except Exception as error:
            if type(error).__module__ in ("zlib", "_lzma", "lzma"):
                raise self._damaged() from error
            raise

    def xml(self, name: str) -> etree._Element | None:
        """A part as XML, or ``None`` where there is none. A document type or entity of its own is refused."""
        data = self.read(name)
        if not data:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise BadInputError(
                self.filename,
                "it declares XML entities, which a document never needs and an attack does.",
                _AGAIN,
            )
        return root

    def _damaged(self) -> BadInputError:
        return BadInputError(self.filename, "it is damaged or cut short.", _AGAIN)

    def _bomb(self, why: str) -> BadInputError:
        return BadInputError(self.filename, f"{why}, which no policy does.", _AGAIN)
