"""What a setting is: one line of docs/reference/settings.md."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "secret", "folder", "address", "list", "yes or no", "number"]


@dataclass(frozen=True, slots=True)
class Setting:
    """``allowed`` says in words what may be written; ``words`` what it does."""

    key: str
    kind: Kind
    default: str
    allowed: str
    words: str
