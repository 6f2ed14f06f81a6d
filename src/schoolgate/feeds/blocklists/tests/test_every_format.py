"""The contract every format of list keeps, run over each the day its file appears."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.feeds.blocklists.contract import KINDS, Batch, Chunk, ListExample, ListFormat, Reach
from schoolgate.feeds.blocklists.reading import chunks, opening
from schoolgate.feeds.blocklists.registry import FORMATS, recognised
from schoolgate.kernel.errors import BadInputError

EACH = pytest.mark.parametrize("form", FORMATS, ids=lambda each: each.key)
EXAMPLES = pytest.mark.parametrize(
    ("form", "example"),
    [pytest.param(form, example, id=f"{form.key}: {example.words}") for form in FORMATS for example in form.examples],
)


def read(form: ListFormat, text: str) -> list[Batch]:
    return list(form.parse([Chunk(1, text.removesuffix("\n").split("\n"))]))


def hosts(form: str, text: str) -> list[tuple[str, Reach]]:
    """What a list names, and how far down."""
    found = []
    for batch in read(FORMATS.get(form), text):
        found += [(host, Reach.ALL) for host in batch.hosts]
        found += [(row.text, row.reach) for row in batch.others]
    return found


@EXAMPLES
def test_its_examples_hold(form: ListFormat, example: ListExample) -> None:
    batches = read(form, example.text)
    named = sum(len(batch.hosts) + len(batch.others) for batch in batches)
    assert (named, sum(len(batch.refused) for batch in batches)) == (example.named, example.refused)
    assert all(len(batch.hosts) == len(batch.numbers) for batch in batches)
    assert {row.kind for batch in batches for row in batch.refused} <= set(KINDS)


@EXAMPLES
def test_it_knows_its_own_lists_best(form: ListFormat, example: ListExample) -> None:
    assert recognised(example.text.splitlines()) is form


@EACH
@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
def test_it_bears_any_bytes_and_loses_no_line(form: ListFormat, data: bytes) -> None:
    try:
        every = list(chunks(io.BytesIO(data), "list"))
    except BadInputError:
        assert b"\0" in data or data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return
    told = {
        number
        for batch in form.parse(every)
        for number in (*batch.numbers, *(row.line for row in batch.others), *(row.line for row in batch.refused))
    }
    lines = [line for chunk in every for line in chunk.lines]
    assert told <= set(range(1, len(lines) + 1))
    assert len(told) + sum(batch.blank for batch in form.parse(every)) >= len(lines) or form.key == "dnsmasq"


@settings(max_examples=60, deadline=None)
@given(lines=st.lists(st.text("abc.-", max_size=9), min_size=1), size=st.integers(1, 30), end=st.sampled_from("\n\r"))
def test_a_file_is_read_to_the_same_lines_whatever_the_size_of_a_chunk(lines: list[str], size: int, end: str) -> None:
    stop = "\n" if end == "\n" else "\r\n"
    pieces = list(chunks(_Slowly(stop.join([*lines, ""]).encode(), size), "list"))
    assert [line for chunk in pieces for line in chunk.lines] == lines or lines == [""]
    firsts = [chunk.first for chunk in pieces]
    assert firsts == [1 + sum(len(each.lines) for each in pieces[:place]) for place in range(len(pieces))]


class _Slowly(io.BytesIO):
    """Gives a few bytes at a time, as a pipe may."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self._size = size

    def read(self, _size: int | None = -1) -> bytes:
        return super().read(self._size)


def test_the_opening_of_a_file_is_not_lost_to_its_recognition() -> None:
    head, every = opening(chunks(io.BytesIO("owl.example\nné.example\n".encode("cp1252")), "list"))
    assert head == ["owl.example", "né.example"]
    assert [chunk.lines for chunk in every] == [head]
    assert opening(chunks(io.BytesIO(b""), "list"))[0] == []
    assert [list(chunk.lines) for chunk in chunks(io.BytesIO("owl.example".encode("utf-16")), "list")] == [
        ["owl.example"]
    ]


@pytest.mark.parametrize(("data", "said"), [(b"owl\0.example", "zero bytes"), (b"o" * (1 << 21), "million letters")])
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        list(chunks(io.BytesIO(data), "list"))


def test_a_zone_closes_a_name_alone_and_what_is_below_it_apart() -> None:
    zone = "$ORIGIN rpz.example.\n@ SOA a. b. 1 2 3 4 5\nheron.example CNAME .\n*.owl.example CNAME *.\n"
    assert hosts("rpz", zone) == [("heron.example", Reach.ALONE), ("owl.example", Reach.BELOW)]


def test_a_zone_may_move_its_origin_and_leave_an_owner_out() -> None:
    zone = (
        "$ORIGIN example.\nrpz 60 IN SOA ns. me. (\n 1 2 ; note\n 3 4 5 )\n IN NS ns.\n$ORIGIN rpz.example.\n"
        "heron.test A 192.0.2.1\n AAAA 2001:db8::1\n$ORIGIN test.rpz.example.\nowl CNAME .\n"
    )
    assert hosts("rpz", zone) == [("heron.test", Reach.ALONE), ("heron.test", Reach.ALONE), ("owl.test", Reach.ALONE)]


def test_dnsmasq_closes_what_is_below_a_star_and_not_the_name() -> None:
    assert hosts("dnsmasq", "local=/*.owl.example/\naddress=/kite.example/0.0.0.0\n") == [
        ("kite.example", Reach.ALL),
        ("owl.example", Reach.BELOW),
    ]
