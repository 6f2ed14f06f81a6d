"""Which rows of a roll are of one person: those that share a number, and those with one name and day of birth."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from schoolgate.feeds import rolls as rows_of
from schoolgate.feeds.contract import Row
from schoolgate.kernel.names import folded, same_number


@dataclass(slots=True)
class Persons:
    """Rows joined by what they share (union and find)."""

    rows: list[Row]
    above: list[int] = field(default_factory=list)

    def find(self, place: int) -> int:
        while self.above[place] != place:
            self.above[place] = self.above[self.above[place]]
            place = self.above[place]
        return place

    def joined(self) -> list[list[Row]]:
        self.above = list(range(len(self.rows)))
        first: dict[tuple[str, str], int] = {}
        named: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        for place, row in enumerate(self.rows):
            for scheme in rows_of.SCHEMES:
                if scheme_is_telling(row, scheme) and (value := row.values.get(scheme)):
                    self.above[self.find(place)] = self.find(first.setdefault((scheme, same_number(value)), place))
        loose = [place for place, row in enumerate(self.rows) if not _numbered(row)]
        for place in set(range(len(self.rows))) - set(loose):
            named[_name_key(self.rows[place])].add(self.find(place))
        for place in loose:
            same = {self.find(one) for one in named[_name_key(self.rows[place])]}
            if len(same) <= 1:
                named[_name_key(self.rows[place])].add(place)
                for one in same:
                    self.above[self.find(place)] = one
        people: defaultdict[int, list[Row]] = defaultdict(list)
        for place, row in enumerate(self.rows):
            people[self.find(place)].append(row)
        return list(people.values())


def scheme_is_telling(row: Row, scheme: str) -> bool:
    """Brothers and sisters may share a family's e-mail address; grown-ups at a school do not."""
    return scheme != "email" or row.values.get("what") == rows_of.STAFF


def _numbered(row: Row) -> bool:
    return any(row.values.get(scheme) for scheme in rows_of.SCHEMES if scheme_is_telling(row, scheme))


def _name_key(row: Row) -> tuple[str, ...]:
    values: Mapping[str, str] = row.values
    key = folded(values.get("given_name", "")), folded(values.get("family_name", "")), values.get("born", "")
    return (*key, "" if key[2] else f"{row.part}:{row.line}")  # a name alone joins no two rows
