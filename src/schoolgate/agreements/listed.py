"""Whose row it is, in a list from the school's own system: by number, else by a name that one child alone has."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schoolgate.kernel.names import folded, same_number
from schoolgate.people.known import everybody
from schoolgate.people.models import Identifier, School


@dataclass(frozen=True, slots=True)
class Pupil:
    ref: str
    name: str
    born: str
    classes: tuple[str, ...]


class Pupils:
    """The children on the roll of a day."""

    def __init__(self, school: School, on: date) -> None:
        self.by_number: dict[tuple[str, str], Pupil] = {}
        self.by_name: defaultdict[str, dict[str, Pupil]] = defaultdict(dict)
        for one in everybody(school, on=on):
            if "pupils" not in one.roles:
                continue
            names = one.names
            classes = tuple(folded(place.name) for place in one.places.values() if place.kind == "class")
            pupil = Pupil(one.ref, one.name, names.born if names else "", classes)
            for scheme, number in one.identifiers.items():
                self.by_number[scheme, same_number(number)] = pupil
            spelt = {one.name}
            if names is not None:
                for given in {names.given, names.preferred_given} - {""}:
                    spelt |= {f"{given} {family}" for family in {names.family, names.preferred_family} - {""}}
            for name in spelt:
                self.by_name[_key(name)][one.ref] = pupil

    def match(self, values: Mapping[str, str]) -> tuple[Pupil | None, str]:
        """The child of a row, or why it is nobody's; a number and a name of two children are nobody's either."""
        name = values.get("full_name") or " ".join(
            part for part in (values.get("given_name", ""), values.get("family_name", "")) if part
        )
        named = list(self.by_name.get(_key(name), {}).values()) if name else []
        for scheme, key in ((Identifier.Scheme.UPN, "upn"), (Identifier.Scheme.MIS, "mis_id")):
            found = self.by_number.get((scheme, same_number(values.get(key, ""))))
            if found is not None:
                if named and found not in named:
                    return None, f"The number is that of {found.name}, and the name is another’s."
                return found, ""
        said = [one for one in named if _fits(one, values)]
        if len(said) == 1:
            return said[0], ""
        if not named:
            return None, "No child on the roll has that name or number."
        return None, "More than one child has that name: give the UPN, the date of birth or the class."


def _fits(one: Pupil, values: Mapping[str, str]) -> bool:
    born, group = values.get("born", ""), folded(values.get("class_name", ""))
    wrong_day = bool(born and one.born) and one.born != born
    return not wrong_day and not (group and one.classes and group not in one.classes)


def _key(name: str) -> str:
    """The same for "O'Hara, Tess" and "Tess O’Hara"."""
    return " ".join(sorted(word for part in name.replace(",", " ").split() if (word := folded(part))))
