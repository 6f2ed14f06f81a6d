"""Whether what serves is what was agreed: looked at on the clock, alarmed, put back, and asked about until answered."""

import json
import shutil
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from schoolgate.evidence.actions import raise_job, settle_jobs
from schoolgate.filtering import kinds
from schoolgate.filtering.access import ALARMED, SIGNERS
from schoolgate.filtering.actions.publishing import alone, digest_in, folder_of, publish
from schoolgate.filtering.actions.telling import tell_facts
from schoolgate.filtering.models import Drift, RulesInService, SettingVersion
from schoolgate.filtering.queries import setting_in_force
from schoolgate.filtering.store.layout import StoreError
from schoolgate.filtering.store.reading import Store
from schoolgate.filtering.ways_in.squid import config as squid
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.gates.web.snapshots import SnapshotError
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.notices.actions import send
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import holders

TO_EXPLAIN: Final = "filter-drift"
_WORDS: Final = "Say why the web filter was changed without agreement"
_MOST: Final = 2_000  # letters


def look(school: School, *, actor: Actor) -> list[Drift]:
    """Hold what serves against what was agreed; what was found to be otherwise and not known before. What was agreed is
    then written again, and what was found in its place is kept beside it. Nothing where nothing is agreed yet.
    """
    if not SettingVersion.objects.for_school(school).exists():
        return []
    found = [each for each in (_setting(school), _rules(school), _lists(school), _proxy(school)) if each is not None]
    new = [row for what, is_, wanted in found if (row := _note(school, what, is_, wanted, actor)) is not None]
    if not any(what is Drift.What.SETTING for what, _, _ in found):
        _put_back(school, new)
    _serves_again(school, {what for what, _, _ in found} - {Drift.What.RULES})
    return new


@transaction.atomic
def settle_drift(drift: Drift, words: str, *, by: Person, actor: Actor) -> None:
    """Somebody who answers for the filter says what it was. Raises ``BadInputError`` for no words, or while what serves
    is still not what was agreed; ``NotFoundError`` where that was said before.
    """
    school = drift.school
    require(roles_of(by, today(school)), *SIGNERS)
    said = words.strip()[:_MOST]
    if not said:
        raise BadInputError("what it was", "is not said.", "Say in a sentence who changed it, and why.")
    hold(school)
    drift.refresh_from_db()
    if drift.settled_on is not None:
        raise NotFoundError("the change", "was explained before.", "Look at the filter’s page.")
    if drift.put_back_at is None:
        raise BadInputError("the filter", "is still not as it was agreed.", "Put that right first.")
    drift.settled_on, drift.settled_by, drift.words = today(school), by.ref, said
    drift.save()
    details = {"on": drift.settled_on.isoformat()}
    append(school_chain(school.ref), kinds.DRIFT_SETTLED, actor=actor, subject=drift.ref, details=details)
    left = Drift.objects.for_school(school).filter(settled_on=None).values_list("ref", flat=True)
    settle_jobs(school, TO_EXPLAIN, still=set(left), met={drift.ref}, actor=actor)
    tell_facts(school, actor=actor)


type _Found = tuple[Drift.What, str, str]


def _setting(school: School) -> _Found | None:
    """The document in force, held against what the permanent record says was put in force."""
    row = SettingVersion.objects.for_school(school).get(in_force_until=None)
    entries = lines(school_chain(school.ref), labels=["school"], kind=kinds.PUT_IN_FORCE.key, at_most=1)
    wanted = str((entries[0].details or {}).get("digest", row.digest)) if entries else row.digest
    try:
        now = setting_in_force(school)
        is_ = now.digest if now is not None else ""
    except SnapshotError:
        is_ = ""
    return None if is_ == wanted else (Drift.What.SETTING, is_, wanted)


def _rules(school: School) -> _Found | None:
    """The file of rules, held against what Schoolgate wrote there last."""
    folder = folder_of(school)
    with alone(folder.root):
        row = RulesInService.objects.for_school(school).first()
        if row is None or not row.written:
            return None  # nothing was written yet
        is_ = digest_in(folder.rules)
        return None if is_ in (row.written, row.writing) else (Drift.What.RULES, is_, row.written)


def _lists(school: School) -> _Found | None:
    """The compiled lists: where the filter is watched or on they must be there, and whole."""
    try:
        now = setting_in_force(school)
    except SnapshotError:
        return None
    path = folder_of(school).lists
    served = RulesInService.objects.for_school(school).values_list("lists_seen", flat=True).first()
    if now is None or not now.setting.serving.runs or not (served or path.exists()):
        return None  # no lists were ever in service here
    try:
        is_ = Store(path).header.digest
    except StoreError:
        return (Drift.What.LISTS, "", "")
    if is_ != served:
        RulesInService.objects.for_school(school).update(lists_seen=is_)
    return None


def _proxy(school: School) -> _Found | None:
    """The configuration of Squid, where it was written into the school's filter folder."""
    try:
        text = (folder_of(school).root / "squid" / "squid.conf").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None  # none was written there
    wanted = text.partition("\n")[0].removeprefix(squid.FORM)
    return (Drift.What.PROXY, squid.digest(text), wanted[:64]) if squid.changed(text) else None


@transaction.atomic
def _note(school: School, what: Drift.What, found: str, wanted: str, actor: Actor) -> Drift | None:
    hold(school)
    rows = Drift.objects.for_school(school)
    if rows.filter(what=what, found=found, settled_on=None).update(put_back_at=None):
        return None  # known, and not answered yet
    row = Drift(school=school, what=what, found=found, wanted=wanted, found_at=timezone.now())
    row.save()
    details = {"what": what.value, "found": found, "wanted": wanted}
    append(school_chain(school.ref), kinds.DRIFTED, actor=actor, subject=row.ref, details=details)
    raise_job(school, kind=TO_EXPLAIN, about=row.ref, role="head", due=today(school), actor=actor, words=_WORDS)
    link = settings.SCHOOLGATE_URL + reverse("filtering.overview", args=[school.ref])
    context = {"link": link, "when": row.found_at.isoformat()}
    told = {one.ref for one in holders(school, ALARMED, on=today(school))}
    for ref in sorted(told):
        send(school, ref, "filter.drift", context, actor=actor, about=row.ref)
    tell_facts(school, actor=actor)
    return row


def _put_back(school: School, new: list[Drift]) -> None:
    folder = folder_of(school)
    for row in new:
        if row.what == Drift.What.RULES and folder.rules.exists():
            shutil.copyfile(folder.rules, folder.root / f"found-{row.ref}.json")
    publish(school)


def _serves_again(school: School, still: set[Drift.What]) -> None:
    rows = Drift.objects.for_school(school).filter(settled_on=None, put_back_at=None)
    rows.exclude(what__in=still).update(put_back_at=timezone.now())


def what_was_found(drift: Drift) -> object:
    """What lay there in the place of the rules, as far as it can be read; ``None`` where nothing was kept."""
    path = folder_of(drift.school).root / f"found-{drift.ref}.json"
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
