"""The words of OneRoster's vocabularies, and what they are here."""

from typing import Final

STUDENT: Final = "student"
# What a user is here. Administrators and aides see least until somebody gives them a role by name.
STAFF: Final[dict[str, str]] = {
    "teacher": "teachers",
    **dict.fromkeys(
        (
            "aide",
            "administrator",
            "districtadministrator",
            "siteadministrator",
            "systemadministrator",
            "principal",
            "counselor",
            "proctor",
        ),
        "support-staff",
    ),
}
# What a relative is to a child, in the words of ``Care.Relation``; whether they answer for them OneRoster does not say.
FAMILY: Final[dict[str, str]] = {"parent": "parent", "guardian": "guardian", "relative": "relative"}
# In version 1.1 a user has one role, so a mother who teaches is a teacher; who helps a child at school is no family.
MAY_BE_FAMILY: Final = frozenset({"teacher", "administrator", "principal"})
NAMES: Final = {
    "given_name": "givenname",
    "family_name": "familyname",
    "preferred_given_name": "preferredgivenname",
    "preferred_family_name": "preferredfamilyname",
}
AGENTS: Final = ("agentsourcedids", "agentsourceids", "agents", "agentsourcedid")
SENSITIVE: Final = ("sex", "hispanicorlatinoethnicity", "white", "asian", "cityofbirth", "countryofbirthcode")


def plain(role: str) -> str:
    return role.lower().replace(" ", "").replace("_", "").replace("-", "")


def known(role: str) -> bool:
    return role == STUDENT or role in STAFF or role in FAMILY


def listed(cell: str) -> list[str]:
    """Ids in one cell, each once."""
    return list(dict.fromkeys(one.strip() for one in cell.replace(";", ",").split(",") if one.strip()))
