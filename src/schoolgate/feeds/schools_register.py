"""The national register of schools: one row an establishment, from the public extract ("all establishment data", CSV).

The extract is a table of some fifty thousand rows in Windows-1252, with about 140 columns, of which the few below are
read. It belongs to no school, so it does not come in by a school's own files, and is no entry of the feeds' registry.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final
from urllib.parse import urlsplit

from schoolgate.feeds.contract import Reject
from schoolgate.kernel.errors import BadInputError
from schoolgate.vocabulary.schools import CLOSED, OPEN, Funding

_NEEDED: Final = ("URN", "EstablishmentName", "EstablishmentStatus (name)", "EstablishmentTypeGroup (name)")
_URN: Final = re.compile(r"\d{5,7}")
_DATED: Final = re.compile(r"(20\d\d)(\d\d)(\d\d)(?!\d)")
_WELSH: Final = "30"  # "Welsh establishment"
_ELSEWHERE: Final = frozenset({"25", "37"})  # offshore schools, British schools overseas
_MOST_CHARACTERS: Final = 200_000  # a row of the register has about two thousand

# The register's groups of types, by what the law makes of them. Special schools and pupil referral units stand in more
# than one group, so the words of the type are looked at as well.
_GROUPS: Final = {
    "local authority maintained schools": Funding.MAINTAINED,
    "academies": Funding.ACADEMY,
    "free schools": Funding.ACADEMY,
    "independent schools": Funding.INDEPENDENT,
    "colleges": Funding.OTHER,
    "universities": Funding.OTHER,
}
_TYPES: Final = (
    (re.compile(r"academy|free school|studio school|university technical|city technology", re.I), Funding.ACADEMY),
    (re.compile(r"independent|non-maintained", re.I), Funding.INDEPENDENT),
    (re.compile(r"community|voluntary|foundation|nursery|pupil referral|local authority", re.I), Funding.MAINTAINED),
)


@dataclass(frozen=True, slots=True)
class Registered:
    """One establishment. ``laestab`` is seven digits, authority and number, or empty; ages, roll and places are None
    where the register does not say. ``nation`` is empty for a school outside the United Kingdom's four nations.
    """

    urn: str
    laestab: str
    name: str
    kind: str
    funding: Funding
    phase: str
    status: str
    nation: str
    authority: str
    town: str
    postcode: str
    age_from: int | None
    age_to: int | None
    roll: int | None
    roll_on: date | None
    website: str
    trust_code: str
    trust_name: str


def read_register(file: BinaryIO) -> Iterator[Registered | Reject]:
    """Every establishment in the file's order, and every row that is none with the reason. Memory is one row's.

    Raises ``BadInputError`` for a file that is not such an extract.
    """
    text = io.TextIOWrapper(file, encoding=_encoding(file), errors="replace", newline="")
    rows = csv.reader(_bounded(text))
    try:
        heading = [cell.strip().lstrip("\ufeff") for cell in next(rows, [])]
        absent = [name for name in _NEEDED if name not in heading]
        if absent:
            raise BadInputError(
                "the register's extract",
                f"it has no column {', '.join(absent)}.",
                "Give the CSV of all establishment data, as the register offers it for download.",
            )
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield _read_row(dict(zip(heading, cells, strict=False)), cells, rows.line_num, len(heading))
    except csv.Error as error:
        raise BadInputError(
            "the register's extract", f"line {rows.line_num} cannot be read: {error}.", "Fetch it again."
        ) from None
    finally:
        text.detach()


def dated_by_name(filename: str) -> date | None:
    """The day of an extract from its name (``edubasealldata20261102.csv``), or None."""
    found = _DATED.search(filename)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _encoding(file: BinaryIO) -> str:
    first = file.read(65_536)
    file.seek(0)
    if first.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        first.decode("utf-8")
    except UnicodeDecodeError as error:
        # A letter cut at the end of the sample is no sign of anything.
        return "utf-8" if error.start > len(first) - 4 and len(first) == 65_536 else "cp1252"
    return "cp1252" if first.isascii() else "utf-8"


def _bounded(lines: io.TextIOWrapper) -> Iterator[str]:
    while line := lines.readline(_MOST_CHARACTERS):
        if len(line) == _MOST_CHARACTERS:
            raise BadInputError(
                "the register's extract", "a line of it is far longer than any school's.", "Fetch it again."
            )
        yield line


def _read_row(row: Mapping[str, str], cells: list[str], line: int, width: int) -> Registered | Reject:
    raw = ",".join(cells)[:2000]
    if len(cells) != width:
        return Reject(line, f"It has {len(cells)} cells where the heading has {width}.", raw)
    urn = _cell(row, "URN")
    if not _URN.fullmatch(urn):
        return Reject(line, f"{urn or 'Nothing'!r} is not a URN: five to seven digits are expected.", raw)
    if not _cell(row, "EstablishmentName"):
        return Reject(line, "It has no name.", raw)
    return _registered(row, urn)


def _registered(row: Mapping[str, str], urn: str) -> Registered:
    code, kind = _cell(row, "TypeOfEstablishment (code)"), _cell(row, "TypeOfEstablishment (name)")
    roll = _number(_cell(row, "NumberOfPupils"))
    return Registered(
        urn=urn,
        laestab=_laestab(_cell(row, "LA (code)"), _cell(row, "EstablishmentNumber")),
        name=_cell(row, "EstablishmentName"),
        kind=kind,
        funding=_funding(_cell(row, "EstablishmentTypeGroup (name)"), kind),
        phase=_said(_cell(row, "PhaseOfEducation (name)")),
        status=CLOSED if _cell(row, "EstablishmentStatus (name)").casefold() == "closed" else OPEN,
        nation="" if code in _ELSEWHERE else "wales" if code == _WELSH else "england",
        authority=_cell(row, "LA (name)"),
        town=_cell(row, "Town"),
        postcode=_cell(row, "Postcode").upper(),
        age_from=_number(_cell(row, "StatutoryLowAge")),
        age_to=_number(_cell(row, "StatutoryHighAge")),
        roll=roll,
        roll_on=_day(_cell(row, "CensusDate")) if roll is not None else None,
        website=_website(_cell(row, "SchoolWebsite")),
        trust_code=_said(_cell(row, "Trusts (code)")),
        trust_name=_said(_cell(row, "Trusts (name)")),
    )


def _cell(row: Mapping[str, str], name: str) -> str:
    return " ".join(row.get(name, "").replace("\x00", "").split())


def _said(words: str) -> str:
    return "" if words.casefold() in ("not applicable", "not recorded") else words


def _laestab(authority: str, number: str) -> str:
    # A spreadsheet eats the zeros in front.
    known = authority.isdecimal() and number.isdecimal() and len(authority) <= 3 and len(number) <= 4
    return f"{authority:>03}{number:>04}" if known else ""


def _funding(group: str, kind: str) -> Funding:
    known = _GROUPS.get(group.casefold())
    if known is not None:
        return known
    return next((funding for words, funding in _TYPES if words.search(kind)), Funding.OTHER)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 5 else None


def _day(text: str) -> date | None:
    parts = text.split("-")
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0])) if len(parts) == 3 else None
    except ValueError:
        return None


def _website(text: str) -> str:
    """A whole web address, or nothing where what stands there is none."""
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    good = parts.scheme in ("http", "https") and "." in host and " " not in address and len(address) <= 200
    return address if good else ""
