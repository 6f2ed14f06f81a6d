"""The five standings, the finding that carries one with its reason, and how findings combine upwards."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final


class Standing(StrEnum):
    """How a promise stands. Silence is never safety: no evidence, or stale evidence, is ``not_known``."""

    KEPT = "kept"
    DECLARED = "declared"
    NOT_KNOWN = "not_known"
    BROKEN = "broken"
    NOT_APPLICABLE = "not_applicable"


# Each decides over all that come after it. What does not apply never speaks for what does.
_WEIGHT: Final = (Standing.BROKEN, Standing.NOT_KNOWN, Standing.DECLARED, Standing.KEPT, Standing.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of one control on one day. ``because`` is a sentence, and ends like one.

    A declaration names who said so (``by``) and the last day it holds (``until``); ``stale`` marks evidence that there
    was. ``fresh_until`` is the last moment the evidence still speaks, with its time zone: reckon it on the school's own
    terms (``clocks.freshness``), so that a holiday makes nothing stale. None: it does not go stale.
    """

    standing: Standing
    because: str
    stale: bool = False
    by: str = ""
    until: date | None = None
    fresh_until: datetime | None = None

    def __post_init__(self) -> None:
        if not self.because.endswith((".", "?", "!")):
            raise ValueError(f"a finding's reason must be a sentence ending in a full stop: {self.because!r}")
        if self.standing is Standing.DECLARED and not (self.by and self.until):
            raise ValueError("a declaration says who declared it and until when")

    def at(self, now: datetime) -> "Finding":
        """The finding as it speaks at ``now``: gone stale, it is ``not_known``, except that a break stays a break.

        A feed that falls silent mends nothing, so ``broken`` is kept, and says that nothing newer has come. ``now``
        carries the school's time zone, whose date it is that a declaration lapses by.
        """
        silent = self.fresh_until is not None and now > self.fresh_until
        lapsed = self.until is not None and now.date() > self.until
        if self.stale or not (silent or lapsed):
            return self
        if self.standing is Standing.BROKEN:
            return replace(self, stale=True, because=f"{self.because} Nothing newer has come in since.")
        return replace(
            self, standing=Standing.NOT_KNOWN, stale=True, because=f"{self.because} That is out of date now."
        )


def worst(standings: Iterable[Standing]) -> Standing:
    """The standing that decides: broken, then not known, then declared, then kept.

    ``not_applicable`` only where all are, and ``not_known`` where there are none at all.
    """
    return min(standings, key=_WEIGHT.index, default=Standing.NOT_KNOWN)


def combine(findings: Iterable[Finding]) -> Finding:
    """Many findings as one, with the reasons of those that decided it, each once, in the order given.

    It goes stale as soon as any of them would, so that combining and then waiting says the same as waiting and then
    combining.
    """
    given = tuple(findings)
    if not given:
        return Finding(Standing.NOT_KNOWN, "Nothing has been looked at yet.")
    standing = worst(finding.standing for finding in given)
    deciding = [finding for finding in given if finding.standing is standing]
    ends = [finding.fresh_until for finding in given if finding.fresh_until is not None and not finding.stale]
    settled = standing in (Standing.BROKEN, Standing.NOT_KNOWN)  # waiting cannot change these
    return Finding(
        standing,
        " ".join(dict.fromkeys(finding.because for finding in deciding)),
        stale=all(finding.stale for finding in deciding),
        by=", ".join(dict.fromkeys(finding.by for finding in deciding if finding.by)),
        until=None if settled else min((finding.until for finding in given if finding.until), default=None),
        fresh_until=None if settled else min(ends, default=None),
    )


def cap_unconfirmed(finding: Finding) -> Finding:
    """The finding of a promise whose reading nobody has confirmed: never broken, for we may have read it wrongly."""
    if finding.standing is not Standing.BROKEN:
        return finding
    because = f"Nobody has confirmed that we read this sentence rightly. If we did, it is not kept: {finding.because}"
    return replace(finding, standing=Standing.NOT_KNOWN, because=because)
