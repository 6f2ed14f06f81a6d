"""Saying what a school's settings are, from a day on."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.frame.outbox import publish
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import kinds
from schoolgate.people.access import today
from schoolgate.people.events import SettingsChanged
from schoolgate.people.models import School, Setting
from schoolgate.vocabulary.settings import SETTINGS, SettingName

LONGEST = 4000


def set_settings(school: School, said: Mapping[str, str], *, actor: Actor, valid_from: date | None = None) -> list[str]:
    """Record what each setting is from ``valid_from`` on (left out: from today). An empty value ends one.

    Returns the keys that changed: what is said again changes nothing and enters nothing. All of it, or nothing. Raises
    ``BadInputError`` for a key there is not, a choice that is none, and what is no e-mail address.
    """
    first = valid_from or today(school)
    wanted = {key: _checked(key, value) for key, value in said.items()}
    now = timezone.now()
    with transaction.atomic():
        hold(school)
        held: dict[str, list[tuple[str, bool]]] = {}
        for row in Setting.objects.for_school(school).known().overlapping(first, None).order_by("valid_from"):
            held.setdefault(row.key, []).append((row.value, row.valid_from <= first and row.valid_to is None))
        # From that day on it is this and nothing later, so what was said of a later day goes too.
        changed = [key for key, value in wanted.items() if held.get(key, []) != ([(value, True)] if value else [])]
        for key in changed:
            if wanted[key]:
                row = Setting(school=school, key=key, value=wanted[key], set_by=actor.ref)
                row.valid_from, row.recorded_at = first, now
                put(row)
            else:
                withdraw(Setting, school, {"key": key}, valid_from=first, valid_to=None, at=now)
        if changed:
            publish(SettingsChanged(school.ref), school_ref=school.ref)
        for key in changed:
            details: dict[str, str | int | bool | None] = {
                "setting": key,
                "valid_from": first.isoformat(),
                "empty": not wanted[key],
                "length": len(wanted[key]),
            }
            append(school_chain(school.ref), kinds.SETTING_CHANGED, actor=actor, subject=school.ref, details=details)
    return changed


def _checked(key: str, value: str) -> str:
    name = SETTINGS.get(key)
    if name is None:
        raise BadInputError(f"the setting {key!r}", "there is none.", f"Known: {', '.join(SETTINGS)}.")
    lines = [" ".join(line.split()) for line in value.splitlines()]
    clean = "\n".join(line for line in lines if line)
    if len(clean) > LONGEST:
        raise BadInputError(name.words, f"it is longer than {LONGEST} characters.", "Write less.")
    if name.kind != "lines" and "\n" in clean:
        raise BadInputError(name.words, "it is more than one line.", "Write one line.")
    _check_kind(name, clean)
    return clean


def _check_kind(name: SettingName, value: str) -> None:
    if value and name.kind == "choice" and value not in dict(name.choices):
        known = ", ".join(key for key, _words in name.choices)
        raise BadInputError(name.words, f"{value!r} is none of the answers.", f"Known: {known}.")
    if value and name.kind == "email":
        try:
            validate_email(value)
        except ValidationError:
            raise BadInputError(name.words, "it is not an e-mail address.", "Check it, or leave it empty.") from None
