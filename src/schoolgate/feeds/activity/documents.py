"""Records of JSON, however they are laid out: one a line, in a list, or in a list within an answer of an interface.

Records are numbered from 1, as lines are elsewhere. Memory holds one record and a piece of the file.
"""

import codecs
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from schoolgate.feeds.activity.contract import LONGEST_LINE, LONGEST_RAW, Batch, Options, Rejected
from schoolgate.feeds.activity.reading import Read
from schoolgate.feeds.activity.rows import Found, rows, with_terms

_PIECE: Final = 1 << 16  # characters
_ROWS: Final = 8_192  # of a batch
_OPENS: Final = re.compile(
    r'\s*(?:\{\s*(?:"[^"\[{]*"\s*:\s*(?:"[^"]*"|[\d.]+|true|false|null)\s*,\s*)*"[^"]*"\s*:\s*)?\['
).match
_BETWEEN: Final = " \t\r\n,\ufeff"
_NEXT: Final = re.compile(r"(?:\}\s*,|\n)\s*(?=\{)").search
_NO_RECORD: Final = "It is not a record of JSON."
type Record = Callable[[Mapping[str, Any]], list[Found] | str | None]


def documents_feed(begin: Callable[[Options], Record]) -> Read:
    """The ``read`` of such a file. ``begin`` gives what makes the rows of a record: none to skip it, or why it is none.

    Such a file is an answer given whole: nothing goes on after its end, and a record that was cut is refused.
    """

    def read(chunks: Iterator[bytes], options: Options) -> Iterator[Batch]:
        make, number, size = begin(options), options.first_line, _Counted(iter(chunks))
        found: list[Found] = []
        rejects: list[Rejected] = []
        skipped = 0
        for record in _records(size):
            made = _made(make, record)
            if isinstance(made, str):
                raw = record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
                rejects.append(Rejected(number, made, raw.encode()[:LONGEST_RAW]))
            elif made:
                found += [{"line": number, **each} for each in made]
            else:
                skipped += 1
            number += 1
            if len(found) + len(rejects) >= _ROWS:
                yield Batch(with_terms(rows(found)), tuple(rejects), skipped, next_line=number)
                found, rejects, skipped = [], [], 0
        yield Batch(with_terms(rows(found)), tuple(rejects), skipped, size.count, number)

    return read


class _Counted:
    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self.count = chunks, 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.count += len(chunk)
            yield chunk


def _made(make: Record, record: object) -> list[Found] | str | None:
    if not isinstance(record, dict):
        return _NO_RECORD
    try:
        return make(record)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError):
        return "It lacks what such a record has, or has it in another form."


def _records(chunks: _Counted) -> Iterator[object]:
    """Each record as it was read; a text where it is none."""
    pieces, decode = _pieces(iter(chunks)), json.JSONDecoder().raw_decode
    text = next(pieces, "").lstrip("\ufeff")
    opened = _OPENS(text)
    text = text[opened.end() :] if opened else text
    while True:
        text = text.lstrip(_BETWEEN)
        if not text:
            text = next(pieces, "")
            if not text:
                return
            continue
        if text[0] in "]}" and opened:
            return
        try:
            record, end = decode(text)
        except (ValueError, RecursionError):
            more = next(pieces, "") if len(text) < LONGEST_LINE else ""
            if more:
                text += more
                continue
            found = _NEXT(text)
            end = found.end() if found else len(text)
            yield text[:end]
            text = text[end:]
            continue
        yield record
        text = text[end:]


def _pieces(chunks: Iterator[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    kept, size = [], 0
    for chunk in chunks:
        kept.append(decoder.decode(chunk))
        size += len(chunk)
        if size >= _PIECE:
            yield "".join(kept)
            kept, size = [], 0
    yield "".join(kept) + decoder.decode(b"", final=True)
