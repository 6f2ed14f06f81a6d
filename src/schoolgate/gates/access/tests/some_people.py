"""A made-up school's rules for access, and made-up people with whatever they signed."""

from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from schoolgate.gates.access.inputs import Ruling, Signed, Someone, Verb
from schoolgate.gates.access.rules import STAFF, Needed, Rules
from schoolgate.gates.access.things import THINGS

TODAY: Final = date(2026, 11, 18)
PUPIL: Final = frozenset({"pupils"})
TEACHER: Final = frozenset({"teachers"})
_CHILDS: Final = frozenset({"internet", "device", "email", "remote-learning"})
_ADULTS: Final = frozenset({"internet", "device", "email", "cloud-sharing", "vpn", "remote-learning"})

HOME: Final = Needed("home-school", "Home-school agreement", PUPIL, _CHILDS)
CODE: Final = Needed("internet-code", "Internet code of practice", PUPIL, _CHILDS)
STAFFS: Final = Needed("staff-acceptable-use", "Acceptable use: staff", STAFF, _ADULTS)
SUPPLY: Final = Needed(
    "supply-staff", "Supply staff", STAFF, frozenset({"internet", "device"}), in_place_of="staff-acceptable-use"
)
SHARING: Final = Needed("sharing-rights", "Sharing files", STAFF, frozenset({"cloud-sharing"}), for_days=365)
RULES: Final = Rules((HOME, CODE, STAFFS, SUPPLY, SHARING))
KINDS: Final = ("home-school", "internet-code", "staff-acceptable-use", "supply-staff", "sharing-rights", "photo-video")

days = st.dates(TODAY - timedelta(days=900), TODAY + timedelta(days=400))
signatures = st.builds(Signed, st.sampled_from(KINDS), days, st.none() | days)
rulings = st.builds(
    lambda thing, verb, first, length: Ruling(thing, verb, first, first + timedelta(days=length), "They asked."),
    st.sampled_from(tuple(THINGS)),
    st.sampled_from(Verb),
    days,
    st.integers(0, 300),
)
people = st.builds(
    Someone,
    ref=st.just("per_1"),
    roles=st.frozensets(st.sampled_from(("pupils", "teachers", "office", "governors", "visitors", "parents"))),
    signed=st.frozensets(signatures, max_size=6),
    rulings=st.frozensets(rulings, max_size=4),
    left_on=st.none() | days,
    acts=st.booleans(),
    at_lessons=st.booleans(),
)


def both(on: date = TODAY) -> frozenset[Signed]:
    """What a child needs, signed on a day."""
    return frozenset({Signed("home-school", on), Signed("internet-code", on, date(2027, 8, 31))})
