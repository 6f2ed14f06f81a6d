"""Reading in a process of its own: the same answer, and a clear error whatever the file does."""

import os
import threading
from datetime import date
from pathlib import Path

import pytest

from schoolgate.intake import bounded
from schoolgate.intake.bounded import read_bounded
from schoolgate.kernel.errors import BadInputError
from schoolgate.policy.packs import requirements_in_force
from schoolgate.reading.formats import extract
from schoolgate.reading.lint import lint
from schoolgate.reading.read import read

POLICY = b"""Robin Hill Infant School

Online Safety Policy

Filtering

The computing lead must test the filter every week. Staff must not switch it off.
"""
TODAY = date(2026, 9, 1)


def test_it_reads_as_reading_here_would() -> None:
    assert read_bounded(POLICY, "policy.txt") == read(extract(POLICY, "policy.txt"))


def test_with_a_day_it_is_linted_against_the_frameworks_of_that_day() -> None:
    here = read(extract(POLICY, "policy.txt"), today=TODAY)
    found = read_bounded(POLICY, "policy.txt", today=TODAY)
    assert found.lint == lint(here, requirements_in_force(TODAY), TODAY)
    assert found.lint


def test_a_policy_is_held_to_the_guidance_of_its_own_nation() -> None:
    here = read(extract(POLICY, "policy.txt"), today=TODAY)
    found = read_bounded(POLICY, "policy.txt", today=TODAY, nation="scotland").lint
    assert found == lint(here, requirements_in_force(TODAY, "scotland"), TODAY)
    assert found != lint(here, requirements_in_force(TODAY), TODAY)


def test_an_error_comes_back_in_its_own_words() -> None:
    with pytest.raises(BadInputError) as told:
        read_bounded(b"  ", "policy.txt")
    assert (told.value.thing, told.value.cause) == ("policy.txt", "it is empty.")


def test_no_name_means_pasted_text() -> None:
    assert read_bounded(POLICY, "", today=TODAY).extract.kind == "pasted"


def test_a_file_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(BadInputError, match="was stopped"):
        read_bounded(POLICY, "policy.txt", wall_seconds=0.001)


def test_thirty_megabytes_of_one_line_are_refused() -> None:
    with pytest.raises(BadInputError, match="characters"):
        read_bounded(b"word " * 6_000_000, "policy.txt")


def test_it_works_in_threads_and_leaves_no_process_behind() -> None:
    found: list[str] = []
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    before = children.read_text() if children.exists() else ""
    threads = [
        threading.Thread(target=lambda: found.append(read_bounded(POLICY, "policy.txt").extract.kind)) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["txt"] * 3
    assert not children.exists() or children.read_text() == before


def test_a_file_that_needs_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schoolgate.intake.bounded.MEMORY_BYTES", 8_000_000)
    with pytest.raises(BadInputError, match=r"memory|could not be read"):
        read_bounded(POLICY * 1_000, "policy.txt")


def test_a_file_that_needs_too_much_work_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schoolgate.intake.bounded.CPU_SECONDS", 1)
    with pytest.raises(BadInputError, match="more than 1 seconds of work"):
        read_bounded(POLICY * 4_000, "policy.txt", today=TODAY)


def test_no_secret_of_ours_reaches_the_process_that_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://gate:secret@127.0.0.1/school")
    assert "secret" not in " ".join(bounded._environment().values())
