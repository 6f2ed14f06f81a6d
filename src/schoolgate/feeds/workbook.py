"""An Excel workbook (.xlsx) as records: what a person sees in each cell, as near as text comes to it.

Days are spelt 2026-09-01. A number shown with leading noughts keeps them. A number of more than fifteen figures was
rounded by Excel when it was typed, and is spelt so that whoever reads it can tell. A formula whose result is not stored
(many programs write none) is spelt as the formula, which no column takes for a value.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from schoolgate.feeds.archives import opened
from schoolgate.feeds.records import Record
from schoolgate.kernel.errors import BadInputError
from schoolgate.kernel.later import later

if TYPE_CHECKING:
    import openpyxl
else:
    openpyxl = later("openpyxl")  # and NumPy with it

_NOUGHTS: Final = re.compile(r"0{2,}")
_WORKBOOK: Final = "xl/workbook.xml"
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")


def is_workbook(data: bytes) -> bool:
    """Whether it is a zip with a workbook in it, whatever its name says."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _WORKBOOK in archive.namelist()
    except zipfile.BadZipFile:
        return False


def sheet_records(data: bytes, name: str) -> Iterator[Record]:
    """The records of the first sheet that is not empty. Raises ``BadInputError`` for a workbook that cannot be read."""
    with opened(data, name):
        pass  # its sizes are within the limits
    sheets = _sheets(data, name)
    formulas = _sheets(data, name, results=False) if _has_formulas(data) else [None] * len(sheets)
    for sheet, of_formulas in zip(sheets, formulas, strict=False):
        first = next((record for record in _records(sheet, name, of_formulas) if not record.blank), None)
        if first is not None:
            return _records(sheet, name, of_formulas)
    raise BadInputError(name, "there is nothing in its sheets.", "Check the file, and give it again.")


def _sheets(data: bytes, name: str, *, results: bool = True) -> list[Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are nothing to us
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=results, keep_links=False)
            sheets = list(book.worksheets)
    except Exception as error:  # the library has no error of its own for a workbook that is not as it should be
        raise _damaged(name) from error
    for sheet in sheets:
        sheet.reset_dimensions()  # a sheet's own word on its size is often wrong
    return sheets


def _has_formulas(data: bytes) -> bool:
    """Reading every cell twice is only worth it where one may be a formula."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = (part for part in archive.namelist() if part.startswith("xl/worksheets/"))
        return any(_FORMULA.search(archive.read(part)) for part in parts)


def _records(sheet: Any, name: str, formulas: Any = None) -> Iterator[Record]:
    rows = zip_longest(sheet.iter_rows(), formulas.iter_rows() if formulas is not None else (), fillvalue=())
    number = 0
    while True:
        number += 1
        try:
            row, of_formulas = next(rows)
        except StopIteration:
            return
        except Exception as error:  # as above
            raise _damaged(name) from error
        cells = tuple(_text(cell) or _formula(of) for cell, of in zip_longest(row, of_formulas[: len(row)]))
        yield Record(number, cells, "\t".join(cells).rstrip("\t"))


def _formula(cell: Any) -> str:
    """The formula in a cell, for one whose result is not stored."""
    if cell is None or cell.data_type != "f":
        return ""
    text = cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", None) or "=?"
    return text if text.startswith("=") else f"={text}"


def _text(cell: Any) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="seconds")
        case date() | time():
            return value.isoformat()
        case int() | float():
            return _number(value, str(cell.number_format or ""))
    return str(value)


def _number(value: float, shown_as: str) -> str:
    if abs(value) >= 1e15:
        return f"{value:.14E}"
    if value == int(value):
        noughts = _NOUGHTS.fullmatch(shown_as)
        return str(int(value)).zfill(len(noughts.group()) if noughts else 0)
    return repr(value)


def _damaged(name: str) -> BadInputError:
    return BadInputError(name, "it is damaged or cut short.", "Open it in Excel, save it again, and give the new file.")
