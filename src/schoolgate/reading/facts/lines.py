"""A document's blocks as the facts read them: furniture left out, plain quotes and dashes, each with its section."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from schoolgate.reading.model import Clause, Extract, Role, Section

_PLAIN: Final = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "‐": "-", "–": "-", "—": "-"} | {"\xa0": " "}
)

_LONGEST: Final = 1_500


@dataclass(frozen=True, slots=True)
class Line:
    """One block's words, with its place in the document and its cells where it is a row of a table."""

    block: int
    text: str
    role: Role
    section: Section
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    said: str = ""  # as it stands in the file, white space folded


def plain(text: str) -> str:
    """Plain quotes, dashes and spaces; of a line too long to be a sentence, its beginning."""
    return " ".join(text[:_LONGEST].translate(_PLAIN).split())


def lines(extract: Extract, clauses: Sequence[Clause]) -> tuple[Line, ...]:
    """Every block but furniture, in document order, with the section its clauses were found to stand in."""
    sections = {clause.span.block: clause.section for clause in clauses}
    return tuple(
        Line(
            at,
            plain(block.text),
            block.role,
            sections.get(at, Section.BODY),
            tuple(plain(cell) for cell in block.cells),
            tuple(plain(cell) for cell in block.header),
            " ".join(block.text[:_LONGEST].split()),
        )
        for at, block in enumerate(extract.blocks)
        if block.role is not Role.FURNITURE and block.text.strip()
    )
