"""What the setting in force says: who signed it, whether classes' levels fit their age, what it closes for children."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from schoolgate.filtering.agreed.levels import Known, level_of
from schoolgate.filtering.agreed.setting import CLOSED, Setting
from schoolgate.filtering.measuring.lists import header_of
from schoolgate.filtering.models import SettingSignature
from schoolgate.filtering.queries import InForce, setting_in_force
from schoolgate.filtering.queries.classes import years_of_classes
from schoolgate.gates.web.categories import BY_BIT, CATEGORIES
from schoolgate.gates.web.levels import Level
from schoolgate.people.models import School
from schoolgate.vocabulary.facts import AgreedFilter, Counted
from schoolgate.vocabulary.schools import INFANT, JUNIOR, level_for_age

_YEAR: Final = timedelta(days=365)
_FORTNIGHT: Final = timedelta(days=14)
_AGE_IN_RECEPTION: Final = 5  # at the end of the school year
# The kinds of content that UKSIC's definition of appropriate filtering (2026) names, by the categories that hold them.
HARMFUL: Final[Mapping[str, tuple[str, ...]]] = {
    "discrimination and hate speech": ("hatred",),
    "drugs": ("drugs",),
    "extremism": ("extremism",),
    "gambling": ("gambling",),
    "harmful software and hacking": ("malware", "phishing", "hacking"),
    "misinformation": ("false-news",),
    "piracy": ("piracy",),
    "pornography": ("adult",),
    "self-harm and eating disorders": ("self-harm",),
    "violence": ("violence",),
}


def counted(school: School, *, on: date) -> dict[str, Any]:
    """Nothing where nothing was agreed here yet: the school may confirm by other means what it has."""
    version = setting_in_force(school)
    if version is None:
        return dict.fromkeys(("filtering.agreed", "filtering.class_levels", "filtering.kinds_closed"))
    return {
        "filtering.agreed": _agreed(school, version),
        "filtering.class_levels": levels(version.setting, years_of_classes(school, on), on),
        "filtering.kinds_closed": kinds_closed(version.setting, _listed(school, version.setting), on),
    }


def _agreed(school: School, version: InForce) -> AgreedFilter:
    signed = SettingSignature.objects.for_school(school).filter(proposal__version__ref=version.ref)
    since = version.since.date()
    return AgreedFilter(version.number, since, tuple(sorted(signed.values_list("role", flat=True))), since + _YEAR)


def _listed(school: School, setting: Setting) -> frozenset[str] | None:
    header = None if setting.supplier else header_of(school)
    if header is None:
        return None if setting.supplier else frozenset()
    return frozenset(BY_BIT[int(bit)].key for bit, count in header.categories.items() if count)


def levels(setting: Setting, classes: Mapping[str, tuple[int, ...]], on: date) -> Counted | None:
    """Classes with the level of their youngest, or one as strict; none where the school has no class.

    A class of whose children no year is known is one that nobody could look up, unless it has the strictest level.
    """
    if not classes:
        return None
    fits = [_fits(setting, ref, years) for ref, years in classes.items()]
    return Counted(len(fits), fits.count(True), fits.count(False), fits.count(None), on, on + _FORTNIGHT)


def _fits(setting: Setting, ref: str, years: tuple[int, ...]) -> bool | None:
    key = level_of(setting, Known(groups=(ref,), years=years)).level
    if key in (CLOSED, INFANT):
        return True
    if not years:
        return None
    has, meant = setting.by_level.get(key), setting.by_level.get(level_for_age(years[0] + _AGE_IN_RECEPTION))
    return meant is not None and has is not None and _as_strict(has, meant)


def _as_strict(has: Level, meant: Level) -> bool:
    if has.garden:
        return not meant.garden or has.garden <= meant.garden
    return not meant.garden and has.block >= meant.block


def kinds_closed(setting: Setting, listed: frozenset[str] | None, on: date) -> Counted | None:
    """Kinds of harmful content that no level for children leaves open; none where the school has no such level.

    ``listed`` are the categories of which the lists in service hold any site; None where the filter is a supplier's,
    whose lists nobody here can look into. A kind of which no list holds a site is closed in name only.
    """
    children = [level for level in setting.levels if level.key in (INFANT, JUNIOR)]
    if not children:
        return None
    found = [_closed(children, keys, listed) for keys in HARMFUL.values()]
    return Counted(len(found), found.count(True), found.count(False), found.count(None), on, on + _FORTNIGHT)


def _closed(children: Iterable[Level], keys: tuple[str, ...], listed: frozenset[str] | None) -> bool | None:
    """A walled garden closes all that is not in it, listed or not."""
    by_list = [level for level in children if not level.garden]
    if not all(level.block.issuperset(keys) for level in by_list):
        return False
    return True if listed is None or not by_list or listed.intersection(keys) else None


if missing := {key for keys in HARMFUL.values() for key in keys} - CATEGORIES.keys():
    raise ValueError(f"there is no category {sorted(missing)}")
