"""Loading an extract of the register of schools, and taking a school from it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import batched
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.feeds.contract import Reject
from schoolgate.feeds.schools_register import Registered, dated_by_name, read_register
from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import INSTANCE, append, trust_chain
from schoolgate.people import kinds
from schoolgate.people.actions.schools import change_school, keep_school
from schoolgate.people.models import RegisteredSchool, RegisterExtract, RegisterReject, School, Trust
from schoolgate.people.register import folded, sought
from schoolgate.vocabulary.schools import CLOSED

MADE_UP: Final = Path(__file__).parent.parent / "made-up-schools-20261102.csv"
_A_BATCH: Final = 2000
_LOST_MOST: Final = 10  # per cent of the schools held: an extract that lacks more was cut, or is of one region
_TAKEN: Final = ("laestab", "funding", "phase", "age_from", "age_to", "roll", "roll_on", "website")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of an extract. ``repeated`` when the very same file is held already."""

    dated: date
    kept: int
    rejected: int
    repeated: bool = False


def load_register(path: Path, *, actor: Actor, dated: date | None = None, smaller: bool = False) -> Loaded:
    """Take the extract in ``path`` in the place of the one held; all of it, or the old one stays.

    ``dated`` is read from the file's name when left out. Raises ``BadInputError`` for a file that is no extract, one
    older than that held, and one with over a tenth fewer schools unless ``smaller`` says that it is meant.
    """
    day = dated or dated_by_name(path.name)
    if day is None:
        raise BadInputError(path.name, "its name does not tell the day it was made.", "Say it: --dated 2026-11-02.")
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            with transaction.atomic():
                return _load(
                    file_rows=read_register(file), name=path.name, day=day, digest=digest, actor=actor, smaller=smaller
                )
    except OSError as error:
        raise BadInputError(str(path), f"it cannot be read: {error.strerror}.", "Check the file.") from None


def add_registered_school(urn: str, *, actor: Actor, nation: str = "") -> School:
    """Add the school that the register knows by ``urn``, with all that it says of it, and its trust.

    Raises ``NotFoundError`` for a URN the extract lacks, ``BadInputError`` for a school that is closed.
    """
    row = registered(urn)
    if row.status == CLOSED:
        raise BadInputError(
            f"{row.name} ({urn})", "the register says it is closed.", "Look for the one that took over."
        )
    school = School(name=row.name, urn=row.urn, nation=nation or row.nation or School.Nation.ENGLAND)
    for field in _TAKEN:
        setattr(school, field, getattr(row, field))
    extract = RegisterExtract.objects.get()
    school.register_on = extract.dated
    with transaction.atomic():
        school.trust = _trust(row, actor)
        return keep_school(school, actor=actor)


def take_from_register(school: School, *, actor: Actor) -> School:
    """Bring what is kept about the school up to what the register says, its name apart: a person changes that."""
    row = registered(school.urn)
    extract = RegisterExtract.objects.get()
    said = {field: getattr(row, field) for field in _TAKEN}
    return change_school(school, actor=actor, **said, register_on=extract.dated)


def registered(urn: str) -> RegisteredSchool:
    found = RegisteredSchool.objects.filter(urn=urn.strip()).first()
    if found is None:
        raise NotFoundError(
            f"URN {urn or 'of the school'}",
            "the register loaded here has none.",
            "Load a newer extract: schoolgate school register FILE.",
        )
    return found


def _load(
    *, file_rows: Iterator[Registered | Reject], name: str, day: date, digest: str, actor: Actor, smaller: bool
) -> Loaded:
    held = RegisterExtract.objects.select_for_update().first()
    if held and held.digest == digest:
        return Loaded(held.dated, held.kept, held.rejected, repeated=True)
    if held and held.dated > day:
        raise BadInputError(
            name, f"it is of {day:%-d %B %Y}, and one of {held.dated:%-d %B %Y} is held.", "Give a newer one."
        )
    RegisteredSchool.objects.all().delete()
    RegisterReject.objects.all().delete()
    kept, rejected = _keep_rows(file_rows)
    if held and not smaller and kept * 100 < held.kept * (100 - _LOST_MOST):
        raise BadInputError(
            name,
            f"it has {kept} schools, and the extract held has {held.kept}.",
            "If that is meant, say --smaller; the one held stays until then.",
        )
    RegisterExtract.objects.all().delete()
    RegisterExtract.objects.create(dated=day, digest=digest, loaded_at=timezone.now(), kept=kept, rejected=rejected)
    details: dict[str, str | int | bool | None] = {
        "dated": day.isoformat(),
        "kept": kept,
        "rejected": rejected,
        "digest": digest,
    }
    append(INSTANCE, kinds.REGISTER_LOADED, actor=actor, subject="register", details=details)
    return Loaded(day, kept, rejected)


def _keep_rows(rows: Iterator[Registered | Reject]) -> tuple[int, int]:
    """How many schools and how many rejects were kept."""
    seen: set[str] = set()
    counts = [0, 0]
    for some in batched(rows, _A_BATCH):
        schools: list[RegisteredSchool] = []
        rejects: list[RegisterReject] = []
        for row in some:
            if isinstance(row, Reject):
                rejects.append(RegisterReject(line=row.line, reason=row.reason, raw=row.raw))
            elif row.urn in seen:
                rejects.append(RegisterReject(line=0, reason=f"The URN {row.urn} was there already.", raw=row.name))
            else:
                seen.add(row.urn)
                schools.append(_row(row))
        RegisteredSchool.objects.bulk_create(schools)
        RegisterReject.objects.bulk_create(rejects)
        counts = [counts[0] + len(schools), counts[1] + len(rejects)]
    return counts[0], counts[1]


def _row(row: Registered) -> RegisteredSchool:
    said = {name: getattr(row, name) for name in row.__slots__}
    widest = {field.name: field.max_length for field in RegisteredSchool._meta.concrete_fields if field.max_length}
    cut = {name: value[: widest[name]] if isinstance(value, str) else value for name, value in said.items()}
    return RegisteredSchool(**cut, sought=sought(row))


def _trust(row: RegisteredSchool, actor: Actor) -> Trust | None:
    if not row.trust_name:
        return None
    known = Trust.objects.filter(code=row.trust_code).first() if row.trust_code else None
    known = known or next((one for one in Trust.objects.all() if folded(one.name) == folded(row.trust_name)), None)
    if known is None:
        known = Trust.objects.create(name=row.trust_name, code=row.trust_code)
        append(trust_chain(known.ref), kinds.TRUST_ADDED, actor=actor, subject=known.ref)
    return known
