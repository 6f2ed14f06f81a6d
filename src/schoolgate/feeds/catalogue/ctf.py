"""Common transfer files (CTF): the XML that one school's office system sends to another's when a child moves."""

import re
from collections.abc import Iterator
from typing import Final

from schoolgate.feeds.contract import Example, Feed, Files, Item, Layout
from schoolgate.feeds.ctf.roll import rows
from schoolgate.kernel.errors import BadInputError

_TOP: Final = 4096
_ROOT: Final = re.compile(rb"<(?:\w+:)?CTfile[\s>]")
_HEADER: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<CTfile>\n<Header>\n<DocumentName>Common Transfer File</DocumentName>\n'
    "<CTFversion>25.0</CTFversion>\n<SourceSchool><LEA>999</LEA><Estab>2001</Estab></SourceSchool>\n"
    "<DestSchool><LEA>999</LEA><Estab>2002</Estab></DestSchool>\n</Header>\n<CTFpupilData>\n"
)
_UNA: Final = "<Surname>Ó Briain</Surname><Forename>Una</Forename>"
_ZOE: Final = (
    "<Pupil><UPN>M820200000011</UPN><Surname>Ó Briain</Surname><Forename>Zoë</Forename><DOB>2020-01-14</DOB>\n"
    "<BasicDetails><NCyearActual>1</NCyearActual></BasicDetails>\n<Contacts><Contact><Order>1</Order>"
    f"{_UNA}<Relationship>PAM</Relationship>"
    "<Responsibility>true</Responsibility><Email>una@example.org</Email></Contact></Contacts></Pupil>\n"
)
_END: Final = "</CTFpupilData>\n</CTfile>\n"


def parse(files: Files, _layout: Layout) -> Iterator[Item]:
    """Each file of a set by itself. Raises ``BadInputError`` where one is no transfer file."""
    if not files:
        raise BadInputError("the file", "there is none.", "Give a common transfer file (CTF).")
    for name, data in files.items():
        yield from rows(data, name)


def recognises(files: Files) -> float:
    """By the name of the first element, which no other file begins with."""
    return float(bool(files) and all(_ROOT.search(data[:_TOP].replace(b"\0", b"")) for data in files.values()))


FEED: Final = Feed(
    key="ctf",
    words="Common transfer files (CTF)",
    source="Department for Education, CTF 13 to 26",
    parse=parse,
    recognises=recognises,
    examples=(
        Example("A child who comes with their mother.", {"9992001_CTF_9992002_001.xml": _HEADER + _ZOE + _END}, rows=5),
        Example(
            "A UPN whose check letter is wrong, and a file that ends too soon.",
            {"9992001_CTF_9992002_002.xml": _HEADER + _ZOE.replace("M8202", "B8202") + _ZOE[:60]},
            rows=4,
        ),
        Example(
            "A contact without a name.",
            {"9992001_CTF_9992002_003.xml": _HEADER + _ZOE.replace(_UNA, "") + _END},
            rows=3,
            rejects=1,
        ),
    ),
)
