"""A OneRoster export of Robin Hill Infant School with its families, as files. Everybody in it is made up."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from schoolgate.feeds.catalogue.oneroster import FEED
from schoolgate.feeds.contract import Layout, Reject, Row
from schoolgate.intake.loads.catalogue.roster import LOAD
from schoolgate.intake.loads.contract import Plan
from schoolgate.intake.loads.rolls.tests.robin_hill import ACTOR, ON
from schoolgate.intake.previews import with_rejects
from schoolgate.people.models import Care, Person, Reach, School

AT: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)  # before whatever a test does by hand, which is said now
MANIFEST: Final = (
    "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\n"
    "file.classes,bulk\nfile.enrollments,bulk\nfile.demographics,bulk\n"
)
ORGS: Final = "sourcedId,status,name,type,identifier\nsch1,active,Robin Hill Infant School,school,123456\n"
USERS: Final = (
    "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,email,phone,"
    "agentSourcedIds,grades,password\n"
    'p1,active,2026-11-01,true,sch1,student,zo,Zoë,Ó Briain,,,"g1,g2",01,\n'
    "p2,active,2026-11-01,true,sch1,student,ta,Tam,O'Hara,,,g3,02,\n"
    "p3,active,2026-11-01,true,sch1,student,te,Tess,O'Hara,,,g3,02,\n"
    "p4,active,2026-11-01,true,sch1,student,be,Bea,Rook,,,t1,02,\n"
    "t1,active,2026-11-01,true,sch1,teacher,sr,Sam,Rook,sam@robinhill.example,,,,\n"
    "t2,active,2026-11-01,true,sch1,teacher,lf,Lena,Fôrd,lena@robinhill.example,,,,\n"
    "g1,active,2026-11-01,true,sch1,guardian,an,Ann,Marlow,family@home.example,020 7946 0101,,,\n"
    "g2,active,2026-11-01,true,sch1,parent,pe,Peter,Ó Briain,family@home.example,,,,\n"
    'g3,active,2026-11-01,true,sch1,parent,mo,Mo,O\'Hara,mo@home.example,,"p2,p3",,\n'
)
CLASSES: Final = (
    "sourcedId,status,title,classType,schoolSourcedId\nc1,active,Wren,homeroom,sch1\nc2,active,Robin,homeroom,sch1\n"
)
ENROLLED: Final = (
    "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role\n"
    "e1,active,c1,sch1,p1,student\ne2,active,c2,sch1,p2,student\ne3,active,c2,sch1,p3,student\n"
    "e4,active,c2,sch1,p4,student\ne5,active,c1,sch1,t1,teacher\ne6,active,c2,sch1,t2,teacher\n"
)
BORN: Final = (
    "sourcedId,status,birthDate,sex\np1,active,2020-01-14,female\np2,active,2019-03-09,male\np3,active,2019-03-09,\n"
    "p4,active,2019-05-01,\n"
)
GOOD: Final = {
    "manifest.csv": MANIFEST,
    "orgs.csv": ORGS,
    "users.csv": USERS,
    "classes.csv": CLASSES,
    "enrollments.csv": ENROLLED,
    "demographics.csv": BORN,
}


def export(**changed: str) -> dict[str, bytes]:
    """The good one with some of its files changed; an empty one is taken away."""
    files = {**GOOD, **{f"{name}.csv": text for name, text in changed.items()}}
    return {name: text.encode() for name, text in files.items() if text}


def without(text: str, *lines: str) -> str:
    """Without the lines that begin so."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(tuple(lines)))


def planned(school: School, files: dict[str, bytes], on: date = ON) -> Plan:
    items = list(FEED.parse(files, Layout()))
    rows = [item for item in items if isinstance(item, Row)]
    return with_rejects(LOAD.plan(school, rows, on=on), [item for item in items if isinstance(item, Reject)])


def loaded(school: School, files: dict[str, bytes], ref: str = "load-1") -> Plan:
    plan = planned(school, files)
    LOAD.apply(school, plan, ref=ref, actor=ACTOR, at=AT)
    return plan


def taken_back(school: School, ref: str = "load-1") -> None:
    LOAD.undo(school, ref=ref, actor=ACTOR, at=AT + timedelta(hours=1))


def ties(school: School) -> set[tuple[str, str, str, str]]:
    """Carer, child, relation and responsibility, of all that is known now and has not ended."""
    rows = Care.objects.for_school(school).as_of(ON).select_related("person", "child")
    return {(row.person.name, row.child.name, row.relation, row.responsibility) for row in rows}


def reached(school: School) -> set[tuple[str, str, str]]:
    rows = Reach.objects.for_school(school).as_of(ON).select_related("person")
    return {(row.person.name, row.way, row.value) for row in rows}


def person(school: School, name: str) -> Person:
    found: list[Person] = [one for one in Person.objects.for_school(school) if one.name == name]
    assert len(found) == 1, found
    return found[0]
