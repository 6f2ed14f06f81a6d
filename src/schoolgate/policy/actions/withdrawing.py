"""A policy file given by mistake: its words go, that it was given stays."""

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger import actions as ledger
from schoolgate.people.models import School
from schoolgate.policy import kinds
from schoolgate.policy.models import Adoption, Version


@transaction.atomic
def withdraw_version(school: School, ref: str, *, actor: Actor) -> int:
    """Erase a version's file, its name and our reading of it; returns its number, which is never used again.

    Raises ``NotFoundError`` for a version that is not this school's or was withdrawn, and ``BadInputError`` for one
    that was ever put in force: what the school went by on a past day must stay.
    """
    hold(school)
    version = Version.objects.for_school(school).filter(ref=ref, withdrawn_at__isnull=True).first()
    if version is None:
        raise NotFoundError("That version", "is not one of this school’s, or was withdrawn.", "Choose from the list.")
    if Adoption.objects.for_school(school).filter(version=version).exists():
        raise BadInputError(
            f"Version {version.number}",
            "was put in force, so it stays as it was given.",
            "Put the right one in force; it takes this one’s place.",
        )
    number, storage, lies = version.number, version.file.storage, version.file.name
    version.filename, version.file, version.reading = "", "", {}
    version.withdrawn_at = timezone.now()
    version.save(update_fields=["filename", "file", "reading", "withdrawn_at"])
    # Only once the row says so for good: an undone transaction must not lose the file.
    transaction.on_commit(lambda: storage.delete(lies))
    details: dict[str, str | int | bool | None] = {"number": number, "sha256": version.sha256}
    ledger.append(ledger.school_chain(school.ref), kinds.WITHDRAWN, actor=actor, subject=version.ref, details=details)
    return int(number)
