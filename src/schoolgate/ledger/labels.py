"""Who may read what an entry says."""

from enum import StrEnum


class Label(StrEnum):
    """Who may read what an entry says: those who may see the school's permanent record; the safeguarding team;
    or those whom the sealed case names, and nobody else."""

    SCHOOL = "school"
    SAFEGUARDING = "safeguarding"
    SEALED = "sealed"
