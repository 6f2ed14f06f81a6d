"""The parts of a paper that tell of the policy: what is in force, how each promise stands, and what nobody knows."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.evidence.judging import PolicyStanding, PromiseStanding
from schoolgate.kernel.standings import Standing
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.reports.guarding import blurred
from schoolgate.reports.paper import Item, Items, Mark, Pairs, Points, Section, Table, Text
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.screens import MARK_WORDS, mark_for

NOT_SAID: Final = "—"


def day(value: date | datetime | None) -> str:
    """A date as British schools write it."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value.day} {value:%B %Y}" if value else NOT_SAID


def spelt(digest: str) -> str:
    """A digest in groups of eight, as a person reads it out."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def answer(found: PolicyStanding) -> str:
    """What the reader most wants to know, and no score."""
    counts = Counter(one.standing for one in found.promises)
    fix, unknown = counts[Standing.BROKEN], counts[Standing.NOT_KNOWN]
    said = ngettext(
        "The policy in force makes %(n)s promise.", "The policy in force makes %(n)s promises.", len(found.promises)
    )
    if fix:
        said += " " + ngettext("%(fix)s needs putting right.", "%(fix)s need putting right.", fix)
    else:
        said += " " + _("None is known to need putting right.")
    if unknown:
        said += " " + _("Of %(unknown)s there is no evidence in date.")
    return said % {"n": len(found.promises), "fix": fix, "unknown": unknown}


def policy(found: PolicyStanding) -> Section:
    kept, adoption = found.policy, found.policy.adoption
    document = kept.reading.document
    ratified = _("%(day)s, by the %(body)s") % {"day": day(adoption.ratified_on), "body": _within(adoption.body)}
    due = document.review_due
    rows = (
        (_("Policy"), document.title or kept.filename),
        (_("Version"), str(kept.number)),
        (_("Ratified"), ratified),
        (_("Minute"), adoption.minute or _("None was given")),
        (_("In force from"), day(adoption.in_force_from)),
        (_("Next review"), day(due.date) if due else _("The policy does not say")),
        (_("Fingerprint of the file (SHA-256)"), spelt(kept.reading.extract.sha256)),
    )
    return Section(_("The policy in force"), (Pairs(rows),))


def counts(found: PolicyStanding) -> Section:
    told = Counter(mark_for(one.standing, stale=one.finding.stale).words for one in found.promises)
    rows = tuple((words, str(told[words])) for words in MARK_WORDS if told[words])
    head = (_("How it stands"), _("Promises"))
    words = _("Silence is never counted as kept: where there is no evidence, this paper says so.")
    return Section(_("How the promises stand"), (Table(_("Promises by how they stand"), head, rows), Text(words)))


def promises(
    found: PolicyStanding, *, heading: str, only: Iterable[PromiseStanding] | None = None, why: bool = True
) -> Section:
    chosen = found.promises if only is None else tuple(only)
    return Section(heading, (Items(tuple(item(one, why=why) for one in chosen)),))


def item(one: PromiseStanding, *, why: bool = True) -> Item:
    mark = mark_for(one.standing, stale=one.finding.stale)
    words = mark.words
    if one.standing is Standing.DECLARED and why:
        words = _("Confirmed by %(name)s until %(day)s") % {"name": one.finding.by, "day": day(one.finding.until)}
    lines = [(_("Because"), blurred(one.finding.because))] if why else []
    if why and one.promise.clause.who:
        lines.append((_("Who"), ", ".join(ROLES.get(role, role) for role in one.promise.clause.who)))
    if why and one.promise.clause.when:
        lines.append((_("When"), f"“{one.promise.clause.when.text}”"))
    return Item(str(one.promise.number), one.promise.clause.text, Mark(mark.tone, mark.shape, words), tuple(lines))


def unknown(found: PolicyStanding) -> Section:
    """What is not known, said plainly, with what would answer it."""
    silent = [one for one in found.promises if not one.answered]
    stale = sum(one.finding.stale for one in silent)
    unread = sum(not one.promise.confirmed for one in found.promises)
    said: list[str] = []
    if silent:
        words = ngettext("%(n)s promise has no evidence.", "%(n)s promises have no evidence.", len(silent))
        said.append(words % {"n": len(silent)})
    if stale:
        words = ngettext(
            "For %(n)s of them there was evidence, and it is out of date.",
            "For %(n)s of them there was evidence, and it is out of date.",
            stale,
        )
        said.append(words % {"n": stale})
    for source, n in found.files_that_would_answer():
        said.append(
            ngettext("%(what)s would answer %(n)s of them.", "%(what)s would answer %(n)s of them.", n)
            % {"what": source.words, "n": n}
        )
    if unread:
        words = ngettext(
            "For %(n)s promise nobody has confirmed that the sentence was read rightly, so it is never shown "
            "as broken.",
            "For %(n)s promises nobody has confirmed that the sentence was read rightly, so none of them is "
            "ever shown as broken.",
            unread,
        )
        said.append(words % {"n": unread})
    return Section(
        _("What is not known"),
        (Points(tuple(said or [_("Every promise has an answer, and every reading was confirmed.")])),),
    )


def reviews(school: School, on: date) -> Section:
    rows = tuple(
        (
            str(one.number),
            day(one.ratified_on),
            one.body,
            one.minute or NOT_SAID,
            day(one.in_force_from),
            day(one.recorded_at),
        )
        for one in policies.history(school, on=on)
    )
    head = (_("Version"), _("Ratified"), _("By"), _("Minute"), _("In force from"), _("Entered"))
    return Section(_("Review history"), (Table(_("Each time a policy was put in force"), head, rows),))


def sign_offs(found: PolicyStanding) -> Section:
    adoption = found.policy.adoption
    read = Counter(
        one.promise.answered_by for one in found.promises if one.promise.confirmed and one.promise.answered_by
    )
    said = Counter(one.finding.by for one in found.promises if one.standing is Standing.DECLARED)
    rows = [(_("Put in force"), adoption.by, day(adoption.recorded_at))]
    for name, n in sorted(read.items()):
        last = max(
            one.promise.answered_at
            for one in found.promises
            if one.promise.answered_by == name and one.promise.answered_at
        )
        rows.append(
            (
                ngettext("Confirmed how %(n)s sentence is read", "Confirmed how %(n)s sentences are read", n)
                % {"n": n},
                name,
                day(last),
            )
        )
    for name, n in sorted(said.items()):
        rows.append((ngettext("Confirms %(n)s promise", "Confirms %(n)s promises", n) % {"n": n}, name, day(found.on)))
    head = (_("What"), _("Who"), _("When"))
    return Section(_("Who signed what"), (Table(_("Sign-offs"), head, tuple(rows)),))


def _within(words: str) -> str:
    """ "Governing body" within a sentence."""
    return words[:1].lower() + words[1:]
