"""An installed Schoolgate needs no Node, no checkout and nothing but its locked packages."""

import os
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from house.files import ROOT

pytestmark = pytest.mark.real
MINUTES = 60


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a clean copy of what git keeps, so that nothing lying about gets in."""
    copy = tmp_path_factory.mktemp("source") / "copy"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            target.write_bytes((ROOT / name).read_bytes())
            target.chmod((ROOT / name).stat().st_mode)
    (copy / ".venv").symlink_to(Path(sys.prefix))
    subprocess.run(["./wheel"], cwd=copy, check=True, timeout=10 * MINUTES, env=clean_environment())
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an empty environment with the locked packages and the wheel, and nothing else."""
    home = tmp_path_factory.mktemp("installed") / "env"
    uv = str(Path(sys.executable).parent / "uv")
    python = str(home / "bin" / "python")
    lock = str(ROOT / "requirements" / "core.txt")
    environment = {**clean_environment(), "UV_SYSTEM_CERTS": "1"}
    for command in (
        [sys.executable, "-m", "venv", "--without-pip", str(home)],
        [uv, "pip", "sync", "--quiet", "--python", python, "--require-hashes", lock],
        [uv, "pip", "install", "--quiet", "--python", python, "--no-deps", "--offline", str(wheel)],
        [uv, "pip", "check", "--quiet", "--python", python],
    ):
        subprocess.run(command, check=True, timeout=10 * MINUTES, env=environment)
    return home / "bin"


def clean_environment() -> dict[str, str]:
    """Ours, less what points at this checkout."""
    dropped = {"PYTHONPATH", "DJANGO_SETTINGS_MODULE", "SCHOOLGATE_DATA", "DATABASE_URL", "VIRTUAL_ENV"}
    return {key: value for key, value in os.environ.items() if key not in dropped}


def test_the_wheel_carries_the_styles_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("static/vendor/govuk-frontend.css") for name in names)
    assert any(name.endswith("static-built/staticfiles.json") for name in names)
    assert [name for name in names if "/tests/" in name] == []


@pytest.fixture
def address(installed: Path, tmp_path: Path) -> Iterator[str]:
    """The made-up school, started from the wheel with nothing on PATH but the environment's own programs."""
    environment = {"PATH": str(installed), "HOME": str(tmp_path), "PYTHONWARNINGS": "error"}
    command = [str(installed / "schoolgate"), "--data", str(tmp_path / "data"), "demo"]
    running = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        said: list[str] = []
        for line in running.stderr or ():
            said.append(line)
            if "look at " in line:
                yield line.partition("look at ")[2].split()[0]
                break
        else:
            pytest.fail("".join(said))
    finally:
        running.terminate()
        running.communicate(timeout=MINUTES)


def test_an_installed_schoolgate_runs_the_demo_without_node(address: str) -> None:
    with urllib.request.urlopen(f"{address}/account/login/", timeout=MINUTES) as answer:
        page = answer.read().decode()
    assert "Sign in" in page
    style = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    with urllib.request.urlopen(address + style, timeout=MINUTES) as answer:
        assert answer.status == 200
        assert "govuk" in answer.read().decode()
