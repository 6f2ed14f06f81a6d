"""The files of what was given: a zip is taken apart, unless it is a workbook."""

from collections.abc import Mapping

from schoolgate.feeds.archives import is_zip, unpacked
from schoolgate.feeds.contract import Files
from schoolgate.feeds.workbook import is_workbook
from schoolgate.kernel.errors import BadInputError

_OFFICE = {"word/document.xml": "a Word document", "ppt/presentation.xml": "a PowerPoint presentation"}
_SAVE = "Save the list as CSV or as an Excel workbook (.xlsx), and give that."


def files_of(parts: Mapping[str, bytes]) -> Files:
    """Raises ``BadInputError`` for a zip beyond the limits, and for a document that is no list."""
    if len(parts) != 1:
        return parts
    (name, data), *_ = parts.items()
    if not is_zip(data) or is_workbook(data):
        return parts
    for mark, words in _OFFICE.items():
        if mark.encode() in data:
            raise BadInputError(name, f"it is {words}, and not a list.", _SAVE)
    if data[30:120].startswith(b"mimetypeapplication/vnd.oasis"):
        raise BadInputError(name, "it is an OpenDocument file, which is not read as a list.", _SAVE)
    return unpacked(data, name)
