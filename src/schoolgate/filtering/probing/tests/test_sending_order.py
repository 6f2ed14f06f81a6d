"""Results that wait are sent in the order in which they were made."""

import os
from pathlib import Path

from schoolgate.filtering.probing import sending


def test_the_oldest_goes_first_also_within_a_second(tmp_path: Path) -> None:
    """Two tests may end in one second, and the letters of their seals say nothing of which was first."""
    made = ["ff", "aa", "cc"]
    for at, seal in enumerate(made):
        kept = sending.keep_results({"ended": "2026-09-07T08:00:00+00:00", "seal": seal * 4}, tmp_path)
        os.utime(kept, ns=(at, at))
    older = sending.keep_results({"ended": "2026-09-07T07:59:59+00:00", "seal": "dd" * 4}, tmp_path)
    waiting = sorted(tmp_path.glob(sending._PENDING), key=sending._when)
    assert waiting[0] == older, "a later touch does not make it younger"
    assert [path.stem[-2:] for path in waiting[1:]] == made
