"""One user of a OneRoster export to one row: a pupil, one of the staff, a carer, or a row that cannot be used."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from schoolgate.feeds import rolls
from schoolgate.feeds.contract import Row
from schoolgate.feeds.numbers import unspoilt
from schoolgate.feeds.oneroster import words
from schoolgate.feeds.oneroster.files import Given
from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import fits, read
from schoolgate.vocabulary.years import year_of

_LIKE_A_UPN: Final = re.compile(r"[A-Za-z]\d{11}[\dA-Za-z]")
_TYPED: Final = re.compile(r"\{([^:{}]*):([^{}]*)\}")
_AGAIN: Final = "Put it right where the list is made, and load it again."


@dataclass(frozen=True, slots=True)
class Role:
    """A role at a school (its id; empty: at those of the user's own row) from and until a day, both maybe empty."""

    role: str
    org: str = ""
    since: str = ""
    until: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class User:
    """What is kept of a user to tie and seat others: ``what`` of them, their roles, and the agents they name."""

    what: str
    roles: tuple[str, ...]
    agents: tuple[str, ...]
    given: Given

    @property
    def relation(self) -> str:
        """What they would be to a child, or empty: they are no family by what the export says."""
        named = next((words.FAMILY[role] for role in self.roles if role in words.FAMILY), "")
        one_role = "role" in self.given.values and self.what == rolls.STAFF
        return named or ("other" if one_role and set(self.roles) & words.MAY_BE_FAMILY else "")


def holding(roles: Iterable[Role]) -> list[Role]:
    """The roles that count: those without a last day, or where all have one those that end last; the main one first."""
    held = list(roles)
    last = max((role.until or "9999" for role in held), default="")
    return sorted((role for role in held if (role.until or "9999") == last), key=lambda role: not role.primary)


def what_of(roles: Iterable[Role]) -> tuple[str, Role | None]:
    """Pupil, staff or carer, and the role that says so. A parent who teaches is one of the staff here, and a pupil who
    is somebody's relative a pupil."""
    held = holding(roles)
    for what, of in ((rolls.PUPIL, {words.STUDENT}), (rolls.STAFF, {"teacher"}), (rolls.STAFF, set(words.STAFF))):
        for role in held:
            if role.role in of:
                return what, role
    return next(((rolls.CARER, role) for role in held if role.role in words.FAMILY), ("", None))


def row_of(given: Given, roles: list[Role], schools: str, born: str, login: str) -> Row:
    """The user's row; or, where it cannot be used, what could be read of it and why. ``login`` is an address of theirs
    from another file, for when their own row has none."""
    what, role = what_of(roles)
    found, faults = {"what": what, "school": schools, "changed": given.changed}, list[str]()
    if not what:
        said = ", ".join(f"“{one.role[:40]}”" for one in roles if one.role)
        faults.append(f"{said} is not a role we know." if said else "It has no role.")
    if not given.key:
        faults.append("There is no sourcedId.")
    cells = {key: ("name", given.values.get(column, "")) for key, column in words.NAMES.items()}
    cells |= {"sourced-id": ("text", given.key), "email": ("email", given.values.get("email", "") or login)}
    for key, (kind, cell) in cells.items():
        try:
            if cell:
                found[key] = read(kind, cell)
        except UnfitError as error:
            if key != "email":  # without an address somebody is still somebody
                faults.append(error.reason[0].upper() + error.reason[1:])
    if not found.get("given_name") and not found.get("family_name") and not faults:
        faults.append("There is no name.")
    if what == rolls.CARER:
        found |= _reached(given) | {"carer": given.key}
    else:
        faults += _numbers(given, found)
        found |= _of_school(given, role, born)
    part = {key: value for key, value in found.items() if value or key in ("what", "school")}
    if not faults:
        return Row(given.line, part, given.part)
    because = f"{' '.join(faults)} {_AGAIN}"
    return Row(
        given.line, {**part, "what": rolls.UNUSABLE, "of": what, "because": because, "raw": given.raw}, given.part
    )


def _of_school(given: Given, role: Role | None, born: str) -> dict[str, str]:
    found = {"since": role.since, "until": role.until} if role else {}
    if role and role.role in words.STAFF:
        found |= {"role": words.STAFF[role.role], "carer": given.key}
    if role and role.role == words.STUDENT:
        years = {year for grade in words.listed(given.values.get("grades", "")) if (year := year_of(grade)) is not None}
        found |= {"born": born, "year": str(years.pop()) if len(years) == 1 else ""}
    return found


def _numbers(given: Given, found: dict[str, str]) -> list[str]:
    """Puts a UPN or another number into ``found``; what is wrong with it, in sentences."""
    typed = [
        (kind.strip().casefold(), value.strip()) for kind, value in _TYPED.findall(given.values.get("userids", ""))
    ]
    for number in (given.values.get("identifier", ""), *(value for _, value in typed)):
        if number and fits("upn", number):
            found["upn"] = read("upn", number)
            break
    number = given.values.get("identifier", "")
    if number and "upn" not in found:
        if _LIKE_A_UPN.fullmatch(number.strip()):
            try:
                read("upn", number)
            except UnfitError as error:
                return [error.reason[0].upper() + error.reason[1:]]
        if number != given.values.get("email") and fits("text", number):
            try:
                unspoilt(number)
            except UnfitError as error:
                return [error.reason[0].upper() + error.reason[1:]]
            found["mis-id"] = read("text", number)
    return []


def _reached(given: Given) -> dict[str, str]:
    """A telephone number as whoever wrote it meant it, or nothing: a bad one keeps nobody out."""
    for column in ("sms", "phone"):
        number = re.sub(r"[\s().\-]", "", given.values.get(column, ""))
        if re.fullmatch(r"\+?\d{6,15}", number):
            return {"phone": number}
    return {}
