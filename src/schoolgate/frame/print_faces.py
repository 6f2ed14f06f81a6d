"""The typeface for paper: ``python -m schoolgate.frame.print_faces``, at set-up, after ``schoolgate.frame.assets``.

Typesetting wants TrueType; the npm package of Atkinson Hyperlegible carries WOFF 1.0 (W3C Recommendation, section 3):
the same tables, each packed with zlib. They are unpacked into ``static/vendor/print`` and never committed. Without them
papers are set in the typeface that typst carries.
"""

import struct
import sys
import zlib
from pathlib import Path
from typing import Final

from schoolgate.frame.assets import ROOT, VENDOR
from schoolgate.kernel.errors import BadInputError

FACES: Final = VENDOR / "print"
_FILES: Final = Path("node_modules/@fontsource/atkinson-hyperlegible/files")
_WANTED: Final = ("400-normal", "400-italic", "700-normal")
_HEAD, _ENTRY = struct.Struct(">4sLLH"), struct.Struct(">4sLLLL")
_HEAD_BYTES: Final = 44


def unpacked(woff: bytes) -> bytes:
    """A WOFF 1.0 file as the TrueType or OpenType file it was made from. Raises ``BadInputError`` for another file."""
    if len(woff) < _HEAD_BYTES or woff[:4] != b"wOFF":
        raise BadInputError("the typeface", "it is not a WOFF 1.0 file.", "Build the pages' styles again: ./setup.")
    _, flavour, _, count = _HEAD.unpack_from(woff)
    power = 1 << (count.bit_length() - 1)
    start = 12 + 16 * count
    places, tables = b"", b""
    for number in range(count):
        tag, offset, packed, size, check = _ENTRY.unpack_from(woff, _HEAD_BYTES + _ENTRY.size * number)
        raw = woff[offset : offset + packed]
        table = zlib.decompress(raw) if packed < size else raw
        places += struct.pack(">4sLLL", tag, check, start + len(tables), size)
        tables += table + b"\0" * (-len(table) % 4)
    head = struct.pack(">LHHHH", flavour, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    return head + places + tables


def build(root: Path = ROOT, faces: Path = FACES) -> int:
    """Unpack what is there; says how many faces were written."""
    found = [path for face in _WANTED for path in sorted((root / _FILES).glob(f"*-{face}.woff"))]
    for path in found:
        faces.mkdir(parents=True, exist_ok=True)
        (faces / f"{path.stem}.ttf").write_bytes(unpacked(path.read_bytes()))
    return len(found)


if __name__ == "__main__":
    sys.stdout.write(f"{build()} faces for paper are ready.\n")
