"""How fast rows come out of the bounded process, and how much memory it takes as files grow.

    PYTHONPATH=src:. python -m bench.intake_rows

Prints, for 10,000, 100,000 and 1,000,000 rows, seconds, the child's peak memory, and the seconds of Python's own CSV
reader over the same bytes in the same run, which reads no value and finds no fault.
"""

import csv
import io
import sys
import time
from pathlib import Path

from schoolgate.intake import bounded

MAPPING = {"Type": "kind", "Name": "name", "First day": "first", "Last day": "last"}


def made(rows: int) -> bytes:
    """A list of ``rows``, one in a hundred of which cannot be used."""
    lines = [b"Type,Name,First day,Last day\n"]
    for n in range(rows):
        day = b"31/02/2027" if n % 100 == 0 else b"%02d/%02d/2027" % (n % 28 + 1, n % 12 + 1)
        lines.append(b"INSET,Training day %d,%s,\n" % (n, day))
    return b"".join(lines)


def peak_of_children() -> dict[int, int]:
    """Peak memory in kB of each living child that is our worker, as the kernel counts it."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"schoolgate.intake.worker" in (process / "cmdline").read_bytes():
                lines = (process / "status").read_text().splitlines()
                found[int(process.name)] = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
        except (OSError, StopIteration):
            continue
    return found


def main() -> None:
    for rows in (10_000, 100_000, 1_000_000):
        data = made(rows)
        begun = time.perf_counter()
        read = sum(1 for _ in csv.reader(io.TextIOWrapper(io.BytesIO(data), newline="")))
        plain = time.perf_counter() - begun
        begun, got, left, peak = time.perf_counter(), 0, 0, 0
        asked = {"feed": "term-dates", "mapping": MAPPING}
        found = bounded.run(
            "rows", asked, {"terms.csv": data}, wall_seconds=600, cpu_seconds=600, result_bytes=1_000_000_000
        )
        for number, batch in enumerate(found):
            good = sum(len(item) == 3 for item in batch)
            got, left = got + good, left + len(batch) - good
            if number % 50 == 0:
                peak = max(peak, *peak_of_children().values(), 0)
        taken = time.perf_counter() - begun
        assert got + left == rows == read - 1
        sys.stdout.write(
            f"{rows:>9,} rows, {len(data) / 1e6:5.1f} MB: {taken:6.1f} s ({rows / taken:,.0f} a second), "
            f"child {peak / 1024:.0f} MB; csv.reader alone {plain:.1f} s\n"
        )


if __name__ == "__main__":
    main()
