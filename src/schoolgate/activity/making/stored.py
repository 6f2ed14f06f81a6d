"""A drawn day as rows of the log, as loading would have left them, and the counts that are made of them."""

import base64
import hashlib
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from schoolgate.activity.making.drawing import KINDS, SEARCH, VERDICTS, Drawn
from schoolgate.activity.making.schools import LEVELS
from schoolgate.activity.making.words import ENGINES, Web
from schoolgate.activity.rows import schema

_LONDON = ZoneInfo("Europe/London")
_STATUS = np.array([200, 200, 403], dtype=np.int32)


def rows(web: Web, drawn: Drawn, searches: tuple[str, ...], first: int) -> pa.Table:
    """The rows, in order. ``first`` is the number of the first of them, from which ids are made: no two are alike.

    Texts are dictionaries, which a part keeps as the texts they stand for.
    """
    made, folk, count = drawn.school, drawn.school.folk, len(drawn.micros)
    searching, place = drawn.kind == SEARCH, folk.group[drawn.who]
    where = np.where(searching, len(web.sites) + drawn.engine, drawn.site)
    category = np.where(searching, len(web.categories), web.category_of[drawn.site])
    columns: dict[str, pa.Array] = {
        "id": pa.array(ids(first, count)),
        "school": _same(made.ref, count),
        "source": _same(f"asrc_made{made.number}", count),
        "day": pa.array(np.full(count, np.datetime64(drawn.day, "D"))),
        "minute": pa.array((drawn.micros // 60_000_000).astype(np.int16)),
        "at": _moments(drawn),
        "kind": _texts(KINDS, drawn.kind),
        "level": _texts(LEVELS, folk.level[drawn.who]),
        "person": _texts(folk.person, drawn.who),
        "device": _texts(folk.device, drawn.who),
        "groups": _texts((*made.groups, ""), place),
        "place": _texts(made.places, place),
        "shared": pa.array(folk.shared[drawn.who]),
        "method": _texts(("GET", "A"), (drawn.kind == 1).astype(np.int8)),
        "host": _texts((*web.hosts, *ENGINES), where),
        "site": _texts((*web.sites, *(each.removeprefix("www.") for each in ENGINES)), where),
        "path": _texts(("/", "", "/search"), drawn.kind),
        "terms": _texts((*map(_sealed, (*searches, *(each.words for each in drawn.incidents))), ""), drawn.typed),
        "verdict": _texts(VERDICTS, drawn.verdict),
        "category": _texts((*web.categories, ""), category),
        "rule": _texts(("", "", "level"), drawn.verdict),
        "status": pa.array(_STATUS[drawn.verdict]),
        "bytes": pa.array(drawn.size),
    }
    kinds = [each.kind for each in drawn.incidents]
    columns["alarm"] = _texts(("", *(each.key if each.look else "" for each in kinds)), drawn.incident)
    columns["severity"] = _texts(("", *(each.severity for each in kinds)), drawn.incident)
    return pa.table({name: columns[name] for name in schema().names})


def ids(first: int, count: int) -> np.ndarray:
    """Numbers spread over 64 bits without one twice (splitmix64, a permutation of the counter)."""
    mixed = np.arange(first, first + count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed ^ (mixed >> np.uint64(31))).view(np.int64)


def midnight(drawn: Drawn) -> datetime:
    """The moment the school's day began."""
    return datetime.combine(drawn.day, time(), _LONDON).astimezone(UTC)


def _moments(drawn: Drawn) -> pa.Array:
    began = int(midnight(drawn).timestamp()) * 1_000_000
    return pa.array(drawn.micros + began).cast(pa.timestamp("us", tz="UTC"))


def _texts(words: tuple[str, ...], places: np.ndarray) -> pa.DictionaryArray:
    """Place -1 is the last of ``words``."""
    known = {word: number for number, word in enumerate(dict.fromkeys(words))}
    once = np.array([known[word] for word in words], dtype=np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(once[places]), pa.array(known, type=pa.string()))


def _same(word: str, count: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, dtype=np.int32)), pa.array([word]))


def _sealed(words: str) -> str:
    """As long as a sealed text and as unreadable; there is no key that opens it."""
    digest = hashlib.shake_256(words.encode()).digest(16 + len(words))
    return base64.b64encode(digest).decode() if words else ""
