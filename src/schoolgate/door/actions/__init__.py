"""The only writers of the door."""

from schoolgate.door.actions.closing import close_days
from schoolgate.door.actions.office import allow, end_visit, match, say, settle
from schoolgate.door.actions.paper import Line, note_paper
from schoolgate.door.actions.tablets import COOKIE, NewTablet, end_tablet, make_tablet, pair, seen
from schoolgate.door.actions.taking import Taken, take
from schoolgate.door.actions.telling import tell_facts

__all__ = [
    "COOKIE",
    "Line",
    "NewTablet",
    "Taken",
    "allow",
    "close_days",
    "end_tablet",
    "end_visit",
    "make_tablet",
    "match",
    "note_paper",
    "pair",
    "say",
    "seen",
    "settle",
    "take",
    "tell_facts",
]
