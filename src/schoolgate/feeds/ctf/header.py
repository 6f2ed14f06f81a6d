"""What a transfer file says of itself: its edition, who sent it, and for which school (CTF specification, 2.6)."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from schoolgate.feeds.ctf.texts import local

FIRST, LAST = 13, 26  # editions that have been looked at; the set of elements changes with each September's
_NAME: Final = re.compile(r"(\d{3}[0-9L]{4})_CTF_([0-9A-Z]{7})_(\d{3})\.xml", re.I)


@dataclass(frozen=True, slots=True)
class Header:
    """``source`` and ``destination`` are LAESTAB numbers as ``8202001``; nothing where the file names no school (sent
    to an authority, or to whoever claims it). ``urn`` is the destination's, where it is given."""

    edition: str
    source: str
    source_name: str
    destination: str
    urn: str
    remarks: tuple[str, ...]


def read_header(root: etree._Element, name: str) -> Header:
    header = next((child for child in root if local(child) == "Header"), None)
    if header is None:
        return Header("", "", "", "", "", ("The file has no header, so neither its edition nor its school is known.",))
    said = {local(child): child for child in header}
    edition = _text(said.get("CTFversion"))
    source, destination = _place(said.get("SourceSchool")), _place(said.get("DestSchool"))
    remarks = [words for words in (_of_edition(edition), _of_name(name, source, destination)) if words]
    if _text(said.get("DocumentQualifier")).casefold() == "partial":
        remarks.append("It is a partial transfer file, which holds only some of what is known of each pupil.")
    return Header(
        edition,
        source,
        _text(_child(said.get("SourceSchool"), "SchoolName")),
        destination,
        _text(_child(said.get("DestSchool"), "URN")),
        tuple(remarks),
    )


def _of_edition(edition: str) -> str:
    found = re.fullmatch(r"(\d{1,2})(?:\.\d+)*", edition)
    if found is None:
        return "The header gives no edition of the transfer file; it was read as the latest."
    number = int(found[1])
    if number > LAST:
        return f"It is edition {number} of the transfer file, which is newer than those read here: look at what is new."
    return f"It is edition {number} of the transfer file, older than those read here." if number < FIRST else ""


def _of_name(name: str, source: str, destination: str) -> str:
    found = _NAME.fullmatch(PurePosixPath(name).name)
    if found is None:
        return ""
    wrong = []
    if source and found[1].isdecimal() and found[1] != source:
        wrong.append(f"from {found[1]} where the header says {source}")
    if destination and found[2].isdecimal() and found[2] != destination:
        wrong.append(f"to {found[2]} where the header says {destination}")
    return f"The name of the file says that it is {' and '.join(wrong)}; the header counts." if wrong else ""


def _place(school: etree._Element | None) -> str:
    """Authority and school as one number; nothing for LLLL (an authority), or letters for nobody yet."""
    number = _text(_child(school, "LEA")) + _text(_child(school, "Estab"))
    return number if re.fullmatch(r"\d{7}", number) else ""


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next((child for child in element if local(child) == name), None) if element is not None else None


def _text(element: etree._Element | None) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split()) if element is not None else ""
