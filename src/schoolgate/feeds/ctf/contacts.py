"""A pupil's contacts as carers: who they are to the child, whether they have parental responsibility, in which order
they are called, and how they are reached (CTF specification, contacts; relationships by the common basic data set).

Whoever a school calls without their being of the family (a doctor, another school's staff) is left out and counted.
What protects a child is never read here: only the head and the safeguarding leads say it, by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from schoolgate.feeds import rolls
from schoolgate.feeds.contract import Reject, Row
from schoolgate.feeds.ctf.pupils import child, value
from schoolgate.feeds.ctf.texts import local
from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import read
from schoolgate.kernel.names import folded

_RELATIONS: Final[dict[str, str]] = {
    "PAM": "mother", "PAF": "father", "PAR": "parent", "STM": "step-parent", "STF": "step-parent", "STP": "step-parent",
    "FOM": "foster-carer", "FOF": "foster-carer", "FOP": "foster-carer", "CAR": "guardian", "CARE": "guardian",
    "GUA": "guardian", "GRM": "grandparent", "GRF": "grandparent", "GRP": "grandparent", "REL": "relative",
    "FAM": "relative", "SWR": "social-worker", "OTH": "other", "FRD": "other", "NBR": "other",
}  # fmt: skip
_NO_FAMILY: Final = frozenset({"DOC", "HTC", "TCR", "RLG", "CHM", "SCH", "AGN"})
_YES, _NO = frozenset({"true", "1", "yes", "y", "t"}), frozenset({"false", "0", "no", "n", "f"})


@dataclass(slots=True)
class Contacts:
    """The carers of a file so far: one person for the same name reached in the same way, whoever's child is whose."""

    part: str
    left_out: int = 0
    strange: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    def of(self, pupil: etree._Element, line: int, upn: str) -> Iterator[Row | Reject]:
        """Rows for the contacts of a pupil, who is known by ``upn``; without one no tie can be made."""
        held = child(pupil, "Contacts")
        for place, contact in enumerate(
            (one for one in held if local(one) == "Contact") if held is not None else (), 1
        ):
            relation = value(contact, "Relationship").upper()
            if relation in _NO_FAMILY:
                self.left_out += 1
                continue
            if relation and relation not in _RELATIONS:
                self.strange.add(relation[:10])
            yield from self._one(contact, line, upn, place, _RELATIONS.get(relation, "other" if relation else ""))

    def _one(self, contact: etree._Element, line: int, upn: str, place: int, relation: str) -> Iterator[Row | Reject]:
        found, faults = _person(contact)
        raw = ", ".join(word for word in (value(contact, "Forename"), value(contact, "Surname")) if word)
        if not upn and not faults:
            faults.append("Their child has no UPN, so nobody can tell whose family it is.")
        if faults:
            yield Reject(line, f"A contact cannot be used. {' '.join(faults)}", raw or "(no name)", self.part)
            return
        key = self._key(found, upn, place)
        if key not in self.told:
            self.told.add(key)
            yield Row(line, {"what": rolls.CARER, "carer": key, **found, "school": "destination"}, self.part)
        said = {"what": rolls.CARES, "carer": key, "upn": upn, "relation": relation, **_tie(contact, place)}
        yield Row(line, {column: cell for column, cell in said.items() if cell}, self.part)

    def _key(self, found: dict[str, str], upn: str, place: int) -> str:
        reached = found.get("email") or found.get("phone")
        named = folded(found.get("given_name", "")) + "/" + folded(found.get("family_name", ""))
        return f"{named}/{reached.casefold()}" if reached else f"{upn}/{place}"


def _person(contact: etree._Element) -> tuple[dict[str, str], list[str]]:
    phones = child(contact, "Phones")
    numbers = [value(one, "PhoneNo") for one in phones if local(one) == "Phone"] if phones is not None else []
    found, faults = {}, []
    cells = {"given_name": value(contact, "Forename"), "family_name": value(contact, "Surname")}
    for key, cell in cells.items():
        try:
            if cell:
                found[key] = read("name", cell)
        except UnfitError as fault:
            faults.append(fault.reason[0].upper() + fault.reason[1:])
    if not found and not faults:
        faults.append("There is no name.")
    for key, kind, cell in (("email", "email", value(contact, "Email")), ("phone", "text", next(iter(numbers), ""))):
        try:
            if cell:
                found[key] = read(kind, cell)
        except UnfitError:
            continue  # somebody whose address is mistyped is still somebody
    return found, faults


def _tie(contact: etree._Element, place: int) -> dict[str, str]:
    said = value(contact, "Responsibility").casefold()
    order = value(contact, "Order")
    address = child(contact, "Address")
    return {
        "responsibility": "yes" if said in _YES else "no" if said in _NO else "",
        "order": order if order.isdecimal() and 0 < int(order) < 100 else str(place),
        "home": "1" if value(address, "AddressAsPupil").casefold() in _YES else "",
    }
