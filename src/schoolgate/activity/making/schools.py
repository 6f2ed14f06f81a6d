"""Made-up schools: their classes, people and devices, each with the pseudonyms or refs that stand in a row."""

import hashlib
from dataclasses import dataclass
from typing import Final

import numpy as np

from schoolgate.kernel.refs import derived_ref

_INFANT_CLASSES: Final = ("Wren", "Robin", "Linnet", "Plover", "Dunnock", "Siskin")
_JUNIOR_CLASSES: Final = ("Heron", "Kestrel", "Merlin", "Osprey", "Falcon", "Harrier", "Kite", "Hobby")
_IN_A_CLASS: Final = 28
_TABLETS: Final = 8  # shared, to an infant class
_STAFF: Final = 24


@dataclass(frozen=True, slots=True)
class Folk:
    """Whoever uses devices, a row each in every array: a shared tablet is one of its own, since nobody signs in on it.

    ``weight`` is the share of the school's requests. ``group`` -1 is staff, who are in no class.
    """

    person: tuple[str, ...]
    device: tuple[str, ...]
    account: tuple[str, ...]
    address: tuple[str, ...]
    level: np.ndarray  # place in ``LEVELS``
    group: np.ndarray
    shared: np.ndarray
    weight: np.ndarray


LEVELS: Final = ("infant", "junior", "staff")


@dataclass(frozen=True, slots=True)
class MadeSchool:
    """``groups`` are refs of classes and ``class_names`` what they are called; ``places`` the rooms, staff's last."""

    number: int
    ref: str
    groups: tuple[str, ...]
    class_names: tuple[str, ...]
    places: tuple[str, ...]
    folk: Folk


def school(seed: int, number: int) -> MadeSchool:
    """School ``number`` of a seed: by turns a primary school, an infant school and a junior school."""
    infants = _INFANT_CLASSES if number % 3 != 2 else ()
    juniors = _JUNIOR_CLASSES if number % 3 != 1 else ()
    names = (*infants, *juniors)
    said = (str(seed), str(number))
    ref = derived_ref("sch", "made", *said)
    groups = tuple(derived_ref("grp", "made", *said, name) for name in names)
    places = tuple(derived_ref("plc", "made", *said, name) for name in (*names, "staff room"))
    return MadeSchool(number, ref, groups, names, places, _folk(said, number, len(infants), len(juniors)))


def _folk(said: tuple[str, ...], number: int, infants: int, juniors: int) -> Folk:
    rows: list[tuple[str, str, int, int, bool, float]] = []
    for place in range(infants):
        rows += [("", f"tablet-{place}-{each}", 0, place, True, 3.0) for each in range(_TABLETS)]
    for place in range(infants, infants + juniors):
        rows += [(f"child-{place}-{each}", f"book-{place}-{each}", 1, place, False, 1.0) for each in range(_IN_A_CLASS)]
    rows += [(f"adult-{each}", f"laptop-{each}", 2, -1, False, 1.6) for each in range(_STAFF)]
    weight = np.array([row[5] for row in rows])
    return Folk(
        tuple(_pseudonym(*said, row[0]) if row[0] else "" for row in rows),
        tuple(_pseudonym(*said, row[1]) for row in rows),
        tuple(row[0] or f"class-{row[3]}" for row in rows),
        tuple(f"10.{number % 250}.{place // 200 + 1}.{place % 200 + 10}" for place in range(len(rows))),
        np.array([row[2] for row in rows], dtype=np.int8),
        np.array([row[3] for row in rows], dtype=np.int16),
        np.array([row[4] for row in rows]),
        weight / weight.sum(),
    )


def _pseudonym(*said: str) -> str:
    return derived_ref("x", *said)[2:]


def seeded(*parts: object) -> np.random.Generator:
    """A stream of chance that belongs to these parts alone, so that any day can be made without the days before it."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16]))
