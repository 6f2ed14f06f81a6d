"""What was decided, as documents and in words."""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from schoolgate.filtering.answers import Answer
from schoolgate.filtering.store.layout import ListFacts


def asked(urls: tuple[str, ...], *, stdin: bool) -> Iterator[str]:
    """The addresses named, then with ``stdin`` one a line from standard input, whatever is in it; none is left out."""
    yield from urls
    if stdin:
        for line in sys.stdin.buffer:
            yield line.removesuffix(b"\n").removesuffix(b"\r").decode(errors="replace")


def document(answer: Answer) -> dict[str, Any]:
    """``{url, verdict, category, rule, because, otherwise, host, lists: [{entry, list, category, day}],
    lifted: [{entry, list, category, day}]}``.

    ``category`` is null where no category decided. ``lists`` are all that name the host, whatever was decided, but for
    those in ``lifted``, of which Schoolgate knows that they are wrong about it.
    """
    decision = answer.decision
    return {
        "url": answer.url,
        "verdict": decision.verdict,
        "category": decision.category or None,
        "rule": decision.rule,
        "because": decision.because,
        "otherwise": decision.otherwise or None,
        "host": answer.host or None,
        "lists": _rows(answer.listed),
        "lifted": _rows(answer.lifted),
    }


def _rows(found: Iterable[tuple[str, ListFacts]]) -> list[dict[str, str]]:
    return [{"entry": entry, "list": each.name, "category": each.category, "day": each.day} for entry, each in found]


def words(answers: Iterable[Answer]) -> str:
    return "\n".join(_words(answer) for answer in answers)


def _words(answer: Answer) -> str:
    named = ", ".join(dict.fromkeys(f"{each.name} of {each.day} ({entry})" for entry, each in answer.listed))
    return f"{answer.decision.verdict:<6} {answer.url}\n       {answer.decision.because}" + (
        f"\n       Listed: {named}." if named else ""
    )
