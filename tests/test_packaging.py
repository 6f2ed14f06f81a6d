"""What a school installs by is well formed, names commands that are there, and gives no more rights than are needed."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from house.files import ROOT

from schoolgate.cli.main import command
from schoolgate.site.env import SETTINGS

FOLDER = ROOT / "packaging"
UNITS = sorted((FOLDER / "systemd").glob("*.service"))
PROGRAM = "/opt/schoolgate/bin/schoolgate"


def unit(path: Path) -> dict[str, list[str]]:
    """What each key of the service says; a key may be said twice."""
    said: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            said.setdefault(key, []).append(value)
    return said


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_it_works(path: Path) -> None:
    said = unit(path)
    (start,) = said["ExecStart"]
    program, noun, *options = start.split()
    assert program == PROGRAM
    found = command.get_command(command.make_context("schoolgate", ["--help"], resilient_parsing=True), noun)
    assert found is not None
    known = {option for parameter in found.params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known
    assert {line.partition("=")[0] for line in said["Environment"]} <= {setting.key for setting in SETTINGS}


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_service_is_nobody_in_particular_and_may_write_its_own_folders_only(path: Path) -> None:
    said = unit(path)
    assert said["User"] == ["schoolgate"]
    assert said["ProtectSystem"] == ["strict"]
    assert said["NoNewPrivileges"] == ["yes"]
    assert said["CapabilityBoundingSet"] == [""]
    assert said["UMask"] == ["0077"]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_itself_finds_nothing_wrong(path: Path, tmp_path: Path) -> None:
    """Where systemd is installed; elsewhere the unit is at least read as what it is."""
    copy = tmp_path / path.name
    copy.write_text(path.read_text(encoding="utf-8").replace(PROGRAM, "/bin/true"), encoding="utf-8")
    if shutil.which("systemd-analyze"):
        command_line = ["systemd-analyze", "verify", str(copy)]
        done = subprocess.run(command_line, capture_output=True, text=True, timeout=60, check=False)
        assert path.name not in done.stderr
    parsed = configparser.RawConfigParser(strict=False)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's keys have capitals
    parsed.read_string(copy.read_text(encoding="utf-8"))
    assert {"Unit", "Service"} <= set(parsed.sections())


def test_the_compose_file_keeps_keys_and_records_in_volumes_of_their_own() -> None:
    said = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    ours = said["services"]["schoolgate"]
    assert ours["volumes"] == ["data:/data", "keys:/keys"]
    assert (ours["cap_drop"], ours["read_only"]) == (["ALL"], True)
    assert set(ours["environment"]) <= {setting.key for setting in SETTINGS}
    assert set(said["volumes"]) == {"data", "keys", "certificates"}
    assert "--require-hashes" in (FOLDER / "Containerfile").read_text(encoding="utf-8")
