"""The child: slips as JSON on standard input; PDF, pages and pictures of the names as JSON on standard output.

``python -P -m schoolgate.slips.typeset MEMORY SECONDS``. No network, and no file but the sheet and the fonts.
"""

import base64
import io
import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import pypdfium2
import segno
import typst
from numpy.typing import NDArray

from schoolgate.slips import codes
from schoolgate.slips.finding import DICTIONARY
from schoolgate.slips.layout import Plan, Rect, layout
from schoolgate.slips.naming import AS_PRINTED, PER_MM

SHEET: Final = Path(__file__).parent / "slip.typ"
_POINTS: Final = 72 / 25.4


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]), int(sys.argv[2])))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked: dict[str, Any] = json.loads(sys.stdin.buffer.read())
    plan = Plan(**asked["plan"])
    places = layout(plan)
    numbers = [slip["code"] for slip in asked["slips"]]
    marks = {str(number): [_mark(number * 4 + at) for at in range(4)] for number in map(codes.group_of, numbers)}
    sheet = {
        **asked,
        "layout": asdict(places),
        "places_top": places.places_top,
        "marks": marks,
        "back": _qr(codes.BACK, "m"),
        "slips": [
            {**slip, "qr": _qr(codes.payload(code), "h"), "spelt": codes.spelt(code), "set": str(codes.group_of(code))}
            for slip, code in zip(asked["slips"], numbers, strict=True)
        ],
    }
    fonts = asked["run"]["fonts"]
    made = typst.compile(
        SHEET.read_bytes(),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts] if fonts else list[str]()),
        sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    assert isinstance(made, bytes)
    document = pypdfium2.PdfDocument(made)
    names, form = _names(document, numbers, plan), _cut(_front(document, 0), places.questions)
    said = {"pdf": base64.b64encode(made).decode(), "pages": len(document), "names": names, "form": form}
    sys.stdout.write(json.dumps(said))
    return 0


def _mark(number: int) -> str:
    """A corner mark as SVG: six by six squares, the border black."""
    bits = cv2.aruco.generateImageMarker(DICTIONARY, number, 6)
    dark = [(x, y) for y in range(6) for x in range(6) if not bits[y, x]]
    drawn = "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 6"><path d="{drawn}"/></svg>'


def _qr(words: str, correction: str) -> str:
    drawn = io.BytesIO()
    made = segno.make(words, error=correction, micro=False, boost_error=False)
    made.save(drawn, kind="svg", border=0, xmldecl=False, omitsize=True)
    return drawn.getvalue().decode()


def _names(document: pypdfium2.PdfDocument, numbers: list[str], plan: Plan) -> dict[str, str]:
    """How each printed name looks. A slip's first page follows the words of the one before, always as many pages."""
    each = len(document) // len(numbers)
    part = layout(plan).name.grown(AS_PRINTED)
    return {code: _cut(_front(document, at * each), part) for at, code in enumerate(numbers)}


def _front(document: pypdfium2.PdfDocument, page: int) -> NDArray[np.uint8]:
    return np.asarray(document[page].render(scale=PER_MM / _POINTS, grayscale=True).to_numpy(), np.uint8)


def _cut(picture: NDArray[np.uint8], part: Rect) -> str:
    """A part of a page as PNG in base 64."""
    left, top = round(part.x * PER_MM), round(part.y * PER_MM)
    cut = np.ascontiguousarray(picture[top : top + round(part.h * PER_MM), left : left + round(part.w * PER_MM)])
    return base64.b64encode(cv2.imencode(".png", cut)[1].tobytes()).decode()


if __name__ == "__main__":
    sys.exit(main())
