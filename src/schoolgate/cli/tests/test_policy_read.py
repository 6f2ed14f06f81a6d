"""``schoolgate policy read``: a file in, what it promises out."""

import json
from pathlib import Path

import pytest

from schoolgate.cli.main import run

POLICY = """Robin Hill Infant School

Online Safety Policy

Filtering

The computing lead must test the filter every week. Staff must not switch it off.

It was a sunny day.
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    file = tmp_path / "policy.txt"
    file.write_text(POLICY)
    return file


def test_it_prints_each_promise_under_its_heading(policy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "read", str(policy)]) == 0
    printed = capfd.readouterr().out
    assert "Filtering" in printed
    assert "The computing lead must test the filter every week." in printed
    assert "must not" in printed
    assert "sunny" not in printed


def test_nothing_in_a_policy_reaches_the_terminal_as_an_order(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "policy.html"
    file.write_text("<p>Staff must &#27;]0;lock&#7; their screens every day.</p>")
    for form in ((), ("--json",)):
        assert run(["policy", "read", str(file), *form]) == 0
        printed = capfd.readouterr().out
        assert "their screens" in printed
        assert not {"\x1b", "\x07"} & set(printed)


def test_our_own_bold_and_faint_are_no_orders(policy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "read", str(policy)]) == 0
    assert "\N{REPLACEMENT CHARACTER}" not in capfd.readouterr().out


def test_json_is_one_document_and_nothing_else(policy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "read", str(policy), "--json", "--on", "2026-09-01"]) == 0
    said = capfd.readouterr()
    document = json.loads(said.out)
    assert {"document", "clauses", "lint"} <= set(document)
    first = next(clause for clause in document["clauses"] if clause["promises"])
    assert (first["text"], first["strength"]) == ("The computing lead must test the filter every week.", "must")
    assert said.err == ""


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "read", str(tmp_path / "lost.docx")]) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert "there is no such file" in said.err


def test_bad_input_is_named_with_its_cause_and_the_next_step(policy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lying = policy.rename(policy.with_suffix(".pdf"))
    assert run(["policy", "read", str(lying)]) == 2
    assert "its name says a PDF, but its content is plain text." in capfd.readouterr().err
