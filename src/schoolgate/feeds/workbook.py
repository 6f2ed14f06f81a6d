"""An Excel workbook (.xlsx) as records: what a person sees in each cell, as near as text comes to it.

Days are spelt 2026-09-01. A number shown with leading noughts keeps them. A number of more than fifteen figures was
rounded by Excel when it was typed, and is spelt so that whoever reads it can tell.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are nothing to us
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = list(book.worksheets)
    except Exception as error:  # the library has no error of its own for a workbook that is not as it should be
        raise _damaged(name) from error
    for sheet in sheets:
        sheet.reset_dimensions()  # a sheet's own word on its size is often wrong
        first = next((record for record in _records(sheet, name) if not record.blank), None)
        if first is not None:
            return _records(sheet, name)
    raise BadInputError(name, "there is nothing in its sheets.", "Check the file, and give it again.")


def _records(sheet: Any, name: str) -> Iterator[Record]:
    rows = sheet.iter_rows()
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except Exception as error:  # as above
            raise _damaged(name) from error
        cells = tuple(_text(cell) for cell in row)
        yield Record(number, cells, "\t".join(cells).rstrip("\t"))


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
