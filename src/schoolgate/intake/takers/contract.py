"""What a taker is: a room above that knows a file as its own and has its own way with it."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from schoolgate.intake.models import Delivery


@dataclass(frozen=True, slots=True)
class Taken:
    """``words`` say what it was and what becomes of it; ``address`` is the page to go on with."""

    words: str
    address: str


@runtime_checkable
class Taker(Protocol):
    """``roles`` may open the page. ``take`` looks at the content, keeps what it needs, and says what it took; None for
    a file that is none of its own. The same file again is taken as the first, and nothing is added."""

    @property
    def key(self) -> str: ...
    @property
    def roles(self) -> tuple[str, ...]: ...

    def take(self, delivery: Delivery, data: bytes) -> Taken | None: ...
