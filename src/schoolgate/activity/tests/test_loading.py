"""Rows come in once, name nobody on the disk, and are counted by the hour."""

from datetime import date
from pathlib import Path

import pytest

from schoolgate.activity.models import Part, RejectedLine, Source
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.queries import parts
from schoolgate.activity.rows import schema
from schoolgate.activity.tests.squid import ADDRESS, TUESDAY, give, line, stored
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines


def test_it_works(source: Source) -> None:
    told = give(source, [line(0), line(1, "https://jays.example/"), line(2, result="TCP_DENIED/403")])
    assert (told.read, told.kept, told.rejected, told.repeated) == (3, 3, 0, 0)
    first = stored(source)[0]
    assert list(first) == schema().names
    assert (first["at"], first["day"], first["minute"]) == (TUESDAY, date(2026, 11, 24), 600)
    assert (first["host"], first["site"], first["verdict"]) == ("owls.example", "owls.example", "allow")
    (part,) = parts(source.school)
    assert (part.rows, part.first_at, part.ref) == (3, TUESDAY, told.parts[0])


def test_on_the_disk_nobody_is_named_and_no_search_can_be_read(source: Source, folder: Path) -> None:
    give(source, [line(0, "https://www.google.co.uk/search?q=barn+owls", account="priya.n")])
    (row,) = stored(source)
    assert (row["kind"], row["path"]) == ("search", "/search")
    assert Pseudonyms.of(source.school).unseal(row["terms"]) == "barn owls"
    (file,) = folder.glob("*/*/rows-*.parquet")
    data = file.read_bytes()
    assert not [word for word in (b"barn", b"owls", ADDRESS.encode(), b"priya") if word in data]


def test_the_same_file_again_adds_nothing(source: Source) -> None:
    lines = [line(second) for second in range(50)]
    assert give(source, lines).kept == 50
    again = give(source, lines)
    assert (again.read, again.kept, again.repeated, again.parts) == (50, 0, 50, ())
    assert len(stored(source)) == 50
    assert sum(row["rows"] for row in stored(source, "hours")) == 50


def test_files_that_overlap_are_kept_once_and_equal_lines_as_often_as_one_file_has_them(source: Source) -> None:
    both = [line(9), line(9)]
    assert give(source, [line(1), *both]).kept == 3
    assert give(source, [*both, line(12)]).kept == 1
    assert give(source, [*both, line(9)]).kept == 1  # this file has one more of them
    assert len(stored(source)) == 5


def test_of_a_source_that_is_read_on_an_equal_line_is_a_new_one(source: Source) -> None:
    for second in (5, 5, 5):
        assert give(source, [line(second)], continues=True).kept == 1
    assert len({row["id"] for row in stored(source)}) == 3
    assert give(source, [line(5)] * 3).kept == 0  # the whole file, given by hand later


def test_counts_by_the_hour_are_those_of_the_rows(source: Source) -> None:
    give(source, [line(0), line(1, bytes=300), line(3600, result="TCP_DENIED/403")])
    told = [(row["hour"], row["verdict"], row["rows"], row["bytes"]) for row in stored(source, "hours")]
    assert told == [(10, "allow", 2, 1500), (11, "block", 1, 1200)]


@pytest.mark.parametrize("day", [24, 25])
def test_a_part_is_one_day_of_the_school(source: Source, day: int) -> None:
    give(source, [line(0), line(14 * 3600 - 1), line(14 * 3600)])
    assert [part.rows for part in parts(source.school, first=date(2026, 11, day), last=date(2026, 11, day))] == [
        2 if day == 24 else 1
    ]


def test_each_sealed_part_is_in_the_permanent_record(source: Source) -> None:
    give(source, [line(0)])
    (entry,) = lines(school_chain(source.school.ref), labels=["school"], kind="activity.loaded")
    assert entry.details is not None
    assert entry.details["leaves"] == Part.objects.for_school(source.school).count()
    assert entry.details["kept"] == 1


def test_a_line_that_cannot_be_read_is_kept_with_its_reason_and_once(source: Source) -> None:
    for _ in range(2):
        give(source, [line(0), "this is no line\n"])
    (reject,) = RejectedLine.objects.for_school(source.school)
    assert (reject.line, reject.raw) == (2, "this is no line")
    assert "Squid" in reject.reason
