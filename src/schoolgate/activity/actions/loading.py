"""The one way in for rows: bound, looked at, counted, sealed in parts, and in the manifest at once or not at all."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from schoolgate.activity import kinds
from schoolgate.activity.actions.assessing import ask_for_assessment
from schoolgate.activity.actions.manifest import add_parts, entry_of
from schoolgate.activity.actions.mending import set_aside
from schoolgate.activity.actions.rejecting import Rejects
from schoolgate.activity.binding import Fixed
from schoolgate.activity.folder import activity_folder
from schoolgate.activity.loaded import Loaded
from schoolgate.activity.models import Load, Part, Source
from schoolgate.activity.noticing import watchers
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.queries import parts
from schoolgate.activity.repeats import Repeats
from schoolgate.activity.taking import Taking, whole_time
from schoolgate.feeds.activity.contract import Batch
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.ledger.actions import append_batch, school_chain
from schoolgate.people.models import School

# A load of a source that is read on from where it was left, of fewer rows than this, is entered in the record with the
# others of its day when they are put together: there may be one a second (decision 0266).
ENTERED_AT_ONCE: Final = 10_000


def load(
    school: School,
    source: Source,
    batches: Iterable[Batch],
    *,
    actor: Actor,
    progress: Callable[[int], object] | None = None,
    continues: bool = False,
    position: Callable[[], Mapping[str, Any]] | None = None,
) -> Loaded:
    """Take in batches of a feed. ``progress`` is called with how many lines were read so far.

    The same line of the same file twice, or of overlapping files, is kept once: of lines that are equal in all that is
    known of them, as many are kept as any one load had. With ``continues``, for a source that is read on from where it
    was left, equal lines are new lines. ``position`` is asked when all batches are taken, and what it gives is written
    to the source in the transaction of the manifest: a load that was cut off has moved nothing and kept nothing, and
    one that was not has done both.

    Raises ``SchoolgateError`` where the disk is full, and ``BadInputError`` where another load of the source moved its
    position meanwhile: then nothing was kept.
    """
    began, rejects, taking = time.monotonic(), Rejects(), _begun(school, source, continues=continues)
    try:
        for batch in batches:
            taking.take(batch.rows)
            rejects.add(batch)
            if progress is not None:
                progress(rejects.lines)
        taking.finish()
        for ref in taking.repeats.damaged:
            set_aside(school, ref, actor=actor)
        told = position() if position is not None else None
        return _Commit(source, taking, rejects, actor, continues, told, began).run()
    except BaseException as error:
        taking.leave()
        if isinstance(error, OSError):
            raise _not_written(taking.folder, error) from error
        raise


def _begun(school: School, source: Source, *, continues: bool) -> Taking:
    fixed, lookers = Fixed(school.ref, source.ref, school.time_zone), [one.begin(school) for one in watchers()]
    return Taking(school, fixed, activity_folder(), Pseudonyms.of(school), Repeats(parts(school), continues), lookers)


def _not_written(folder: Path, error: OSError) -> SchoolgateError:
    return SchoolgateError(
        str(folder),
        f"the rows cannot be written there ({error.strerror or error}); none of this load is kept.",
        "Make room on the disk, then load the same again.",
    )


@dataclass(slots=True)
class _Commit:
    """The one moment in which a load becomes part of the log."""

    source: Source
    taking: Taking
    rejects: Rejects
    actor: Actor
    continues: bool
    position: Mapping[str, Any] | None
    began: float

    @transaction.atomic
    def run(self) -> Loaded:
        school, taking = self.taking.school, self.taking
        hold(school)
        now = timezone.now()
        source = self._source()
        before = {part.ref for part in self.taking.repeats.parts}
        first, last = whole_time(taking.sealed)
        meanwhile = [
            part
            for part in parts(school)
            if part.ref not in before and first and last and part.first_at <= last and first <= part.last_at
        ]
        if meanwhile:
            taking.leave_out(meanwhile)
            first, last = whole_time(taking.sealed)
        row = Load(school=school, source=source, at=now, read=self.rejects.lines, kept=taking.kept)
        row.repeated, row.first_at, row.last_at = taking.repeated, first, last
        row.save()
        row.rejected = self.rejects.keep(row)
        row.seconds = round(time.monotonic() - self.began, 3)
        row.save(update_fields=["rejected", "seconds"])
        enters = not self.continues or taking.kept >= ENTERED_AT_ONCE
        made = add_parts(school, taking.sealed, row, entered=enters)
        for looker, hits in zip(taking.lookers, taking.hits, strict=True):
            looker.commit(hits, [part.ref for part in made if part.kind == Part.Kind.ROWS])
        self._heard(source, row)
        ask_for_assessment(school, actor=self.actor)
        if enters and (made or row.rejected):
            self._enter(school, row)
        told = tuple(part.ref for part in made if part.kind == Part.Kind.ROWS)
        hits_found = sum(map(len, taking.hits))
        return Loaded(row.read, row.kept, self.rejects.count, row.repeated, row.seconds, hits_found, told)

    def _source(self) -> Source:
        row: Source = Source.objects.for_school(self.taking.school).select_for_update().get(pk=self.source.pk)
        if self.position is not None and row.position != self.source.position:
            raise BadInputError(
                self.source.name, "another process read it on meanwhile.", "Nothing was kept twice; go on from there."
            )
        return row

    def _heard(self, source: Source, row: Load) -> None:
        if row.kept or row.repeated:
            source.last_heard_at = row.at
        if row.last_at is not None and (source.last_row_at is None or row.last_at > source.last_row_at):
            source.last_row_at = row.last_at
        if self.position is not None:
            source.position = dict(self.position)
        source.save(update_fields=["last_heard_at", "last_row_at", "position"])
        self.source.position, self.source.last_heard_at = source.position, source.last_heard_at
        self.source.last_row_at = source.last_row_at

    def _enter(self, school: School, row: Load) -> None:
        counts = {"read": row.read, "kept": row.kept, "rejected": row.rejected, "repeated": row.repeated}
        append_batch(
            school_chain(school.ref),
            kinds.LOADED,
            [entry_of(one) for one in self.taking.sealed],
            actor=self.actor,
            subject=self.source.ref,
            details={"load": row.ref, **counts},
        )
