"""What is held, and how long each kind of thing is kept."""

from dataclasses import dataclass
from datetime import date

from schoolgate.caretaking.models import Hold
from schoolgate.caretaking.naming import words_for
from schoolgate.frame import erasing
from schoolgate.frame.checks import room_models
from schoolgate.frame.retention import Retention
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Held:
    """A hold. ``why`` is unlocked: for those who may place one."""

    subject: str
    why: str
    by: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class KeptFor:
    """A line of the retention schedule. ``what`` is the table by its code name, ``words`` for people.

    ``erased_by`` is the key of what erases it, empty where nothing does.
    """

    what: str
    kept: str
    because: str
    erased_by: str
    words: str = ""


def holds(school: School, *, on: date) -> list[Held]:
    rows = Hold.objects.for_school(school).as_of(on).order_by("valid_from", "subject")
    return [Held(row.subject, row.why, row.by, row.valid_from, row.valid_to) for row in rows]


def schedule() -> list[KeptFor]:
    """How long each table's rows are kept and why, by name."""
    by = {model: eraser.key for eraser in erasing.everything() for model in eraser.tables}
    found = []
    for model in room_models():
        kept: Retention = model.retention  # type: ignore[attr-defined]  # a check refuses a model without
        label = model._meta.label
        words = words_for(label, str(model._meta.verbose_name_plural))
        found.append(KeptFor(label, kept.words, kept.because, by.get(model, ""), words))
    return sorted(found, key=lambda line: line.what)
