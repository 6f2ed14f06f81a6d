"""How soon the command answers where no database is needed: ``PYTHONPATH=src:. python -m bench.start_up``.

Each is started as a person starts it, five times, and the quickest is kept: whatever else the machine does only adds.
Ends with 1 where one takes longer than the floor.
"""

import subprocess
import sys
import time
from typing import Final

FLOOR_SECONDS: Final = 0.3
ROUNDS: Final = 5
COMMANDS: Final = (("--help",), ("--version",), ("policy", "--help"), ("policy", "read", "--help"), ("control", "list"))


def seconds(arguments: tuple[str, ...]) -> float:
    """Wall-clock seconds of the quickest of five starts."""
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "schoolgate", *arguments], capture_output=True, check=True, timeout=60)  # noqa: S603 (ours)
        took.append(time.perf_counter() - began)
    return min(took)


def main() -> int:
    slow = 0
    for arguments in COMMANDS:
        figure = seconds(arguments)
        slow += figure > FLOOR_SECONDS
        sys.stdout.write(f"{figure:.3f} s  schoolgate {' '.join(arguments)}\n")
    sys.stdout.write(f"floor {FLOOR_SECONDS} s, {slow} slower\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
