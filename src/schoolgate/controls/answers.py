"""Answers that many checks share: a person's word, a count, a date something was last looked at.

Silence is never safety: what nobody has heard from is never good, an empty list proves nothing, a date still to come
claims nothing, and what is out of date is not known, save that a break stays a break until something newer is known.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from schoolgate.controls.contract import Ask, Rhythm
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed, Counted, OpenTriggers, PromiseFacts, Share
from schoolgate.vocabulary.reviews import TRIGGERS
from schoolgate.vocabulary.roles import in_a_sentence

EACH: Final[dict[Rhythm, str]] = {
    "daily": "each day",
    "weekly": "each week",
    "half-termly": "each half term",
    "termly": "each term",
    "yearly": "each year",
    "two-yearly": "every two years",
}


def day(on: date) -> str:
    """A day as a British school writes it: "6 October 2026"."""
    return f"{on.day} {on:%B %Y}"


def called_for(by: OpenTriggers) -> str:
    """What calls for an early review, in the middle of a sentence: "an incident of 27 October 2026"."""
    title = TRIGGERS.get(by.kind, "Something that happened")
    return f"{title[0].lower()}{title[1:]}" + (f" of {day(by.oldest)}" if by.oldest else "")


def speaks_of(promise: PromiseFacts | None, pattern: str) -> bool:
    """Whether the promise's own words are about this, for a subject that holds promises of several kinds."""
    return promise is None or re.search(pattern, promise.text, re.IGNORECASE) is not None


def asked(given: Confirmed | None, ask: Ask, rhythm: Rhythm, today: date) -> Finding:
    """The answer of a check whose evidence is a person's word: confirmed by them until the next is due."""
    if given is None or given.on > today:
        who = in_a_sentence(ask.role)
        said = f"{who[0].upper()}{who[1:]} would answer it; they are asked {EACH[rhythm]}."
        return Finding(Standing.NOT_KNOWN, said)
    return confirmed(given, today)


def confirmed(given: Confirmed, today: date) -> Finding:
    """A named person's word as it speaks today: it lapses by itself, and "it is not so" needs putting right."""
    if not given.so:
        because = f"{given.by} said on {day(given.on)} that it is not so."
        return lasting(Finding(Standing.BROKEN, because), given.until, today)
    said = f"{given.by} confirmed it on {day(given.on)}"
    if given.nothing:
        said = f"{given.by} looked on {day(given.on)} and had nothing to report"
    elif given.attached:
        said += f", with {given.attached} {'file' if given.attached == 1 else 'files'} attached"
    return lasting(Finding(Standing.DECLARED, f"{said}.", by=given.by, until=given.until), given.until, today)


def lasting(finding: Finding, until: date, today: date) -> Finding:
    """The finding as it speaks today, when its evidence speaks to the end of ``until`` and no longer."""
    dated = Finding(finding.standing, finding.because, finding.stale, finding.by, until)
    return dated.at(datetime.combine(today, time.min))


def counted(
    given: Counted | None,
    today: date,
    *,
    things: str,
    good: str,
    late: str = "late",
    unknown: str = "not heard from",
    days: int = 14,
    none: str = "",
) -> Finding | None:
    """The answer of a count, in its own words: "27 of 31 devices updated this week; 2 late; 2 not heard from."

    Any that are late: needs putting right. Any that nobody has heard from: not known. ``days`` is how long a count
    speaks where its giver set no last day. An empty list shows nothing, except of things that need not happen, such as
    somebody leaving: for those ``none`` says that there were none. Nothing to say where nobody has counted.
    """
    if given is None or given.on > today:
        return None
    until = given.until or given.on + timedelta(days=days)
    if given.of == 0 and none:
        return lasting(Finding(Standing.KEPT, f"{none[:-1]}, as counted on {day(given.on)}."), until, today)
    if given.of == 0:
        return Finding(Standing.NOT_KNOWN, f"No {things} were counted on {day(given.on)}, which shows nothing.")
    whole = given.good == given.of and given.of > 1
    parts = [f"All {given.of} {things} {good}" if whole else f"{given.good} of {given.of} {things} {good}"]
    parts += [f"{given.late} {late}"] if given.late else []
    parts += [f"{given.unknown} {unknown}"] if given.unknown else []
    standing = Standing.BROKEN if given.late else Standing.NOT_KNOWN if given.unknown else Standing.KEPT
    until = min(until, given.soonest) if given.soonest else until
    return lasting(Finding(standing, "; ".join(parts) + "."), until, today)


def accepted(given: Counted | None, today: date, *, who: str, what: str, missing: str = "have not") -> Finding | None:
    """The answer of a check of how people behave, which nobody can count: that all of them have said that they keep to
    it. It is their word and no measurement, so it is never kept; and who has not said so shows no break, so it is never
    broken. Nothing to say where nobody was asked.
    """
    if given is None or given.on > today:
        return None
    until = given.until or given.on + timedelta(days=14)
    until = min(until, given.soonest) if given.soonest else until
    if given.good < given.of or not given.of:
        rest = given.of - given.good
        said = f"{given.good} of {given.of} {who} {what}; {rest} {missing}." if given.of else f"No {who} were asked."
        return lasting(Finding(Standing.NOT_KNOWN, said), until, today)
    said = f"All {given.of} {who} {what}." if given.of > 1 else f"1 of 1 {who} {what}."
    return lasting(Finding(Standing.DECLARED, said, by=f"{given.of} {who}", until=until), until, today)


_ENOUGH: Final = 20  # of so many, one may be otherwise (decision 0250)


def share(
    given: Share | None, today: date, *, things: str, good: str, late: str, unknown: str = "could not be tried"
) -> Finding | None:
    """The answer of a share, where not every one must be so: "58 of 60 sites that children need opened; 2 were
    blocked." More than one in twenty otherwise needs putting right; more than one in twenty of which nobody could tell
    is no evidence. Nothing to say where nobody has counted.
    """
    if given is None or given.on > today:
        return None
    until = given.until or given.on + timedelta(days=14)
    if given.of == 0:
        return Finding(Standing.NOT_KNOWN, f"No {things} were counted on {day(given.on)}, which shows nothing.")
    untold = given.of - given.good - given.late
    parts = [f"{given.good:,} of {given.of:,} {things} {good}"]
    parts += [f"{given.late:,} {late}"] if given.late else []
    parts += [f"{untold:,} {unknown}"] if untold else []
    broken, dark = given.late * _ENOUGH > given.of, (given.late + untold) * _ENOUGH > given.of
    standing = Standing.BROKEN if broken else Standing.NOT_KNOWN if dark else Standing.KEPT
    return lasting(Finding(standing, "; ".join(parts) + "."), until, today)
