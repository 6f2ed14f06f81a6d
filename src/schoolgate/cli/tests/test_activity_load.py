"""``schoolgate activity load``: a log that gives nothing fails, by name, after every other is in."""

import json
from pathlib import Path

import pytest

from schoolgate.cli import main

LINE = "1793613600.123    100 10.1.2.3 TCP_MISS/200 512 GET http://sums.example/ - HIER_DIRECT/192.0.2.9 text/html\n"


@pytest.fixture
def a_school(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["school", "add", "--name", "Robin Hill Infant School", "--urn", "123456"]) == 0
    capsys.readouterr()


def written(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@pytest.mark.parametrize(
    ("text", "why"),
    [("this is a letter\nto nobody\n", "none of its 2 lines could be read as squid"), ("", "it has no lines")],
)
def test_a_log_that_gives_nothing_fails_and_says_why(
    a_school: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    spoilt = written(tmp_path, "spoilt.log", text)
    assert main.run(["activity", "load", spoilt, "--format", "squid"]) == 2
    said = capsys.readouterr().err
    assert "spoilt.log" in said
    assert why in said
    assert "--format" in said


def test_one_that_is_spoilt_keeps_no_other_out(
    a_school: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, spoilt = written(tmp_path, "good.log", LINE), written(tmp_path, "spoilt.log", "nonsense\n")
    assert main.run(["activity", "load", spoilt, good, "--format", "squid", "--json"]) == 2
    told = capsys.readouterr()
    assert json.loads(told.out)["kept"] == 1
    assert "spoilt.log" in told.err
    assert "good.log" not in told.err


def test_a_log_that_was_loaded_before_is_no_fault(
    a_school: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = written(tmp_path, "good.log", LINE)
    for _again in range(2):
        assert main.run(["activity", "load", good, "--format", "squid"]) == 0
    assert "1 there already" in capsys.readouterr().out
