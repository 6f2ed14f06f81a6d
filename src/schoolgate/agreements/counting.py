"""The facts of agreements, in counts and dates."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final

from schoolgate.agreements import counting_access
from schoolgate.agreements.models import Signature
from schoolgate.agreements.queries import answered, held, in_use, signers, wanted, wording
from schoolgate.agreements.taking_down import TAKE_DOWN
from schoolgate.evidence.queries import asked_before
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.people.models import School
from schoolgate.policy.queries import in_force
from schoolgate.vocabulary.shapes import Counted

_READ: Final = "agreements.policy_read"
_STAFF: Final = "agreements.staff_signed"
_PUPILS: Final = "agreements.pupils_signed"
_PICTURES: Final = "agreements.photo_consents"
_EVENTS: Final = "agreements.event_pictures"
_DOWN: Final = "agreements.pictures_down"
# Both are back before a child uses school technology.
BOTH: Final = frozenset({"home-school", "internet-code"})
_ADULTS: Final = frozenset({"staff-acceptable-use"})
_PARENTS: Final = frozenset({"event-pictures"})
GOOD_FOR: Final = timedelta(days=14)  # where the clock stands still, the count is good for no longer
DOWN_SINCE: Final = timedelta(days=92)  # about a term


def counted(school: School, *, on: date) -> dict[str, Any]:
    """Of each fact what there is to count; None where nothing of it is asked for yet."""
    return {
        _READ: _read(school, on),
        **_signed(school, on),
        _DOWN: _taken_down(school, on),
        **counting_access.counted(school, on=on),
    }


def _read(school: School, on: date) -> Counted | None:
    """Who is away is not counted until they are back; who still has time is nobody we have heard from yet."""
    policy = in_force(school, on=on)
    asked = wording(school, policy.version) if policy else None
    if asked is None:
        return None
    states = Counter(one.state for one in signers(school, asked, on=on))
    return _count(states["signed"], states["late"], states["open"], on)


def _signed(school: School, on: date) -> dict[str, Any]:
    """Of agreements: those that hold are good; of the others, those that once did are late."""
    used = set(in_use(school, on))
    if not used & (BOTH | _ADULTS | _PARENTS | {"photo-video"}):
        return dict.fromkeys((_STAFF, _PUPILS, _EVENTS, _PICTURES))
    needs = wanted(school, on)
    holds = {ref: {one.kind for one in some} for ref, some in held(school, on).items()}
    found: dict[str, Any] = {_PICTURES: _pictures(school, on) if "photo-video" in used else None}
    for key, kinds in ((_STAFF, _ADULTS), (_PUPILS, BOTH), (_EVENTS, _PARENTS)):
        asked = kinds & used
        bound = {ref for ref, some in needs.items() if some & asked}
        good = {ref for ref in bound if asked <= holds.get(ref, set()) or _instead(holds.get(ref, set()), asked)}
        once = _once(school, asked, on) & (bound - good) if asked else set()
        found[key] = _count(len(good), len(once), len(bound - good - once), on) if asked else None
    return found


def _instead(holds: Collection[str], asked: Collection[str]) -> bool:
    return asked == _ADULTS and "supply-staff" in holds


def _once(school: School, kinds: Collection[str], on: date) -> set[str]:
    rows = Signature.objects.for_school(school).filter(wording__kind__in=kinds, on__lte=on)
    return set(rows.values_list("person__ref", flat=True).distinct())


def _pictures(school: School, on: date) -> Counted | None:
    round_ = answered(school, on)
    return _count(len(round_.whole), len(round_.lapsed), len(round_.part) + len(round_.none - round_.lapsed), on)


def _taken_down(school: School, on: date) -> Counted | None:
    """Of the yeses to pictures that were taken back this term: what was down by the end of the next working day. None
    where nobody took one back, which shows nothing."""
    jobs = asked_before(school, [f"{TAKE_DOWN}{place}" for place in CHANNELS])
    late, good, unknown = 0, 0, 0
    for one in jobs:
        if one.due < on - DOWN_SINCE:
            continue
        if one.said and one.done_on is not None and one.done_on <= on:
            good, late = good + (one.done_on <= one.due), late + (one.done_on > one.due)
        else:
            late, unknown = late + (one.due < on), unknown + (one.due >= on)
    return _count(good, late, unknown, on)


def _count(good: int, late: int, unknown: int, on: date) -> Counted | None:
    return Counted(good + late + unknown, good, late, unknown, on, on + GOOD_FOR) if good + late + unknown else None
