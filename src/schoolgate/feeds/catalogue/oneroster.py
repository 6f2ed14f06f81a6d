"""OneRoster CSV 1.1 and 1.2: what many office systems export of classes, staff and pupils."""

from collections.abc import Iterator
from typing import Final

from schoolgate.feeds.contract import Example, Feed, Files, Item, Layout
from schoolgate.feeds.oneroster.files import NEEDED, opened, tables_in
from schoolgate.feeds.oneroster.roll import rows

_ORGS: Final = "sourcedId,status,name,type,identifier\nsch1,active,Robin Hill Infant School,school,123456\n"
_MANIFEST: Final = (
    "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\n"
    "file.classes,bulk\nfile.enrollments,bulk\n"
)
_USERS: Final = (
    "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,grades\n"
    "p1,active,true,sch1,student,zo,Zoë,Ó Briain,M820200000011,01\n"
    "t1,active,true,sch1,teacher,sr,Sam,Rook,,\n"
)
_CLASSES: Final = "sourcedId,status,title,classType,schoolSourcedId\nc1,active,Wren,homeroom,sch1\n"
_ENROLLED: Final = (
    "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role\n"
    "e1,active,c1,sch1,p1,student\ne2,active,c1,sch1,t1,teacher\n"
)


def parse(files: Files, _layout: Layout) -> Iterator[Item]:
    yield from rows(opened(files))


def recognises(files: Files) -> float:
    """By the names of the files, which the specification fixes."""
    tables = tables_in(files)
    if not set(NEEDED) & {*tables}:
        return 0.0
    found = sum(table in tables for table in (*NEEDED, "manifest"))
    return found / (len(NEEDED) + 1)


FEED: Final = Feed(
    key="oneroster",
    words="OneRoster files (a zip, or its CSV files)",
    source="1EdTech OneRoster CSV 1.1 and 1.2, bulk and delta",
    parse=parse,
    recognises=recognises,
    examples=(
        Example(
            "A class with one pupil and their teacher.",
            {
                "manifest.csv": _MANIFEST,
                "orgs.csv": _ORGS,
                "users.csv": _USERS,
                "classes.csv": _CLASSES,
                "enrollments.csv": _ENROLLED,
            },
            rows=11,
        ),
        Example(
            "An enrolment of somebody who is not there.",
            {
                "manifest.csv": _MANIFEST,
                "orgs.csv": _ORGS,
                "users.csv": _USERS,
                "classes.csv": _CLASSES,
                "enrollments.csv": _ENROLLED + "e3,active,c1,sch1,p9,student\n",
            },
            rows=12,
            rejects=1,
        ),
    ),
)
