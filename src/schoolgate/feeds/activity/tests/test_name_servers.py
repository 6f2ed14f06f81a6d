"""A question is one row: with what closed it, and without its answer beside it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from schoolgate.feeds.activity import blocks as blocks_of
from schoolgate.feeds.activity.contract import Options
from schoolgate.feeds.activity.tests.reads import batches, read

HERE = Options(until=datetime(2026, 11, 22, tzinfo=UTC))
PI = "Nov  2 09:00:00 dnsmasq[812]: "
UNBOUND = "[1793610000] unbound[4711:0] info: "


def told(key: str, text: str) -> list[tuple[str, str, str]]:
    return [(row["client"], row["host"], row["verdict"]) for row in read(key, text, HERE).rows]


def test_what_closed_a_question_is_told_of_the_last_that_asked() -> None:
    asked = "".join(f"{PI}query[A] betting.example from 10.20.4.{n}\n" for n in (1, 2))
    assert told("pihole", f"{asked}{PI}gravity blocked betting.example is 0.0.0.0\n") == [
        ("10.20.4.1", "betting.example", "allow"),
        ("10.20.4.2", "betting.example", "block"),
    ]


def test_where_the_client_is_named_it_is_told_of_that_client() -> None:
    text = (
        f"{PI}7 10.20.4.1/4001 query[A] betting.example from 10.20.4.1\n"
        f"{PI}8 10.20.4.2/4002 query[A] betting.example from 10.20.4.2\n"
        f"{PI}7 10.20.4.1/4001 gravity blocked betting.example is 0.0.0.0\n"
    )
    assert [verdict for _, _, verdict in told("pihole", text)] == ["block", "allow"]


def test_a_name_of_the_schools_own_is_not_closed() -> None:
    text = f"{PI}query[A] pi.robinhill.example from 10.20.4.1\n{PI}config pi.robinhill.example is 10.20.4.53\n"
    assert told("pihole", text) == [("10.20.4.1", "pi.robinhill.example", "allow")]
    nowhere = text.replace("is 10.20.4.53", "is 0.0.0.0")
    assert told("pihole", nowhere) == [("10.20.4.1", "pi.robinhill.example", "block")]


def test_what_was_closed_without_its_question_at_hand_is_a_row_of_its_own() -> None:
    assert told("pihole", f"{PI}gravity blocked betting.example is ::\n") == [("", "betting.example", "block")]
    applied = f"{UNBOUND}rpz: applied [lists] betting.example. rpz-nxdomain 10.20.4.1@4001 betting.example. A IN\n"
    assert told("unbound", applied) == [("10.20.4.1", "betting.example", "block")]


def test_a_policy_that_lets_pass_closes_nothing() -> None:
    passed = f"{UNBOUND}rpz: applied [ok] a.example. rpz-passthru 10.20.4.1@4001 a.example. A IN\n"
    text = f"{UNBOUND}10.20.4.1 a.example. A IN\n{passed}"
    assert told("unbound", text) == [("10.20.4.1", "a.example", "")]


def test_zones_of_ones_own_close_too_and_those_of_addresses_do_not() -> None:
    closed = f"{UNBOUND}betting.example. always_null 10.20.4.1@4001 www.betting.example. A IN\n"
    turned = f"{UNBOUND}10.in-addr.arpa. static 10.20.4.1@4002 9.4.20.10.in-addr.arpa. PTR IN\n"
    assert told("unbound", closed + turned) == [("10.20.4.1", "www.betting.example", "block")]


def test_answers_are_rows_only_where_there_are_no_questions() -> None:
    answer = f"{UNBOUND}10.20.4.1 a.example. A IN REFUSED 0.0 0 44\n"
    assert [row["status"] for row in read("unbound", answer).rows] == [5]
    found = read("unbound", f"{UNBOUND}10.20.4.1 a.example. A IN\n{answer}")
    assert (len(found.rows), found.skipped) == (1, 1)


LOG = (
    f"{PI}started, version 2.90\n"
    f"{PI}query[A] owls.example from 10.20.4.1\n{PI}forwarded owls.example to 192.0.2.53\n"
    f"{PI}query[A] betting.example from 10.20.4.2\n{PI}gravity blocked betting.example is 0.0.0.0\n"
    f"{PI}query[AAAA] betting.example from 10.20.4.2\n{PI}gravity blocked betting.example is ::\n"
    f"{PI}query[A] dice.example from 10.20.4.3\n{PI}gravity blocked dice.example is 0.0.0.0\n"
    f"{PI}reply owls.example is 192.0.2.10\n"
).encode()
WHOLE = [
    ("10.20.4.1", "owls.example", "allow"),
    ("10.20.4.2", "betting.example", "block"),
    ("10.20.4.2", "betting.example", "block"),
    ("10.20.4.3", "dice.example", "block"),
]


def test_a_question_is_closed_wherever_the_log_was_cut_when_it_was_read() -> None:
    """At every byte: what was read first ends there, and reading goes on where it says that it came to."""
    lines = len(LOG.splitlines())
    for cut in range(len(LOG) + 1):
        first = batches("pihole", LOG[:cut], replace(HERE, ended=False))
        after = batches("pihole", LOG[first[-1].consumed :], replace(HERE, first_line=first[-1].next_line))
        found = [row for each in (*first, *after) for row in each.rows.to_pylist()]
        assert [(row["client"], row["host"], row["verdict"]) for row in found] == WHOLE, cut
        assert len({row["line"] for row in found}) == len(found)
        assert sum(len(each.rows) + each.skipped + len(each.rejects) for each in (*first, *after)) == lines


def test_whoever_reads_on_always_gets_further() -> None:
    """A question with nothing before or after it is taken: it may be the last for hours."""
    question = f"{PI}query[A] owls.example from 10.20.4.1\n".encode()
    for count in (1, 3):
        (found,) = [each for each in batches("pihole", question * count, replace(HERE, ended=False)) if len(each.rows)]
        assert (len(found.rows), found.consumed) == (count, len(question) * count)


@pytest.mark.parametrize("size", [7, 80, 1 << 16])
def test_no_edge_of_a_block_parts_a_question_from_what_closed_it(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for aim, most in ((200, 1 << 16), (4 << 20, 67), (1, 66)):
        monkeypatch.setattr(blocks_of, "_AIM", aim)
        monkeypatch.setattr(blocks_of, "MOST_ROWS", most)
        found = read("pihole", LOG * 20, HERE, size)
        assert [(row["client"], row["host"], row["verdict"]) for row in found.rows] == WHOLE * 20
