"""Giving a school everything it keeps here."""

from pathlib import Path

from django.db import transaction

from schoolgate.caretaking import exporting, kinds
from schoolgate.frame.actor import Actor
from schoolgate.ledger.actions import append, school_chain
from schoolgate.ledger.actions import export as export_record
from schoolgate.people.models import School


def export_school(school: School, out: Path, *, actor: Actor) -> exporting.Exported:
    """Write all that is kept of the school to a new folder, in open formats and in clear, the permanent record with it;
    and enter that it was done. Raises ``BadInputError`` for a folder that is not empty."""
    done = exporting.write(out, school)
    export_record(out / "permanent-record.zip", school_chain(school.ref), actor=actor)
    details: dict[str, str | int | bool | None] = {"rows": done.rows, "files": done.files}
    with transaction.atomic():
        append(school_chain(school.ref), kinds.EXPORTED, actor=actor, subject=school.ref, details=details)
    return done
