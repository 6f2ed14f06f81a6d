"""``schoolgate filter probe`` and ``filter stand-in``: exit codes, documents, and what is refused."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from schoolgate.cli.main import run
from schoolgate.filtering.probing.plans import PROXY, Way, plan_document
from schoolgate.filtering.probing.tests.lab import blocks, plan, proxy, stand_ins


def written(folder: Path, **more: Any) -> str:
    path = folder / "plan.json"
    made = plan(Way(PROXY, "http://127.0.0.1:9"), **more)
    path.write_text(json.dumps(plan_document(made)))
    return str(path)


def test_it_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path)
    with stand_ins() as site, proxy(blocks("adult", "games"), site) as good, proxy(blocks("adult"), site) as bad:
        assert run(["filter", "probe", "--plan", file, "--proxy", good]) == 0
        assert "Everything was as it should be." in capsys.readouterr().out
        assert run(["filter", "probe", "--plan", file, "--proxy", bad, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["judged"], [one["judged"] for one in told["ways"]]) == ("bad", ["bad"])
    assert run(["filter", "probe", "--plan", file]) == 2
    assert "there is no proxy where it should be" in capsys.readouterr().out


def test_what_was_seen_is_kept_where_it_was_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["filter", "probe", "--plan", written(tmp_path), "--results", str(tmp_path / "kept"), "--json"])
    kept = Path(json.loads(capsys.readouterr().out)["kept"])
    assert json.loads(kept.read_text())["plan"] == "prb_test"


def test_without_a_plan_it_is_that_of_a_level_as_it_ships(capsys: pytest.CaptureFixture[str]) -> None:
    with stand_ins() as site:
        said = ["filter", "probe", "--level", "infant", "--try", "stand-ins", "--at", f"127.0.0.1:{site}", "--direct"]
        assert run([*said, "--json"]) == 1
    tests = json.loads(capsys.readouterr().out)["ways"][0]["tests"]
    assert {one["verdict"] for one in tests if one["category"] == "gambling"} == {"let-through"}
    assert not {one["category"] for one in tests} & {"child-abuse-images", "terrorist-content"}


def test_it_is_written_as_one_file_for_its_owner_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = tmp_path / "test.py"
    assert run(["filter", "probe", "--plan", written(tmp_path), "--write", str(to), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["tests"] == 3
    assert to.stat().st_mode & 0o077 == 0
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(to), "--no-send", "--results", str(tmp_path / "kept")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert run(["filter", "probe", "--plan", written(tmp_path), "--write", str(tmp_path / "no" / "t.py")]) == 2


@pytest.mark.parametrize(
    ("held", "why"),
    [("{}", "no filter test plan"), ("[", "it is no JSON"), (None, "Check the path")],
)
def test_a_wrong_plan_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], held: str | None, why: str) -> None:
    path = tmp_path / "wrong.json"
    if held is not None:
        path.write_text(held)
    assert run(["filter", "probe", "--plan", str(path)]) == 2
    assert why in capsys.readouterr().err


def test_one_way_is_said_and_it_is_an_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path)
    assert run(["filter", "probe", "--plan", file, "--direct", "--resolver", "192.0.2.1"]) == 2
    assert "Say one way" in capsys.readouterr().err
    assert run(["filter", "probe", "--plan", file, "--proxy", "gopher://proxy.example"]) == 2
    assert "no proxy's address" in capsys.readouterr().err


def test_a_plan_that_asks_for_harm_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = json.loads(Path(written(tmp_path)).read_text())
    held["tests"][1]["address"] = "http://harm.example/"
    (tmp_path / "plan.json").write_text(json.dumps(held))
    assert run(["filter", "probe", "--plan", str(tmp_path / "plan.json")]) == 2
    assert "nobody has looked up whether harm.example is harmless" in capsys.readouterr().err


def test_lists_of_stand_ins_are_what_compile_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lists, store = tmp_path / "lists", tmp_path / "store"
    assert run(["filter", "stand-in", "--lists", str(lists), "--zone", "filter-test.robinhill.example"]) == 0
    assert run(["filter", "compile", str(lists), "--out", str(store), "--lists-only"]) == 0
    capsys.readouterr()
    address = "http://gambling.filter-test.robinhill.example/"
    assert run(["filter", "decide", "--store", str(store), "--level", "junior", address, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["category"] == "gambling"
