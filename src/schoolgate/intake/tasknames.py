"""The tasks that a child process may be given, by name: nothing else is imported there."""

from typing import Final

TASKS: Final = {name: f"schoolgate.intake.tasks.{name}" for name in ("policy", "look", "rows", "slips")}
