"""The formats, and the one way in."""

import hashlib
import importlib
from collections.abc import Callable
from dataclasses import replace
from typing import Final, cast

from schoolgate.kernel.errors import BadInputError
from schoolgate.reading.formats import plain
from schoolgate.reading.formats.limits import MAX_BLOCKS, MAX_FILE_BYTES
from schoolgate.reading.formats.sniff import kind_of
from schoolgate.reading.model import Extract, Role

# Each module has ``read(data, filename, sha256) -> Extract``, and is loaded when its first file comes.
MODULES: Final[dict[str, str]] = {
    "docx": "schoolgate.reading.formats.word.read",
    "pdf": "schoolgate.reading.formats.pdf.read",
    "odt": "schoolgate.reading.formats.opendocument",
    "txt": "schoolgate.reading.formats.plain",
    "md": "schoolgate.reading.formats.markdown",
    "html": "schoolgate.reading.formats.web",
}
type Reader = Callable[[bytes, str, str], Extract]


def extract(data: bytes, filename: str) -> Extract:
    """The words of a policy document in order. ``filename`` is for its extension and for messages.

    What the file is, its content decides; an extension that says otherwise is an error. Raises ``BadInputError`` with
    the thing, the cause and the next step, and never runs or fetches anything the file holds.
    """
    if len(data) > MAX_FILE_BYTES:
        raise BadInputError(
            filename,
            f"it is {len(data) / 1e6:.0f} MB, and the most Schoolgate reads is {MAX_FILE_BYTES / 1e6:.0f} MB.",
            "Save it without its pictures, or give the text alone.",
        )
    kind = kind_of(data, filename)
    module = importlib.import_module(MODULES[kind])
    read = cast("Reader", module.read)
    return _checked(read(data, filename, hashlib.sha256(data).hexdigest()), filename)


def paste(text: str) -> Extract:
    """The words of a text somebody pasted, read as plain text is."""
    data = text.encode()
    found = plain.read(data, "", hashlib.sha256(data).hexdigest())
    return _checked(replace(found, kind="pasted"), "The pasted text")


def _checked(found: Extract, filename: str) -> Extract:
    if not any(block.role is not Role.FURNITURE and block.text for block in found.blocks):
        raise BadInputError(filename, "there are no words in it.", "Check the file, and give it again.")
    if len(found.blocks) > MAX_BLOCKS:
        raise BadInputError(
            filename,
            f"it has {len(found.blocks):,} paragraphs, and a policy has at most {MAX_BLOCKS:,}.",
            "Check that this is the policy itself.",
        )
    return found
