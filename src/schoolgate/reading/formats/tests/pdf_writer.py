"""A small PDF maker for tests and measurements: words put at places, in the four weights that need no font file."""

from dataclasses import dataclass, field
from typing import Final

WIDTH: Final = 595
HEIGHT: Final = 842
_FONTS: Final = {"F1": "Helvetica", "F2": "Helvetica-Bold"}
_AVERAGE: Final = 0.5  # of the letter size: about how wide a letter of Helvetica is


@dataclass(slots=True)
class Page:
    """One page. Places are points from the left and from the foot."""

    stream: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 11, *, bold: bool = False) -> None:
        raw = words.encode("cp1252", "replace").decode("latin-1")
        for letter in "\\()":
            raw = raw.replace(letter, "\\" + letter)
        self.stream.append(f"BT /{'F2' if bold else 'F1'} {size} Tf {x} {y} Td ({raw}) Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.stream.append(f"{x0} {y0} m {x1} {y1} l S")

    def dot(self, x: float, y: float) -> None:
        self.stream.append(f"{x} {y} 4 4 re f")

    def picture(self) -> None:
        self.stream.append("q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")


def wrapped(words: str, width: float, size: float = 11) -> list[str]:
    """Words as the lines they make in a column that many points wide."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) * size * _AVERAGE > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def pdf(pages: list[Page], title: str = "") -> bytes:
    """The file."""
    fonts = " ".join(f"/{key} {3 + i} 0 R" for i, key in enumerate(_FONTS))
    first = 3 + len(_FONTS)
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        *(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            for name in _FONTS.values()
        ),
    ]
    for i, page in enumerate(pages):
        stream = "\n".join(page.stream)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << {fonts} >> >> "
            f"/Contents {first + 2 * i + 1} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< /Title ({title}) >>")
    return _file(objects)


def _file(objects: list[str]) -> bytes:
    written = b"%PDF-1.4\n"
    places: list[int] = []
    for number, thing in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{thing}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    return written + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}startxref\n{len(written)}\n%%EOF\n".encode()
