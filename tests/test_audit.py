"""The audit tells apart: nothing known, something known, and could not be asked."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from house.audit import audit, write_bill
from house.files import ROOT

FLAW = {"id": "PYSEC-2026-1", "fix_versions": ["2.0"]}


def service_that_says(tmp_path: Path, packages: list[dict[str, Any]] | None) -> tuple[str, ...]:
    """A stand-in for the program that asks the service, which these tests must not depend on."""
    answer = "" if packages is None else json.dumps({"dependencies": packages})
    program = tmp_path / "service.py"
    program.write_text(f"import sys\nprint({answer!r})\nsys.stderr.write('no route to host')\n")
    return (sys.executable, str(program))


@pytest.mark.parametrize(
    ("packages", "code", "said"),
    [
        ([{"name": "a", "version": "1.0", "vulns": []}], 0, "1 packages, 0 known vulnerabilities"),
        ([{"name": "a", "version": "1.0", "vulns": [FLAW]}], 1, "a 1.0: PYSEC-2026-1, mended in 2.0"),
        ([{"name": "a", "skip_reason": "not found"}], 2, "NOT CHECKED. The vulnerability service could not be asked"),
        (None, 2, "no route to host"),
    ],
    ids=["nothing known", "something known", "passed over", "no answer"],
)
def test_it_works(
    packages: list[dict[str, Any]] | None, code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(tmp_path / "core.txt", service_that_says(tmp_path, packages)) == code
    out, err = capsys.readouterr()
    assert said in out + err


def test_the_list_of_all_parts_names_every_locked_package(tmp_path: Path) -> None:
    lock = ROOT / "requirements" / "core.txt"
    assert write_bill(lock, tmp_path / "sbom.json") == 0
    parts = {part["name"].lower() for part in json.loads((tmp_path / "sbom.json").read_text())["components"]}
    locked = {line.partition("==")[0].lower() for line in lock.read_text().splitlines() if line[:1].isalnum()}
    assert locked == parts
