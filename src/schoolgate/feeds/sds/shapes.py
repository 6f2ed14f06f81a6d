"""How the files of School Data Sync answer to OneRoster's, which they were shaped after: table by table, heading by
heading. Version 2.1 keeps OneRoster's names; version 1 has a file for pupils and one for teachers, and in the United
Kingdom calls a school by its DfE number (Microsoft, "SDS v2.1 CSV file format" and "UK CSV files").
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Shape:
    """Of one file: the OneRoster table it becomes, which of its columns is which (headings without capitals and
    spaces), and cells that are the same in every row."""

    table: str
    columns: Mapping[str, str]
    always: Mapping[str, str] = field(default_factory=dict[str, str])


_SCHOOL: Final = dict.fromkeys(("schooldfenumber", "schoolsisid", "dfenumber", "orgsourcedid"), "orgSourcedIds")
_NAMES: Final = {
    **dict.fromkeys(("firstname", "givenname", "forename"), "givenName"),
    **dict.fromkeys(("lastname", "familyname", "surname"), "familyName"),
}
_USER: Final = {
    **dict.fromkeys(("id", "sisid", "sourcedid"), "sourcedId"),
    **_SCHOOL,
    **_NAMES,
    "username": "username",
    **dict.fromkeys(("email", "emailaddress"), "email"),
    "phone": "phone",
    "sms": "sms",
    **dict.fromkeys(("upn", "studentnumber", "number", "teachernumber", "identifier"), "identifier"),
    **dict.fromkeys(("grade", "yeargroup", "year"), "grades"),
    **dict.fromkeys(("dateofbirth", "dob", "birthdate"), "birthDate"),
}
_SEAT: Final = {
    **dict.fromkeys(("sectionsisid", "sectionid", "classsourcedid"), "classSourcedId"),
    **dict.fromkeys(("sisid", "id", "usersourcedid"), "userSourcedId"),
    "role": "role",
}
SHAPES: Final[dict[str, Shape]] = {
    "orgs": Shape(
        "orgs", {"sourcedid": "sourcedId", "name": "name", "type": "type", "parentsourcedid": "parentSourcedId"}
    ),
    "school": Shape(
        "orgs",
        {
            **dict.fromkeys(("dfenumber", "schooldfenumber", "sisid", "id"), "sourcedId"),
            **dict.fromkeys(("name", "schoolname"), "name"),
        },
        {"type": "school"},
    ),
    "users": Shape("users", _USER),
    "student": Shape("users", _USER, {"role": "student"}),
    "teacher": Shape("users", _USER, {"role": "teacher"}),
    "roles": Shape(
        "roles",
        {
            "usersourcedid": "userSourcedId",
            "orgsourcedid": "orgSourcedId",
            "role": "role",
            "grade": "grade",
            "isprimary": "isPrimary",
            "rolestartdate": "beginDate",
            "roleenddate": "endDate",
        },
    ),
    "classes": Shape(
        "classes", {"sourcedid": "sourcedId", "title": "title", "orgsourcedid": "schoolSourcedId", "code": "classCode"}
    ),
    "section": Shape(
        "classes",
        {
            **dict.fromkeys(("id", "sisid", "sectionsisid", "sectionid"), "sourcedId"),
            **dict.fromkeys(("sectionname", "name"), "title"),
            **dict.fromkeys(("schooldfenumber", "schoolsisid"), "schoolSourcedId"),
        },
    ),
    "enrollments": Shape("enrollments", _SEAT),
    "studentenrollment": Shape("enrollments", _SEAT, {"role": "student"}),
    "teacherroster": Shape("enrollments", _SEAT, {"role": "teacher"}),
    "demographics": Shape("demographics", {"usersourcedid": "sourcedId", "birthdate": "birthDate"}),
    "relationships": Shape(
        "agents",
        {"usersourcedid": "child", "relationshipusersourcedid": "carer", "relationshiprole": "role"},
    ),
    "guardianrelationship": Shape("agents", {"sisid": "child", "id": "child", "email": "carer", "role": "role"}),
    "user": Shape("users", {**_USER, "sisid": "", "id": "", "email": "sourcedId"}, {"role": "guardian"}),
}
# What these are to a child here, by OneRoster's words; a doctor or a school's own contact is no family.
RELATIONS: Final[dict[str, str]] = {
    **dict.fromkeys(("parent", "mother", "father", "stepparent"), "parent"),
    **dict.fromkeys(("guardian", "legalguardian", "fosterparent", "carer"), "guardian"),
    **dict.fromkeys(("relative", "grandparent", "aunt", "uncle", "sibling", "grandmother", "grandfather"), "relative"),
}
NEEDED: Final = (frozenset({"orgs", "users", "classes", "enrollments"}), frozenset({"school", "student"}))


def plain(words: str) -> str:
    """Without capitals, spaces and marks."""
    return re.sub(r"[^a-z0-9]", "", words.casefold())
