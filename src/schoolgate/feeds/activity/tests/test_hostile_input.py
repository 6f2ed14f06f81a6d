"""Whatever is in a file: nothing raises, nothing is lost, and nothing depends on how the bytes came."""

import contextlib
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schoolgate.feeds.activity.contract import LONGEST_RAW, MOST_ROWS, Options
from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS, preview, recognised
from schoolgate.feeds.activity.schema import SCHEMA
from schoolgate.feeds.activity.tests.reads import batches, chunks, read
from schoolgate.kernel.errors import BadInputError

KEYS = ACTIVITY_FEEDS.keys()
DOCUMENTS = tuple(key for key in KEYS if key.endswith("-json"))
LINES = tuple(key for key in KEYS if key not in DOCUMENTS)
LOGS = ("squid", "squid-combined", "e2guardian", "adguard", "dnsdist", "unbound", "pihole", "schoolgate")
ODD = [
    *(
        b"",
        b"\0",
        b"\r",
        b"\n",
        b"\r\n",
        b"\xff",
        b"\xc3\x28",
        b"\xef\xbb\xbf",
        b'"',
        b"\\",
        b"\t",
        b" ",
        b"-",
        b"{",
        b"]",
    ),
    *(
        b"NaN",
        b"inf",
        b"1e9",
        b"+",
        b"9" * 30,
        b"\xe2\x80\xa8",
        b"\xd9\xa3",
        b"\x0b",
        b"%00",
        b"[::1",
        b"xn--",
        b"&q=",
        b",",
    ),
]


def text_of(key: str) -> bytes:
    return "".join(one.text for one in ACTIVITY_FEEDS.get(key).examples).encode()


@st.composite
def spoilt(draw: st.DrawFn, key: str) -> bytes:
    """An example of a feed with bytes put in, taken out and put in another order."""
    data = text_of(key)
    for _ in range(draw(st.integers(1, 5))):
        place, length = draw(st.integers(0, len(data))), draw(st.integers(0, 12))
        data = data[:place] + draw(st.sampled_from(ODD) | st.binary(max_size=4)) + data[place + length :]
    if draw(st.booleans()):
        data = b"\n".join(draw(st.permutations(data.split(b"\n")[:12])))
    return data


def counted(data: bytes) -> int:
    return data.count(b"\n") + (not data.endswith(b"\n") and bool(data))


def holds(key: str, data: bytes, size: int) -> None:
    """Every line is a row, a reject or skipped; every batch is of the schema; the last tells where the input ends."""
    with contextlib.suppress(BadInputError):
        found = batches(key, data, Options(), size)
        for batch in found:
            assert batch.rows.schema.equals(SCHEMA)
            batch.rows.validate(full=True)
            assert not any(column.null_count for column in batch.rows.columns)
            assert all(
                reject.reason.endswith((".", "?")) and len(reject.raw) <= LONGEST_RAW for reject in batch.rejects
            )
        if key in DOCUMENTS:
            assert found[-1].consumed == len(data)
            return
        rows = sum(len(batch.rows) for batch in found)
        total = rows + sum(len(batch.rejects) + batch.skipped for batch in found)
        mark = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        assert (total, found[-1].consumed) == (counted(data[mark:]), len(data))
        assert found[-1].next_line == counted(data[mark:]) + 1
        lines = [line for batch in found for line in batch.rows.column("line").to_pylist()]
        assert lines == sorted(lines)


@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_spoilt_log_is_read_as_far_as_it_is_one(key: str, data: st.DataObject) -> None:
    holds(key, data.draw(spoilt(key)), data.draw(st.integers(1, 400)))


@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=25)
@given(data=st.binary(max_size=300), size=st.integers(1, 50))
@example(data=b"\n\n\n", size=1)
@example(data=b"", size=1)
@example(data=b'"' * 200, size=7)
@example(data=b"\xff\xfe", size=1)
def test_any_bytes_at_all_do_no_harm(key: str, data: bytes, size: int) -> None:
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):  # these are told by their mark, and counted as what they hold
        holds(key, data, size)
    recognised(data)


@pytest.mark.parametrize("key", LINES)
@settings(max_examples=25)
@given(data=st.data())
def test_the_size_of_chunks_changes_nothing(key: str, data: st.DataObject) -> None:
    text = data.draw(spoilt(key))
    with contextlib.suppress(BadInputError):
        whole, parts = read(key, text), read(key, text, size=data.draw(st.integers(1, 60)))
        assert (parts.rows, parts.rejects, parts.skipped) == (whole.rows, whole.rejects, whole.skipped)


@pytest.mark.parametrize("key", ["squid", "squid-combined", "e2guardian", "adguard"])
@settings(max_examples=25)
@given(data=st.data())
def test_a_line_is_read_alike_at_speed_and_with_care(key: str, data: st.DataObject) -> None:
    """Each line alone, and all together with a line that is none: the rows are the same."""
    lines = [line + b"\n" for line in data.draw(spoilt(key)).split(b"\n") if b"\0" not in line and len(line) > 1]
    alone = [row | {"line": 0} for line in lines for row in read(key, line).rows]
    together = read(key, b"no line of any log\n" + b"".join(lines))
    assert [row | {"line": 0} for row in together.rows] == alone


@pytest.mark.parametrize("key", LOGS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_reading_goes_on_where_an_earlier_one_ended(key: str, data: st.DataObject) -> None:
    """Cut anywhere, mid-line too: what is left over is given again with what follows it. Nothing is lost or doubled."""
    text = text_of(key)
    text = text[: text.rfind(b"\n") + 1]
    cut = data.draw(st.integers(0, len(text)))
    first = read(key, text[:cut], ended=False)
    assert text[:cut].endswith(first.last.rest)
    assert first.last.consumed == cut - len(first.last.rest)
    second = read(key, text[first.last.consumed :], first_line=first.last.next_line, header=first.last.header)
    assert [*first.rejects, *second.rejects] == read(key, text).rejects
    if key not in ("unbound", "pihole"):  # what closes a question may lie behind the cut (decision 0262)
        assert [*first.rows, *second.rows] == read(key, text).rows
    assert second.last.next_line == text.count(b"\n") + 1


@pytest.mark.parametrize("key", LOGS)
def test_a_line_that_was_cut_is_no_row(key: str) -> None:
    text = text_of(key).rstrip(b"\n")
    whole, cut = read(key, text + b"\n"), read(key, text)
    assert (len(cut.rows), len(cut.rejects)) in {
        (len(whole.rows) - 1, len(whole.rejects) + 1), (len(whole.rows), len(whole.rejects) + 1),
        (len(whole.rows), len(whole.rejects)),
    }  # fmt: skip
    assert "cut off" in cut.rejects[-1].reason


def test_memory_is_bounded_by_a_line_that_does_not_end() -> None:
    def endless() -> Iterator[bytes]:
        yield text_of("squid")
        yield from (b"x" * 65_536 for _ in range(400))
        yield b"\n" + text_of("squid")

    found = list(ACTIVITY_FEEDS.get("squid").read(endless(), Options()))
    assert sum(len(batch.rows) for batch in found) == 8
    (reject,) = [reject for batch in found for reject in batch.rejects]
    assert (reject.line, len(reject.raw), reject.reason[:22]) == (5, LONGEST_RAW, "The line is longer tha")
    assert found[-1].next_line == 10
    assert found[-1].consumed == 2 * len(text_of("squid")) + 400 * 65_536 + 1


def test_a_line_of_a_million_bytes_is_read_and_a_longer_one_refused() -> None:
    line = text_of("squid").split(b"\n")[0].decode()
    long, longer = (line.replace("page=2", "p=" + "o" * size) + "\n" for size in (900_000, 1_100_000))
    found = read("squid", long + longer + line + "\n")
    assert [len(row["path"]) for row in found.rows] == [900_008, 12]
    assert [reject.line for reject in found.rejects] == [2]


def test_batches_have_at_most_so_many_rows() -> None:
    lines = text_of("unbound").split(b"\n")[1] + b"\n"
    found = batches("unbound", lines * (MOST_ROWS + 10), size=1 << 20)
    assert max(len(batch.rows) for batch in found) <= MOST_ROWS
    assert sum(len(batch.rows) for batch in found) == MOST_ROWS + 10


def test_encodings_are_told() -> None:
    text = "02/11/2026 09:00;zoë;10.20.4.17;http://www.robinhill.example/café\r\n"
    table = "Time;User;Client IP;URL\r\n" + text
    for data in (table.encode(), table.encode("utf-8-sig"), table.encode("utf-16"), table.encode("cp1252")):
        found = read("supplier-csv", data, size=3)
        assert [(row["account"], row["path"]) for row in found.rows] == [("zoë", "/café")]
        assert found.last.consumed == len(data)


def test_zero_bytes_of_a_machine_that_lost_its_power_are_taken_away() -> None:
    first, second = text_of("squid").split(b"\n")[:2]
    found = read("squid", first + b"\n" + b"\0" * 3000 + second + b"\n")
    assert [row["line"] for row in found.rows] == [1, 2]
    assert found.rejects == []


def test_a_preview_is_of_whole_lines() -> None:
    feed = ACTIVITY_FEEDS.get("squid")
    assert len(preview(feed, text_of("squid")[:-40], Options()).rows) == 3
    assert list(chunks(b"abc", 2)) == [b"ab", b"c"]
