"""What of the school a setting may speak of, by ref with its name: classes, years, places and networks."""

from dataclasses import dataclass
from itertools import chain

from schoolgate.estate.models import Network, Place
from schoolgate.people.models import Group, School

NURSERY, RECEPTION, OLDEST = -1, 0, 14


@dataclass(frozen=True, slots=True)
class Things:
    """Pairs of a ref (or a year group's number, as text) and words, in the order in which a list shows them."""

    classes: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    networks: tuple[tuple[str, str], ...]

    @property
    def names(self) -> dict[str, str]:
        """Names by ref; of year groups too."""
        return dict(chain(self.classes, self.years, self.places, self.networks))


def things(school: School) -> Things:
    """No person is among them: a page that lists these may be seen by whoever sees machinery."""
    groups = Group.objects.for_school(school)
    classes = [(row.ref, row.name) for row in groups.filter(kind=Group.Kind.CLASS)]
    known = groups.filter(kind=Group.Kind.YEAR, year__isnull=False).values_list("year", flat=True)
    places = Place.objects.for_school(school).filter(ended_on=None).order_by("name")
    networks = Network.objects.for_school(school).filter(ended_on=None).order_by("name")
    return Things(
        tuple(sorted(classes, key=lambda one: one[1].casefold())),
        tuple((str(year), year_words(year)) for year in sorted(set(known))),
        tuple((row.ref, row.name) for row in places),
        tuple((row.ref, row.name) for row in networks),
    )


def year_words(year: int) -> str:
    return {NURSERY: "nursery", RECEPTION: "reception"}.get(year, f"year {year}")
