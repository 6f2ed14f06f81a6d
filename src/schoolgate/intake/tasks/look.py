"""Look at what was given: whose format it is, and for a table its headings, first rows and a proposed mapping.

Asked: ``{feed}``, empty to find out. Yields one plain object: ``feed`` (empty: nobody's), ``sureness`` by feed,
``headings``, ``rows`` (lists of cells, at most twelve), ``guesses`` (``[heading, column, sureness]``) and ``notes``.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from schoolgate.feeds.contract import Feed, Files
from schoolgate.feeds.mapping import Guess, propose
from schoolgate.feeds.registry import FEEDS
from schoolgate.feeds.tables import Line, read_table
from schoolgate.feeds.tabular import known_headings
from schoolgate.intake.tasks.files import files_of
from schoolgate.kernel.errors import BadInputError

_SHOWN: Final = 12
_LOOKED_AT: Final = 60
_LIKELY: Final = 0.25  # a list of three columns of a feed that knows sixteen is above it


def run(asked: dict[str, Any], parts: Mapping[str, bytes]) -> Iterator[Any]:
    files = files_of(parts)
    sureness = {feed.key: round(feed.recognises(files), 3) for feed in FEEDS}
    feed = FEEDS.get(asked["feed"]) if asked["feed"] else _best(files, sureness)
    if feed is not None and not feed.columns:
        yield _looked(feed, sureness)
        return
    yield {**_looked(feed, sureness), **_table(files, feed)}


def _looked(feed: Feed | None, sureness: dict[str, float]) -> dict[str, Any]:
    empty: dict[str, Any] = {"headings": [], "rows": [], "guesses": [], "notes": []}
    return {"feed": feed.key if feed else "", "sureness": sureness, **empty}


def _best(files: Files, sureness: dict[str, float]) -> Feed | None:
    """The feed that knows the files best; else the one whose needed columns can all be guessed, and most others."""
    known = max(sureness, key=lambda key: sureness[key], default="")
    if known and sureness[known] > 0:
        return FEEDS.get(known)
    guessed = [(_guessed(files, feed), feed.key) for feed in FEEDS if feed.columns]
    best = max(guessed, default=(0.0, ""))
    return FEEDS.get(best[1]) if best[0] > 0 else None


def _guessed(files: Files, feed: Feed) -> float:
    """How well a table's heading and a feed's columns cover one another; nothing where a needed column is not there."""
    try:
        headings, values, _notes = _first_rows(files, feed)
    except BadInputError:
        return 0.0
    guesses = propose(headings, values, feed.columns)
    found = {guess.column for guess in guesses if guess.column}
    if not all(column.key in found for column in feed.columns if column.required) or len(found) < 2:
        return 0.0
    covered = sum(guess.sureness for guess in guesses)
    of_headings, of_columns = covered / len(guesses), covered / len(feed.columns)
    likeness = 2 * of_headings * of_columns / (of_headings + of_columns)
    return likeness if likeness >= _LIKELY else 0.0


def _table(files: Files, feed: Feed | None) -> dict[str, Any]:
    headings, values, notes = _first_rows(files, feed)
    guesses = propose(headings, values, feed.columns) if feed else [Guess(heading, "", 0.0) for heading in headings]
    rows = list(islice(zip(*values.values(), strict=True), _SHOWN)) if values else []
    return {
        "headings": list(headings),
        "rows": [list(row) for row in rows],
        "guesses": [[guess.heading, guess.column, round(guess.sureness, 3)] for guess in guesses],
        "notes": list(notes),
    }


def _first_rows(files: Files, feed: Feed | None) -> tuple[tuple[str, ...], dict[str, list[str]], tuple[str, ...]]:
    """The headings of the files, which must be the same in each, and the first values under them."""
    known = known_headings(feed.columns) if feed else ()
    tables = {name: read_table(data, name, known) for name, data in files.items()}
    (first_name, first), *others = tables.items()
    for name, table in others:
        if set(table.headings) != set(first.headings):
            raise BadInputError(
                f"{first_name} and {name}", "they have different headings.", "Give them one by one, not as a set."
            )
    lines = list(islice((line for line in first.rows if isinstance(line, Line)), _LOOKED_AT))
    return first.headings, {head: [line.cells[head] for line in lines] for head in first.headings}, first.notes()
