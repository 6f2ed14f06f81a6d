"""Files of every sort: pages of a PDF or a TIFF, photos the right way up, and what is no picture said plainly."""

import io
import struct
import zlib

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from schoolgate.kernel.errors import BadInputError
from schoolgate.slips import pictures
from schoolgate.slips.reading import read_page
from schoolgate.slips.tests.batch import Batch


def photo(how: str, mode: str = "L", size: tuple[int, int] = (60, 40), exif: int = 0) -> bytes:
    out = io.BytesIO()
    picture = Image.new(mode, size, 200 if mode == "L" else (200, 200, 200))
    picture.putpixel((0, 0), 0 if mode == "L" else (0, 0, 0))
    tags = Image.Exif()
    tags[0x0112] = exif or 1
    picture.save(out, how, exif=tags)
    return out.getvalue()


@pytest.mark.parametrize("how", ["JPEG", "PNG", "TIFF", "WEBP", "BMP"])
def test_a_picture_is_one_page(how: str) -> None:
    ((number, total, page),) = pictures.pages(photo(how), "one")
    assert (number, total) == (0, 1)
    assert not isinstance(page, str)
    assert page.shape == (40, 60)


def test_a_photo_is_turned_as_the_telephone_says() -> None:
    ((_, _, page),) = pictures.pages(photo("JPEG", exif=6), "one")
    assert not isinstance(page, str)
    assert page.shape == (60, 40)


def test_a_pdf_is_read_page_by_page_and_from_any_on() -> None:
    batch = Batch(3, 2)
    found = list(pictures.pages(batch.made.pdf, "batch.pdf"))
    assert [number for number, _, _ in found] == list(range(8))
    assert [number for number, _, _ in pictures.pages(batch.made.pdf, "batch.pdf", first=5)] == [5, 6, 7]
    front = found[2][2]
    assert not isinstance(front, str)
    assert [slip.number for slip in read_page(front, batch.known).slips] == [batch.numbers[1]]


def test_a_tiff_of_several_pages_has_several() -> None:
    out = io.BytesIO()
    first, *more = [Image.new("L", (30, 20), shade) for shade in (10, 90, 200)]
    first.save(out, "TIFF", save_all=True, append_images=more)
    shades = [page[0, 0] for _, _, page in pictures.pages(out.getvalue(), "a.tiff") if not isinstance(page, str)]
    assert shades == [10, 90, 200]


def test_a_large_photo_is_made_smaller() -> None:
    ((_, _, page),) = pictures.pages(photo("JPEG", size=(9000, 6000)), "large.jpg")
    assert not isinstance(page, str)
    assert max(page.shape) == pictures.WORKED_AT


def test_what_is_see_through_is_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    ((_, _, page),) = pictures.pages(out.getvalue(), "clear.png")
    assert not isinstance(page, str)
    assert np.all(page == 255)


def test_a_small_file_that_would_be_a_huge_picture_is_refused() -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    bomb += struct.pack(">I", 8) + b"IDAT" + zlib.compress(b"") + struct.pack(">I", 0)
    with pytest.raises(BadInputError, match="far larger"):
        list(pictures.pages(bomb, "bomb.png"))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"Dear parents", "no PDF and no picture"),
        (b"%PDF-1.7 cut off", "damaged PDF"),
        (b"", "no PDF and no picture"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_next_step(data: bytes, why: str) -> None:
    with pytest.raises(BadInputError, match=why):
        list(pictures.pages(data, "it"))


def test_a_picture_that_is_cut_off_is_kept_as_damaged() -> None:
    whole = photo("JPEG", size=(800, 800))
    ((_, _, page),) = pictures.pages(whole[: len(whole) // 3], "cut.jpg")
    assert page == "damaged"


def pdf_of(width: int, height: int, packed: bytes) -> bytes:
    """A PDF of one page with one picture, packed with zlib (ISO 32000-1, 7.4.4)."""
    drawn = b"595 0 0 842 0 0 cm /I Do"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /XObject << /I 4 0 R >> >> >>",
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(packed), packed),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    )
    out, places = b"%PDF-1.4\n", b""
    for at, one in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (at, one)
    head = b"xref\n0 6\n0000000000 65535 f \n" + places + b"trailer << /Size 6 /Root 1 0 R >>\n"
    return out + head + b"startxref\n%d\n%%%%EOF" % len(out)


def test_a_huge_picture_on_one_page_of_a_pdf_stops_no_other_page() -> None:
    """Thirty thousand dots each way would be 900 MB; the file is small."""
    rolled = zlib.compressobj()
    packed = b"".join(rolled.compress(bytes(30_000)) for _ in range(30_000)) + rolled.flush()
    batch = Batch(3, 1)
    document = pypdfium2.PdfDocument.new()
    for part in (pdf_of(30_000, 30_000, packed), batch.made.pdf):
        document.import_pages(pypdfium2.PdfDocument(part))
    out = io.BytesIO()
    document.save(out)
    assert len(out.getvalue()) < 2_000_000
    first, second, *_ = (page for _, _, page in pictures.pages(out.getvalue(), "bomb.pdf"))
    assert first == "large"
    assert not isinstance(second, str)
    assert [slip.number for slip in read_page(second, batch.known).slips] == [batch.numbers[0]]


def test_a_page_whose_picture_is_damaged_is_no_empty_page() -> None:
    ((_, _, white),) = pictures.pages(pdf_of(40, 40, zlib.compress(b"\xff" * 1600)), "white.pdf")
    assert not isinstance(white, str)
    ((_, _, damaged),) = pictures.pages(pdf_of(40, 40, b"no picture at all"), "damaged.pdf")
    assert not isinstance(damaged, str)
    assert read_page(damaged, {}).reason == "nothing"
    assert read_page(white, {}).reason == ""
