"""How far the making of the made-up school has come, in plain words, for whoever waits for it."""

from collections.abc import Callable

type Tell = Callable[[str], None]


def nobody(_words: str) -> None:
    """Nobody waits: nothing is told."""
