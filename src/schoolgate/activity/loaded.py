"""What became of a log that was taken in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many lines were ``read``, rows ``kept``, lines ``rejected``, and rows ``repeated``: there already. ``hits``
    is how many things watchers noticed; ``parts`` the refs of the new parts of rows."""

    read: int = 0
    kept: int = 0
    rejected: int = 0
    repeated: int = 0
    seconds: float = 0.0
    hits: int = 0
    parts: tuple[str, ...] = field(default=())

    @property
    def document(self) -> dict[str, int | float]:
        return {
            "read": self.read,
            "kept": self.kept,
            "rejected": self.rejected,
            "repeated": self.repeated,
            "seconds": round(self.seconds, 3),
        }
