"""What was found of a promise, as runs of days on which the same was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from schoolgate.kernel.standings import Finding, Standing


@dataclass(frozen=True, slots=True)
class Said:
    """What was found, with the versions of policy, checks and calendar it was found under."""

    standing: Standing
    stale: bool
    because: str
    by: str
    until: date | None
    policy_version: str
    checks_version: str
    calendar_version: str

    @property
    def versions(self) -> tuple[str, str, str]:
        """Of the policy, the checks and the calendar."""
        return self.policy_version, self.checks_version, self.calendar_version

    @property
    def told(self) -> tuple[Standing, bool, str]:
        """What a reader is told, whatever it was found under."""
        return self.standing, self.stale, self.because


@dataclass(frozen=True, slots=True)
class Interval:
    """The same was found from ``first`` to ``last``, both included; None: to this day."""

    first: date
    last: date | None
    said: Said


def said_of(finding: Finding, policy_version: str, checks_version: str, calendar_version: str) -> Said:
    return Said(
        finding.standing,
        finding.stale,
        finding.because,
        finding.by,
        finding.until,
        policy_version,
        checks_version,
        calendar_version,
    )


def runs[T](days: Iterable[tuple[date, T]]) -> Iterator[tuple[date, date, T]]:
    """Days in order, each with what was found, as runs: first day, last day, what. A day left out ends a run."""
    begun: tuple[date, date, T] | None = None
    for day, found in days:
        if begun is not None and begun[2] == found and begun[1] + timedelta(days=1) == day:
            begun = begun[0], day, found
            continue
        if begun is not None:
            yield begun
        begun = day, day, found
    if begun is not None:
        yield begun


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """One promise on one day: what its page said that day, and what would be said of that day now.

    ``then`` is None where the promise was not known of that day, ``now`` where it is not in the policy that we now know
    to have been in force.
    """

    promise: str
    text: str
    then: Said | None
    now: Said | None

    @property
    def differs(self) -> bool:
        """Whether a reader is told something else, be it only the reason."""
        return (self.then and self.then.told) != (self.now and self.now.told)

    @property
    def mark_differs(self) -> bool:
        return (self.then and self.then.told[:2]) != (self.now and self.now.told[:2])

    @property
    def other_versions(self) -> tuple[str, ...]:
        """Which of "policy", "checks" and "calendar" are not those of that day; none: what is known has changed."""
        if self.then is None or self.now is None:
            return ()
        pairs = zip(("policy", "checks", "calendar"), self.then.versions, self.now.versions, strict=True)
        return tuple(name for name, then, now in pairs if then != now)


@dataclass(frozen=True, slots=True)
class DayToldTwice:
    """A day as it was told then and as it is told now. ``looked`` is false where nothing had been judged by then."""

    on: date
    looked: bool
    promises: tuple[ThenAndNow, ...]

    @property
    def differences(self) -> tuple[ThenAndNow, ...]:
        return tuple(one for one in self.promises if one.differs) if self.looked else ()
