"""Keeping the lines that could not be read: as they came, locked, with why; each once."""

from dataclasses import dataclass, field
from itertools import batched
from typing import Final

from schoolgate.activity.models import Load, RejectedLine
from schoolgate.feeds.activity.contract import Batch, Rejected
from schoolgate.frame.blind import blind

MOST: Final = 100_000  # of one load; a file with more is no log, and the load says how many there were
_MOST_BYTES: Final = 32 << 20
_AT_ONCE: Final = 500


@dataclass(slots=True)
class Rejects:
    """The rejected lines of a load, and how many lines there were."""

    lines: int = 0
    count: int = 0
    _kept: list[Rejected] = field(default_factory=list)
    _bytes: int = 0

    def add(self, batch: Batch) -> None:
        self.lines += batch.rows.num_rows + len(batch.rejects) + batch.skipped
        self.count += len(batch.rejects)
        for one in batch.rejects:
            if len(self._kept) >= MOST or self._bytes + len(one.raw) > _MOST_BYTES:
                break
            self._kept.append(one)
            self._bytes += len(one.raw)

    def keep(self, row: Load) -> int:
        """Keep those that are not kept already, and return how many that was. In the caller's transaction."""
        new = 0
        for some in batched(self._kept, _AT_ONCE):
            by_digest = {blind(one.raw.hex(), f"activity.reject.{row.source_id}"): one for one in some}
            there = RejectedLine.objects.for_school(row.school).filter(digest__in=by_digest)
            for known in there.values_list("digest", flat=True):
                by_digest.pop(known, None)
            rows = [
                RejectedLine(
                    school=row.school,
                    load=row,
                    at=row.at,
                    line=one.line,
                    reason=one.reason[:200],
                    raw=one.raw.decode("utf-8", "backslashreplace").replace("\0", "\\x00"),
                    digest=digest,
                )
                for digest, one in by_digest.items()
            ]
            new += len(RejectedLine.objects.for_school(row.school).bulk_create(rows))
        return new + self.count - len(self._kept)
