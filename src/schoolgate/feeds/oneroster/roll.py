"""The rows of a roll in a OneRoster export: schools, classes, people with their roles, and who is in which class."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from schoolgate.feeds import rolls
from schoolgate.feeds.contract import Item, Reject, Row
from schoolgate.feeds.oneroster.files import Export
from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import fits, read
from schoolgate.vocabulary.years import year_of

type Values = Mapping[str, str]

# What a user is here. Administrators and aides see least until somebody gives them a role by name.
_STAFF: Final[dict[str, str]] = {
    "teacher": "teachers",
    "aide": "support-staff",
    "administrator": "support-staff",
    "siteadministrator": "support-staff",
    "principal": "support-staff",
    "counselor": "support-staff",
    "proctor": "support-staff",
}
_FAMILY: Final = frozenset({"parent", "guardian", "relative"})
_NAMES: Final = {
    "given_name": "givenname",
    "family_name": "familyname",
    "preferred_given_name": "preferredgivenname",
    "preferred_family_name": "preferredfamilyname",
}


@dataclass(slots=True)
class _Reader:
    """One export read. Only numbers and roles are kept in memory, never a whole table."""

    export: Export
    roles: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # role and school, by user
    born: dict[str, str] = field(default_factory=dict)
    users: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    families: int = 0

    def rows(self) -> Iterator[Item]:
        yield Row(0, {"what": rolls.WHOLE})
        yield from self._schools()
        self._read_roles()
        self._read_births()
        yield from self._people()
        yield from self._classes()
        yield from self._members()
        if self.families:
            people = "1 parent or other relative" if self.families == 1 else f"{self.families:,} parents and relatives"
            self.export.remarks.append(f"{people} left out: families are not taken from OneRoster.")
        for words in self.export.remarks:
            yield Row(0, {"what": rolls.REMARK, "words": words})

    def _schools(self) -> Iterator[Item]:
        """Orgs that are schools; where there are none, all there are."""
        found = []
        for one in self.export.rows("orgs"):
            if isinstance(one, Reject):
                yield one
            elif one[1].get("sourcedid"):
                found.append(one)
        of_type = [one for one in found if one[1].get("type", "").lower() == "school"]
        for line, values, _ in of_type or found:
            school = {"school": values["sourcedid"], "name": values.get("name", "")}
            number = values.get("identifier", "")
            yield Row(line, {"what": rolls.SCHOOL, **school, "number": number}, self.export.name("orgs"))

    def _read_roles(self) -> None:
        for one in self.export.rows("roles"):
            if not isinstance(one, Reject):
                role, org = one[1].get("role", "").lower(), one[1].get("orgsourcedid", "")
                primary = one[1].get("roletype", "").lower() == "primary"
                held = self.roles.setdefault(one[1].get("usersourcedid", ""), [])
                held.insert(0 if primary else len(held), (role, org))

    def _read_births(self) -> None:
        for one in self.export.rows("demographics"):
            if not isinstance(one, Reject):
                values = one[1]
                key = values.get("sourcedid") or values.get("usersourcedid", "")
                self.born[key] = values.get("birthdate", "")

    def _people(self) -> Iterator[Item]:
        part = self.export.name("users")
        for one in self.export.rows("users"):
            if isinstance(one, Reject):
                yield Row(one.line, {"what": rolls.UNUSABLE, "because": one.reason, "raw": one.raw}, part)
                continue
            line, values, raw = one
            key = values.get("sourcedid", "")
            roles = self.roles.get(key) or [(values.get("role", "").lower(), "")]
            what, role = _what(roles)
            self.users.add(key)
            if not what and any(said in _FAMILY for said, _ in roles):
                self.families += 1
                continue
            orgs = {org for _, org in roles if org} or set(_listed(values.get("orgsourcedids", "")))
            said = {"what": what, "school": ",".join(sorted(orgs)), **({"role": role} if role else {})}
            yield _person(line, values, said, self.born.get(key, ""), raw, part)

    def _classes(self) -> Iterator[Item]:
        part = self.export.name("classes")
        for one in self.export.rows("classes"):
            if isinstance(one, Reject):
                yield Reject(one.line, one.reason, one.raw, part)
                continue
            line, values, raw = one
            key, name = values.get("sourcedid", ""), values.get("title", "")
            if not key or not name:
                yield Reject(line, "The class has no sourcedId or no title.", raw, part)
                continue
            self.classes.add(key)
            kind = "class" if values.get("classtype", "").lower() == "homeroom" else "teaching"
            said = {"class": key, "name": " ".join(name.split()), "kind": kind, "code": values.get("classcode", "")}
            yield Row(line, {"what": rolls.CLASS, **said, "school": values.get("schoolsourcedid", "")}, part)

    def _members(self) -> Iterator[Item]:
        part = self.export.name("enrollments")
        for one in self.export.rows("enrollments"):
            if isinstance(one, Reject):
                yield Reject(one.line, one.reason, one.raw, part)
                continue
            line, values, raw = one
            user, taught = values.get("usersourcedid", ""), values.get("classsourcedid", "")
            days = {}
            try:
                for key, column in (("since", "begindate"), ("until", "enddate")):
                    days[key] = read("date", values[column]) if values.get(column) else ""
                wrong = self._orphan(user, taught)
            except UnfitError as error:
                wrong = f"Its {column}: {error.reason}"
            if wrong:
                yield Reject(line, wrong, raw, part)
            else:
                yield Row(line, {"what": rolls.MEMBER, "sourced-id": user, "class": taught, **days}, part)

    def _orphan(self, user: str, taught: str) -> str:
        if user not in self.users:
            return f"It is of the user “{user}”, who is not in {self.export.name('users')}."
        return (
            ""
            if taught in self.classes
            else f"It is of the class “{taught}”, not in {self.export.name('classes')} now."
        )


def rows(export: Export) -> Iterator[Item]:
    """Every row of the roll, and every row that cannot be used."""
    yield from _Reader(export).rows()


def _what(roles: list[tuple[str, str]]) -> tuple[str, str]:
    """Pupil or staff, and the role of staff. Somebody who is a parent and teaches is a teacher here."""
    said = [role.replace(" ", "") for role, _ in roles]
    if "student" in said:
        return rolls.PUPIL, ""
    held = [_STAFF[role] for role in said if role in _STAFF]
    if held:
        return rolls.STAFF, "teachers" if "teachers" in held else held[0]
    return "", ""


def _person(line: int, values: Values, said: dict[str, str], born: str, raw: str, part: str) -> Row:
    """The person's row; or, where it cannot be used, what could be read of it and why."""
    found, faults = dict(said), []
    if not said["what"]:
        faults.append(f"“{values.get('role', '')}” is not a role we know.")
    if not values.get("sourcedid"):
        faults.append("There is no sourcedId.")
    cells = {key: ("name", values.get(column, "")) for key, column in _NAMES.items()}
    cells |= {"sourced-id": ("text", values.get("sourcedid", "")), "email": ("email", values.get("email", ""))}
    if said["what"] == rolls.PUPIL:
        cells["born"] = ("date", born)
    for key, (kind, cell) in cells.items():
        try:
            if cell:
                found[key] = read(kind, cell)
        except UnfitError as error:
            if key != "email":  # without an address somebody is still somebody
                faults.append(error.reason[0].upper() + error.reason[1:])
    number = values.get("identifier", "")
    if number and number != found.get("email"):
        found["upn" if fits("upn", number) else "mis-id"] = read("upn", number) if fits("upn", number) else number
    years = [year for grade in _listed(values.get("grades", "")) if (year := year_of(grade)) is not None]
    if said["what"] == rolls.PUPIL and len(years) == 1:
        found["year"] = str(years[0])
    if not faults:
        return Row(line, found, part)
    unusable = {**found, "what": rolls.UNUSABLE, "of": said["what"], "because": " ".join(faults), "raw": raw}
    return Row(line, unusable, part)


def _listed(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(",") if one.strip()]
