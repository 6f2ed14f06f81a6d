"""The classes of a school with the years of the children in them: what their level is held against."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from schoolgate.people.classes.queries import placed
from schoolgate.people.models import School


def years_of_classes(school: School, on: date) -> Mapping[str, tuple[int, ...]]:
    """By the class's ref, the year groups of the children in it that day, youngest first.

    A class with nobody in it is left out, and one of whose children no year is known has none.
    """
    rows = placed(school, on)
    years: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.year is not None:
            years[row.person].add(row.year)
    classes: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.is_class:
            classes[row.group] |= years[row.person]
    return {ref: tuple(sorted(found)) for ref, found in sorted(classes.items())}
