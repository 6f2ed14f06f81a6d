"""Read paper slips. Asked: ``{known: {number: [edition, agreements, places, name, form]}, forms, first}``; ``form``
is a key of ``forms``, the pictures of printed questions. Yields for each page from ``first`` on ``{page, pages, slips,
backs, reason, picture}``. ``slips`` are as ``slips.reading.plain`` spells; ``reason`` says why nothing was read, empty
otherwise.
"""

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from schoolgate.slips.layout import Plan
from schoolgate.slips.pictures import pages
from schoolgate.slips.reading import Known, plain, read_page


def run(asked: dict[str, Any], parts: Mapping[str, bytes]) -> Iterator[Any]:
    (name, data), *_ = parts.items()
    known = {
        number: Known(Plan(agreements, places, edition), printed, asked["forms"].get(form, ""))
        for number, (edition, agreements, places, printed, form) in asked["known"].items()
    }
    for number, total, page in pages(data, name, asked["first"]):
        told: dict[str, Any] = {"page": number, "pages": total, "slips": [], "backs": 0, "reason": "", "picture": ""}
        if isinstance(page, str):
            yield told | {"reason": page}
            continue
        try:
            read = read_page(page, known)
        except Exception as error:
            yield told | {"reason": f"failed-{type(error).__name__}"[:40]}
            continue
        slips = [plain(one) for one in read.slips]
        picture = base64.b64encode(read.picture).decode()
        yield told | {"slips": slips, "backs": read.backs, "reason": read.reason, "picture": picture}
