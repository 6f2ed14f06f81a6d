"""Roles: the words for who must act, who is protected and who signs in. Keys are stored; words are shown.

``ROLES`` are the words of a policy ("Teachers must ..."). ``POSTS`` are those a person may hold, in the words for one
person ("Teacher"). The others are groups, whose members ``MEMBERS`` names by role, and institutions, held by nobody.
"""

from typing import Final

ROLES: Final[dict[str, str]] = {
    "head": "Headteacher",
    "slt": "Senior leadership team",
    "dsl": "Safeguarding lead",
    "deputy-dsl": "Deputy safeguarding lead",
    "safeguarding-team": "Safeguarding team",
    "online-safety-lead": "Online safety lead",
    "computing-lead": "Computing lead",
    "governors": "Governors",
    "online-safety-governor": "Online safety governor",
    "chair": "Chair of governors",
    "it-lead": "IT support",
    "office": "School office",
    "teachers": "Teachers",
    "staff": "Staff",
    "support-staff": "Support staff",
    "volunteers": "Volunteers",
    "visitors": "Visitors and contractors",
    "parents": "Parents and carers",
    "pupils": "Pupils",
    "dpo": "Data protection officer",
    "trust": "Trust",
    "local-authority": "Local authority",
    "supplier": "Supplier",
    "auditor": "Auditor",
    "users": "Everyone who uses school systems",
    "school": "The school",
}
ADMINISTRATOR: Final = "administrator"

# What one person may hold, as said of that person.
POSTS: Final[dict[str, str]] = {
    ADMINISTRATOR: "Administrator of Schoolgate",
    "head": "Headteacher",
    "slt": "Senior leader",
    "dsl": "Safeguarding lead",
    "deputy-dsl": "Deputy safeguarding lead",
    "online-safety-lead": "Online safety lead",
    "computing-lead": "Computing lead",
    "governors": "Governor",
    "online-safety-governor": "Online safety governor",
    "chair": "Chair of governors",
    "it-lead": "IT support",
    "office": "School office",
    "teachers": "Teacher",
    "support-staff": "Support staff",
    "volunteers": "Volunteer",
    "visitors": "Visitor",
    "parents": "Parent or carer",
    "pupils": "Pupil",
    "dpo": "Data protection officer",
    "auditor": "Auditor",
}
# What one person may hold in a trust of schools: they see how its schools stand, and belong to none of them.
TRUST_POSTS: Final[dict[str, str]] = {
    "trust-lead": "Safeguarding lead of the trust",
    "trust-officer": "Online safety officer of the trust",
    "trustee": "Trustee",
}
# Groups that a policy names, by the roles of those who are in them.
_STAFF: Final = (
    "head",
    "slt",
    "dsl",
    "deputy-dsl",
    "online-safety-lead",
    "computing-lead",
    "office",
    "teachers",
    "support-staff",
    "it-lead",
)
MEMBERS: Final[dict[str, tuple[str, ...]]] = {
    "safeguarding-team": ("dsl", "deputy-dsl"),
    "staff": _STAFF,
    "users": (*_STAFF, "governors", "volunteers", "visitors", "parents", "pupils"),
}
# Institutions: they are written to, and nobody holds them.
INSTITUTIONS: Final = ("trust", "local-authority", "supplier", "school")


def post(role: str) -> str:
    """The words for one person who holds ``role``; a group's own words for what was stored before posts were told."""
    return POSTS.get(role) or ROLES.get(role, role)


def in_a_sentence(role: str) -> str:
    """Who holds ``role``, in the middle of a sentence: "the headteacher", "IT support", "governors"."""
    words = ROLES[role]
    if words.startswith("IT "):
        return words
    lower = words[0].lower() + words[1:]
    return lower if role in _MANY or lower.startswith("the ") else f"the {lower}"


_MANY: Final = (
    "governors",
    "teachers",
    "staff",
    "support-staff",
    "volunteers",
    "visitors",
    "parents",
    "pupils",
    "users",
)
