"""Roles: the words for who must act, who is protected and who signs in. Keys are stored; words are shown."""

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
