"""A drawn day as Squid writes it, in its native form: one line a request, in the order of the moments."""

from urllib.parse import quote_plus

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.making.drawing import SEARCH, Drawn
from schoolgate.activity.making.stored import midnight
from schoolgate.activity.making.words import ENGINES, Web


def lines(web: Web, drawn: Drawn, searches: tuple[str, ...]) -> bytes:
    """The day's lines, each with its end. A name asked of a name server is no request, so Squid saw none of those."""
    seen = drawn.kind != 1
    who, searching = drawn.who[seen], drawn.kind[seen] == SEARCH
    began = int(midnight(drawn).timestamp()) * 1_000
    millis = drawn.micros[seen] // 1_000 + began
    words = tuple(map(quote_plus, (*searches, *(each.words for each in drawn.incidents), "")))
    engines = tuple(f"https://{engine}/search?q=" for engine in ENGINES)
    hosts = tuple(f"http://{host}/" for host in web.hosts)
    where = _of((*hosts, *engines), np.where(searching, len(hosts) + drawn.engine[seen], drawn.site[seen]))
    stamps = pc.binary_join_element_wise(
        _of_numbers(millis // 1_000), pc.utf8_slice_codeunits(_of_numbers(millis % 1_000 + 1_000), 1), "."
    )
    fields = (
        stamps,
        pc.utf8_lpad(_of_numbers(drawn.size[seen] % 900 + 20), 6, " "),
        _of(drawn.school.folk.address, who),
        _of(("TCP_MISS/200", "TCP_MISS/200", "TCP_DENIED/403"), drawn.verdict[seen]),
        _of_numbers(drawn.size[seen]),
        "GET",
        pc.binary_join_element_wise(where, _of(words, drawn.typed[seen]), ""),
        _of(drawn.school.folk.account, who),
        _of(("HIER_DIRECT/192.0.2.80", "HIER_DIRECT/192.0.2.80", "HIER_NONE/-"), drawn.verdict[seen]),
        "text/html\n",
    )
    whole = pc.binary_join_element_wise(*fields, " ")
    return b"".join(chunk.buffers()[2].to_pybytes()[: _ends(chunk)] for chunk in _chunks(whole))


def _chunks(found: pa.Array | pa.ChunkedArray) -> list[pa.Array]:
    return list(found.chunks) if isinstance(found, pa.ChunkedArray) else [found]


def _ends(chunk: pa.Array) -> int:
    return int(np.frombuffer(chunk.buffers()[1], dtype=np.int32)[len(chunk)])


def _of(words: tuple[str, ...], places: np.ndarray) -> pa.Array:
    return pa.array(words).take(pa.array(places.astype(np.int64) % len(words)))


def _of_numbers(numbers: np.ndarray) -> pa.Array:
    return pc.cast(pa.array(numbers), pa.string())
