"""Settings to try things on: Robin Hill's own, and any at all."""

from dataclasses import replace
from datetime import time
from typing import Final

from hypothesis import strategies as st

from schoolgate.filtering.agreed.setting import Decider, Setting
from schoolgate.gates.web.categories import CATALOGUE, Kind
from schoolgate.gates.web.exceptions import Listed
from schoolgate.gates.web.levels import SHIPPED, Level
from schoolgate.gates.web.safe_search import Restricted
from schoolgate.gates.web.serving import Mode, Serving
from schoolgate.gates.web.ways import WAYS
from schoolgate.gates.web.windows import Hours, Window

PLAYTIME: Final = Window(
    "win_play", "playtime", (Hours(time(12), time(13)),), weekdays=frozenset(range(5)), opens=frozenset({"games"})
)
NIGHT: Final = Window("win_night", "night", (Hours(time(20), time(7)),), closes_everything=True)

_OPENABLE: Final = tuple(each.key for each in CATALOGUE if not each.locked and each.kind is not Kind.GARDEN)
_GARDENS: Final = tuple(each.key for each in CATALOGUE if each.kind is Kind.GARDEN)


def junior_opens(*categories: str) -> Setting:
    """As it ships, but for some categories that key stage 2 may open."""
    junior = SHIPPED[1]
    return Setting().with_level(replace(junior, block=junior.block - set(categories)))


def _few(keys: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(keys), max_size=4)


def _levels(shipped: Level) -> st.SearchStrategy[Level]:
    return st.builds(
        replace,
        st.just(shipped),
        words=st.sampled_from((shipped.words, "the little ones")),
        block=_few(_OPENABLE),
        hold=_few(_OPENABLE),
        warn=_few(_OPENABLE),
        garden=_few(_GARDENS),
        closed_ways=_few(tuple(WAYS)),
        safe_search=st.booleans(),
        youtube=st.sampled_from(Restricted),
    )


_LEVEL_OF: Final = st.dictionaries(st.sampled_from(("ref_a", "ref_b")), st.sampled_from(("infant", "staff", "")))
_MODES: Final = st.dictionaries(st.sampled_from(("ref_a", "ref_b")), st.sampled_from(Mode))
_DECIDERS: Final = st.builds(
    Decider, st.sampled_from(("teachers", "office")), st.sampled_from(("lesson", "term")), _few(_OPENABLE)
)

some_settings: Final = st.builds(
    Setting,
    levels=st.tuples(*(_levels(level) for level in SHIPPED)),
    windows=st.sampled_from(((), (NIGHT,), (PLAYTIME,), (NIGHT, PLAYTIME), (PLAYTIME, NIGHT))),
    sites=st.sampled_from(((), (Listed("library.example", frozenset({"children"})),))),
    persons=_LEVEL_OF,
    groups=_LEVEL_OF,
    roles=_LEVEL_OF,
    unknown=st.sampled_from(("infant", "guest", "")),
    unknown_at=_LEVEL_OF,
    deciders=st.lists(_DECIDERS, max_size=2, unique=True).map(tuple),
    needs_entitlement=st.booleans(),
    serving=st.builds(Serving, st.sampled_from(Mode), _MODES, _MODES),
    supplier=st.sampled_from(("", "Grid for Learning")),
    closure_days=st.integers(1, 5),
)
