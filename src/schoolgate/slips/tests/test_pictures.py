"""Files of every sort: pages of a PDF or a TIFF, photos the right way up, and what is no picture said plainly."""

import io
import struct
import zlib

import numpy as np
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
