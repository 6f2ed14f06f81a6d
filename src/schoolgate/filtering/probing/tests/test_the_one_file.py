"""The test as one file: the same code as here, on a Python that has nothing of ours."""

import ast
import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from schoolgate.filtering.probing import one_file as making
from schoolgate.filtering.probing.one_file import one_file
from schoolgate.filtering.probing.plans import PROXY, Plan, Way, plan_document, seal
from schoolgate.filtering.probing.tests.lab import blocks, plan, proxy, stand_ins

# Whatever Python the system has: it need not be the one that runs these tests.
PYTHON = next((str(path) for path in (Path("/usr/bin/python3"),) if path.exists()), sys.executable)


def run(file: Path, *said: str, **env: str) -> subprocess.CompletedProcess[str]:
    """On its own: no packages, no folder of ours, nothing of the environment."""
    return subprocess.run(
        [PYTHON, "-I", "-S", str(file), "--results", str(file.parent / "kept"), *said],
        capture_output=True,
        text=True,
        timeout=60,
        env={"LANG": "C.UTF-8", **env},
        check=False,
    )


def written(folder: Path, made: Plan) -> Path:
    file = folder / "filter_test.py"
    file.write_text(one_file(json.dumps(plan_document(made))), encoding="utf-8")
    return file


def test_it_works(tmp_path: Path) -> None:
    with stand_ins() as site, proxy(blocks("adult", "games"), site) as address:
        file = written(tmp_path, plan(Way(PROXY, address), key="k"))
        done = run(file)
        assert (done.returncode, "Everything was as it should be." in done.stdout) == (0, True), done.stderr
        (kept,) = (tmp_path / "kept").glob("filter-test-*.json")
        document = json.loads(kept.read_text())
        assert document["seal"] == seal(document, "k")
    with stand_ins() as site, proxy(blocks("adult"), site) as address:
        told = run(file, "--proxy", address, "--json")
        assert (told.returncode, json.loads(told.stdout)["judged"]) == (1, "bad")
    dead = run(file)
    assert dead.returncode == 2
    assert "there is no proxy where it should be" in dead.stdout


def test_it_is_written_for_python_3_8_and_needs_only_its_library() -> None:
    tree = ast.parse(one_file("{}"), feature_version=(3, 8))
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = {alias.name for node in names if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "" for node in names if isinstance(node, ast.ImportFrom)}
    assert not {name.split(".")[0] for name in modules} - sys.stdlib_module_names


def test_no_two_parts_of_it_use_one_name() -> None:
    named = Counter[str]()
    for part in making.PARTS:
        body = ast.parse(Path(making.__file__).with_name(f"{part}.py").read_text()).body
        named.update(node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef))
        for node in body:
            for target in node.targets if isinstance(node, ast.Assign) else []:
                named.update(each.id for each in ast.walk(target) if isinstance(each, ast.Name))
            if isinstance(node, ast.ImportFrom):
                assert not any(alias.asname for alias in node.names), f"{part} gives another name"
    assert [name for name, count in named.items() if count > 1] == []


@contextmanager
def schoolgate(answers: list[int]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Something that takes results in, answering with each of ``answers`` in turn."""
    came = list[dict[str, Any]]()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            held = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            came.append(held | {"by": self.headers["Authorization"]})
            code = answers.pop(0)
            body = json.dumps({"detail": "These results: they are of another plan."}).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/results", came
    finally:
        server.shutdown()
        server.server_close()


def test_results_wait_until_they_are_taken_in(tmp_path: Path) -> None:
    with (
        stand_ins() as site,
        proxy(blocks("adult", "games"), site) as address,
        schoolgate([503, 200, 200]) as (at, came),
    ):
        file = written(tmp_path, plan(Way(PROXY, address), send_to=at, key="k"))
        run(file, SCHOOLGATE_TOKEN="sgt_x")
        assert len(list((tmp_path / "kept").iterdir())) == 1
        again = run(file, SCHOOLGATE_TOKEN="sgt_x")
    assert "Sent: 2." in again.stderr
    assert list((tmp_path / "kept").iterdir()) == []
    assert {one["by"] for one in came} == {"Bearer sgt_x"}
    assert came[0]["seal"] == came[1]["seal"], "the first was sent again as it was"


def test_what_is_refused_for_good_is_laid_aside_and_told(tmp_path: Path) -> None:
    with stand_ins() as site, proxy(blocks("adult", "games"), site) as address, schoolgate([422]) as (at, _):
        done = run(written(tmp_path, plan(Way(PROXY, address), send_to=at)), SCHOOLGATE_TOKEN="sgt_x")
    assert "they are of another plan" in done.stderr
    assert [path.suffix for path in (tmp_path / "kept").iterdir()] == [".refused"]


@pytest.mark.parametrize(
    ("held", "why"),
    [("{}", "no filter test plan"), ("not json", "could not be run"), ('{"format": 1, "tests": []}', "not whole")],
)
def test_a_wrong_plan_is_told_and_nothing_is_tried(tmp_path: Path, held: str, why: str) -> None:
    (tmp_path / "plan.json").write_text(held)
    file = tmp_path / "bare.py"
    file.write_text(one_file(), encoding="utf-8")
    done = run(file, "--plan", str(tmp_path / "plan.json"))
    assert (done.returncode, why in done.stderr) == (2, True), done.stderr
    assert run(file).returncode == 2
    assert not (tmp_path / "kept").exists()
