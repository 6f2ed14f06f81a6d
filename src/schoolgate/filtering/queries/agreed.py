"""What is agreed: the setting in force on any moment, what waits, and what is open or closed beside it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from schoolgate.filtering.access import SIGNING
from schoolgate.filtering.agreed import documents
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.kinds import FILTER
from schoolgate.filtering.models import (
    FilterPause,
    Proposal,
    SettingSignature,
    SettingVersion,
    SiteClosure,
    SiteOpening,
)
from schoolgate.gates.web.snapshots import SnapshotError
from schoolgate.kernel.errors import NotFoundError
from schoolgate.ledger.kept import kept
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import who_may_sign


@dataclass(frozen=True, slots=True)
class InForce:
    """A version of the setting. ``until`` is ``None`` for the one in force."""

    ref: str
    number: int
    epoch: int
    digest: str
    setting: Setting
    since: datetime
    until: datetime | None


def setting_in_force(school: School, at: datetime | None = None) -> InForce | None:
    """The version in force now, or at a moment; ``None`` where nothing was agreed yet.

    Raises ``SnapshotError`` where its document is not as it was agreed.
    """
    rows = SettingVersion.objects.for_school(school)
    if at is None:
        row = rows.filter(in_force_until=None).first()
    else:
        row = rows.filter(Q(in_force_until=None) | Q(in_force_until__gt=at), in_force_from__lte=at).first()
    return _version(row) if row is not None else None


def versions(school: School) -> list[InForce]:
    """Every version there was, the newest first."""
    return [_version(row) for row in SettingVersion.objects.for_school(school).order_by("-number")]


def version(school: School, number: int) -> InForce | None:
    row = SettingVersion.objects.for_school(school).filter(number=number).first()
    return _version(row) if row is not None else None


def proposal_rows(school: School) -> Any:
    """The changes that wait, the oldest first."""
    rows = Proposal.objects.for_school(school).filter(status=Proposal.Status.WAITING)
    return rows.select_related("on_version", "school").order_by("proposed_at", "pk")


def is_on(school: School) -> bool:
    """Whether Schoolgate's own filter closes anything for anybody here but what is locked."""
    return kept(school.ref, ("filter on",), lambda: _is_on(school), rests_on=FILTER)


def _is_on(school: School) -> bool:
    try:
        now = setting_in_force(school)
    except SnapshotError:
        return True  # what serves then is not known, so nobody is told that nothing is switched on
    return now is not None and now.setting.serving.acts


def to_sign(school: School) -> tuple[tuple[str, frozenset[str], bool], ...]:
    """What waits: the proposal's ref, refs of those who may sign it next, and whether one person has."""
    day, found = today(school), []
    for row in proposal_rows(school):
        signed = {
            one.role: frozenset(one.humans) for one in SettingSignature.objects.for_school(school).filter(proposal=row)
        }
        able = who_may_sign(school, SIGNING, day, signed)
        found.append((row.ref, frozenset(one.person for one in able), bool(signed)))
    return tuple(found)


def is_signed(row: Proposal) -> bool:
    """Whether anybody has agreed to it."""
    return SettingSignature.objects.for_school(row.school).filter(proposal=row).exists()


def proposal(school: School, ref: str) -> Proposal:
    """A change that was proposed, whatever became of it. Raises ``NotFoundError``."""
    row: Proposal | None = Proposal.objects.for_school(school).filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the proposed change", "there is none such here.", "Look at the web filter’s page.")
    return row


def proposed_setting(row: Proposal) -> Setting:
    return documents.read(row.document)


def open_sites(school: School, at: datetime | None = None) -> list[SiteOpening]:
    """Sites that are opened and not over yet, what ends first coming first and what has no end last."""
    moment = at or timezone.now()
    rows = SiteOpening.objects.for_school(school).filter(ended_at=None)
    left = rows.filter(Q(until=None) | Q(until__gt=moment))
    return sorted(left, key=lambda row: (row.until is None, row.until or row.since, row.pk))


def closed_sites(school: School, at: datetime | None = None) -> list[SiteClosure]:
    """Sites that are closed at once and not over yet, what lapses first coming first."""
    rows = SiteClosure.objects.for_school(school).filter(ended_at=None, until__gt=at or timezone.now())
    return list(rows.order_by("until", "pk"))


def pauses(school: School, at: datetime | None = None) -> list[FilterPause]:
    """What rests now, what ends first coming first."""
    rows = FilterPause.objects.for_school(school).filter(ended_at=None, until__gt=at or timezone.now())
    return list(rows.order_by("until", "pk"))


def _version(row: SettingVersion) -> InForce:
    setting = documents.read(row.document)
    return InForce(row.ref, row.number, row.epoch, row.digest, setting, row.in_force_from, row.in_force_until)
