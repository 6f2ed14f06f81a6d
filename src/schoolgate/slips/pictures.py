"""Files to pages: a PDF page by page, a TIFF likewise, a photo as one; each as grey, the right way up, within bounds.

What a file says of its size is looked at before it is decoded, so that no small file becomes a large picture.
"""

import io
from collections.abc import Iterator
from typing import Final

import numpy as np
import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE as IMAGE

from schoolgate.kernel.errors import BadInputError
from schoolgate.slips.finding import Grey

MOST_PAGES: Final = 1000
MOST_DOTS: Final = 220_000_000  # of one picture; a photo of 200 million is the most that telephones take
WORKED_AT: Final = 2600  # dots along the longer side: 220 to an inch of A4, and what a photo is made smaller to
_PDF_DOTS: Final = 1900  # 165 to an inch of A4
_WHITE: Final = 255
_HEIC: Final = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")
_SAVE: Final = "Scan it again as PDF, or photograph it as JPEG, and give that."
Image.MAX_IMAGE_PIXELS = MOST_DOTS


def pages(data: bytes, name: str, first: int = 0) -> Iterator[tuple[int, int, Grey | str]]:
    """Number (from 0), how many there are, and each page; or why that page could not be opened, in words.

    Raises ``BadInputError`` for what is no PDF and no picture, for HEIC, and for more than ``MOST_PAGES``.
    """
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise BadInputError(name, "it is a HEIC photo, which is not read here.", "Send it from the phone as JPEG.")
    if b"%PDF-" in data[:1024]:
        yield from _of_pdf(data, name, first)
    else:
        yield from _of_picture(data, name, first)


def _of_pdf(data: bytes, name: str, first: int) -> Iterator[tuple[int, int, Grey | str]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise BadInputError(name, "it is a damaged PDF, or it has a password.", _SAVE) from None
    total = len(document)
    _check_pages(total, name)
    for number in range(first, total):
        try:
            page = document[number]
            yield number, total, _drawn(page)
            page.close()
        except (pypdfium2.PdfiumError, ValueError):
            yield number, total, "damaged"


def _drawn(page: pypdfium2.PdfPage) -> Grey | str:
    """A page as grey. What cannot be drawn is left out without a word, so a page that stays white is looked at again: a
    picture that is damaged is no empty page."""
    inside = [one for one in page.get_objects(filter=[IMAGE], max_depth=3) if isinstance(one, pypdfium2.PdfImage)]
    if any(width * height > MOST_DOTS for width, height in (one.get_px_size() for one in inside)):
        return "large"
    longest = max(page.get_size())
    picture = page.render(scale=_PDF_DOTS / max(longest, 1.0), grayscale=True, may_draw_forms=False)
    grey = np.array(picture.to_numpy(), np.uint8).reshape(picture.height, picture.width)
    picture.close()
    if grey.min() == _WHITE:
        for one in inside:
            one.get_bitmap()  # raises where it cannot be decoded
            if not one.get_data(decode_simple=True):
                return "damaged"
    return grey


def _of_picture(data: bytes, name: str, first: int) -> Iterator[tuple[int, int, Grey | str]]:
    try:
        opened = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF", "WEBP", "BMP"))
        total = 1 if opened.format == "MPO" else int(getattr(opened, "n_frames", 1))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadInputError(name, "it would be far larger than any photo.", _SAVE) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise BadInputError(name, "it is no PDF and no picture that is read here.", _SAVE) from None
    _check_pages(total, name)
    for number, frame in enumerate(ImageSequence.Iterator(opened)):
        if first <= number < total:
            yield number, total, _grey(frame)


def _grey(frame: Image.Image) -> Grey | str:
    if frame.width * frame.height > MOST_DOTS:
        return "large"
    try:
        frame.draft("L", (WORKED_AT, WORKED_AT))  # a JPEG is decoded small at once
        upright = ImageOps.exif_transpose(frame)
        if upright.mode in {"RGBA", "LA", "P"}:  # what is see-through is paper
            clear = upright.convert("RGBA")
            upright = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
        upright = upright.convert("L")
        upright.thumbnail((WORKED_AT, WORKED_AT), Image.Resampling.BOX)
        return np.array(upright, np.uint8)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "damaged"


def _check_pages(total: int, name: str) -> None:
    if not 0 < total <= MOST_PAGES:
        raise BadInputError(name, f"it has {total} pages.", f"Give it in parts of at most {MOST_PAGES} pages.")
