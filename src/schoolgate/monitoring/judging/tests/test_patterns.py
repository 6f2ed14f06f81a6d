"""How a pattern is written, and where it matches."""

import pytest

from schoolgate.monitoring.judging.patterns import Span, parsed


def found(pattern: str, text: str) -> Span | None:
    """Where ``pattern`` matches, each word of ``text`` being a concept of its own."""
    words, spans = text.split(), dict[str, list[Span]]()
    for at, word in enumerate(words):
        spans.setdefault(word, []).append((at, at + 1))
    return parsed(pattern).match(spans, len(words))


@pytest.mark.parametrize(
    ("pattern", "text", "where"),
    [
        ("sad ~0 now", "i am sad now", (2, 4)),
        ("sad ~1 now", "sad right now", (0, 3)),
        ("sad ~0 now", "sad right now", None),
        ("sad|low ~0 now", "low now", (0, 2)),
        ("sad ?right ~0 now", "sad now", (0, 2)),
        ("sad ?right ~0 now", "sad right now", (0, 3)),
        ("?so sad", "so sad", (0, 2)),
        ("?so sad", "i am sad", (2, 3)),
        ("?so ?very sad", "sad", (0, 1)),
        ("?so", "i am sad", None),
        ("^ ?so sad", "sad", (0, 1)),
        ("^ ?so sad", "i am sad", None),
        ("?so sad $", "sad now", None),
        ("sad & now", "now i am sad", (0, 4)),
        ("sad & !now", "now i am sad", None),
    ],
)
def test_it_works(pattern: str, text: str, where: Span | None) -> None:
    assert found(pattern, text) == where


@pytest.mark.parametrize("pattern", ["sad||low", "^", "sad & !"])
def test_a_pattern_without_words_is_refused(pattern: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        parsed(pattern)
