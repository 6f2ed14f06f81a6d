"""One pupil of a transfer file as a row of a roll: number, names, day of birth, year group, and when they come or go.

What a transfer file holds besides (assessments, needs, attendance, ethnicity, care, meals) is never read: Schoolgate
has no use for it. Elements that no edition looked at had are counted, so that a new one is noticed.
"""

from collections import Counter
from typing import Final

from lxml import etree

from schoolgate.feeds import rolls
from schoolgate.feeds.contract import Row
from schoolgate.feeds.ctf.texts import local
from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import read
from schoolgate.vocabulary.years import year_of

NEVER_READ: Final = frozenset(
    {
        "ULN", "UniqueLearnerNumber", "UCI", "Gender", "Sex", "GenderIdentity", "ApplicationReference", "NAWdetails",
        "LookedAfter", "SEN", "SENhistory", "SENneeds", "FSMhistory", "Admissions", "Address", "Phones", "Email",
        "Attendance", "StageAssessments", "PriorAttainment", "Learner", "Disabilities", "PupilPremium", "EYPP",
        "ChildrenMissingEducation", "Exclusions", "PostLAC", "YoungCarer", "Funding", "ServiceChild", "PostProgression",
    }
)  # fmt: skip
_READ: Final = frozenset({"UPN", "Surname", "Forename", "DOB", "BasicDetails", "Contacts", "SchoolHistory"})
_OF_DETAILS: Final = frozenset(
    {
        "FormerUPN", "PreferredSurname", "PreferredForename", "FormerSurname", "FormerForename", "MiddleNames",
        "NCyearActual", "Ethnicity", "EthnicitySource", "Languages", "Language", "MedicalFlag", "Disabilities",
        "EnrolStatus", "ServiceChild", "FirstLanguage", "LanguageSource", "Nationality", "Nationalities",
        "CountryOfBirth", "Traveller", "YoungCarer", "PartTime", "Boarder", "MiddleName",
    }
)  # fmt: skip


def identity(pupil: etree._Element) -> str:
    """What a row that cannot be used is known by; of all else in the record nothing is kept."""
    return ", ".join(word for word in (value(pupil, key) for key in ("UPN", "Surname", "Forename", "DOB")) if word)


def pupil_row(pupil: etree._Element, line: int, part: str, destination: str) -> Row:
    """The row, or what could be read of it and why it cannot be used."""
    details = child(pupil, "BasicDetails")
    found, faults = {"what": rolls.PUPIL, "school": "destination"}, list[str]()
    cells = {
        "given_name": ("name", value(pupil, "Forename")),
        "family_name": ("name", value(pupil, "Surname")),
        "preferred_given_name": ("name", value(details, "PreferredForename")),
        "preferred_family_name": ("name", value(details, "PreferredSurname")),
        "born": ("date", value(pupil, "DOB")),
        "upn": ("upn", value(pupil, "UPN")),
    }
    cells |= {key: ("date", said) for key, said in _stay(pupil, destination).items()}
    for key, (kind, cell) in cells.items():
        try:
            if cell:
                found[key] = read(kind, cell)
        except UnfitError as fault:
            faults.append(fault.reason[0].upper() + fault.reason[1:])
    year = year_of(value(details, "NCyearActual"))
    if year is not None:
        found["year"] = str(year)
    if not found.get("given_name") and not found.get("family_name") and not faults:
        faults.append("There is no name.")
    if not faults:
        return Row(line, found, part)
    unusable = {"what": rolls.UNUSABLE, "of": rolls.PUPIL, "because": " ".join(faults), "raw": identity(pupil)}
    return Row(line, {**found, **unusable}, part)


def strangers(pupil: etree._Element) -> Counter[str]:
    """Elements of the pupil and of their details that are known from no edition."""
    found = Counter(local(one) for one in pupil if local(one) not in _READ | NEVER_READ)
    details = child(pupil, "BasicDetails")
    if details is not None:
        found.update(f"BasicDetails/{local(one)}" for one in details if local(one) not in _OF_DETAILS | NEVER_READ)
    return found


def _stay(pupil: etree._Element, destination: str) -> dict[str, str]:
    """First and last day at the school that the file is for, where its history of schools names it."""
    history = child(pupil, "SchoolHistory")
    for school in history if history is not None and destination else ():
        if local(school) == "School" and value(school, "LEA") + value(school, "Estab") == destination:
            return {"since": value(school, "EntryDate"), "until": value(school, "LeavingDate")}
    return {}


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next((one for one in element if local(one) == name), None) if element is not None else None


def value(element: etree._Element | None, name: str) -> str:
    found = child(element, name)
    return " ".join("".join(str(part) for part in found.itertext()).split()) if found is not None else ""
