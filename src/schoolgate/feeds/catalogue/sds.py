"""Microsoft School Data Sync files: version 2.1, version 1, and the United Kingdom's form of version 1."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from schoolgate.feeds.contract import Example, Feed, Files, Item, Layout
from schoolgate.feeds.sds.roll import rows
from schoolgate.feeds.sds.shapes import NEEDED, SHAPES, plain

_TOP: Final = 2000
_ORGS: Final = "sourcedId,name,type,parentSourcedId\n820,Robin Hill Infant School,school,\n"
_USERS: Final = (
    "sourcedId,username,givenName,familyName,password,activeDirectoryMatchId,email,phone,sms\n"
    "p1,zo@robinhill.example,Zoë,Ó Briain,,,,,\nt1,sr@robinhill.example,Sam,Rook,,,,,\n"
    "g1,una@example.org,Una,Ó Briain,,,una@example.org,01632960123,\n"
)
_ROLES: Final = "userSourcedId,orgSourcedId,role,grade,isPrimary\np1,820,student,01,true\nt1,820,teacher,,true\n"
_CLASSES: Final = "sourcedId,orgSourcedId,title\nc1,820,Wren\n"
_SEATS: Final = "classSourcedId,userSourcedId,role\nc1,p1,student\nc1,t1,teacher\n"
_TIES: Final = "userSourcedId,relationshipUserSourcedId,relationshipRole\np1,g1,parent\n"
_UK: Final = {
    "School.csv": "DfE Number,Name\n9992002,Robin Hill Infant School\n",
    "Student.csv": "ID,School DfE Number,Username,First Name,Last Name\n"
    "p1,9992002,zo,Zoë,Ó Briain\n,9992002,ty,Ty,Lane\n",
    "Teacher.csv": "ID,School DfE Number,Username,First Name,Last Name\nt1,9992002,sr@robinhill.example,Sam,Rook\n",
    "Section.csv": "ID,School DfE Number,Section Name\nc1,9992002,Wren\n",
    "StudentEnrollment.csv": "Section ID,ID\nc1,p1\nc1,p9\n",
    "TeacherRoster.csv": "Section ID,ID\nc1,t1\n",
}


def parse(files: Files, _layout: Layout) -> Iterator[Item]:
    yield from rows(files)


def recognises(files: Files) -> float:
    """By the names of the files, and by headings that OneRoster does not have."""
    stems = {plain(PurePosixPath(path.replace("\\", "/")).stem): data for path, data in files.items()}
    if not any(needed <= stems.keys() for needed in NEEDED):
        return 0.0
    if "users" in stems:
        heading = stems.get("enrollments", b"")[:_TOP].split(b"\n")[0].decode("utf-8", errors="replace")
        if {"sourcedid", "status"} & {plain(one) for one in re.split(r"[,;\t|]", heading)}:
            return 0.0  # OneRoster's enrolments have a number and a state of their own
    return 0.9 + 0.1 * len(stems.keys() & SHAPES.keys()) / len(stems)


FEED: Final = Feed(
    key="sds",
    words="Microsoft School Data Sync files",
    source="Microsoft, School Data Sync CSV 2.1, 1 and UK",
    parse=parse,
    recognises=recognises,
    examples=(
        Example(
            "Version 2.1: a pupil, their teacher and their mother.",
            {
                "orgs.csv": _ORGS,
                "users.csv": _USERS,
                "roles.csv": _ROLES,
                "classes.csv": _CLASSES,
                "enrollments.csv": _SEATS,
                "relationships.csv": _TIES,
            },
            rows=14,
        ),
        Example(
            "The United Kingdom’s form, with a pupil without a number and a seat of nobody.", _UK, rows=13, rejects=1
        ),
    ),
)
