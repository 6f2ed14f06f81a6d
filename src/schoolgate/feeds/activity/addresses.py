"""Hosts and paths out of whole addresses, a column at a time: only what differs is read one by one."""

import re
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.hosts import one_host
from schoolgate.feeds.activity.rows import mapped

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/*").match
_ENDS: Final = re.compile(r"[/?#\\]").search
_ODD: Final = "[?#\\\\]"


def address_of(url: str) -> tuple[str, str]:
    """Host and path of ``http://host:port/path?query``, of ``host:port`` or of ``host/path``. "-" is none."""
    if url in ("", "-"):
        return "", ""
    found = _SCHEME(url) if "://" in url else None
    rest = url[found.end() :] if found else url
    ends = _ENDS(rest)
    if ends is None:
        return one_host(rest), "/" if found else ""
    path = rest[ends.start() :].replace("\\", "/", 1)
    return one_host(rest[: ends.start()]), path if path.startswith("/") else f"/{path}"


def addresses_of(urls: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The same of each: the hosts, and the paths."""
    if not len(urls):
        return urls, urls
    parts = pc.split_pattern(urls, "/", max_splits=3)
    count, first, values = parts.value_lengths(), parts.offsets[:-1], parts.values
    bare = pc.equal(count, 1)
    second = _at(values, first, 1)
    whole = pc.and_(pc.greater_equal(count, 3), pc.and_(pc.equal(second, ""), pc.ends_with(_at(values, first, 0), ":")))
    host = pc.if_else(bare, urls, _at(values, first, 2))
    path = pc.if_else(pc.greater(count, 3), _at(values, first, 3), "")
    path = pc.if_else(bare, "", pc.binary_join_element_wise("/", path, ""))
    plain = pc.and_(pc.or_(bare, whole), pc.invert(pc.match_substring_regex(host, _ODD)))
    host = mapped(host, one_host)
    if pc.all(plain).as_py():
        return host, path
    odd = pc.invert(plain)
    read = [address_of(url) for url in urls.filter(odd).to_pylist()]
    return (
        pc.replace_with_mask(host, odd, pa.array([each[0] for each in read], pa.string())),
        pc.replace_with_mask(path, odd, pa.array([each[1] for each in read], pa.string())),
    )


def _at(values: pa.Array, first: pa.Array, place: int) -> pa.Array:
    """The part at ``place`` of each; some other part where there are fewer, which is never looked at."""
    index = pc.min_element_wise(pc.add(first, place), len(values) - 1)
    return values.take(index)
