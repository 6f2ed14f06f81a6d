"""Which files the rules are about."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "schoolgate"


def python_files(root: Path) -> Iterator[Path]:
    """Our own Python, less migrations, which Django writes."""
    for folder in ("src", "tests", "bench"):
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def tracked_files(root: Path) -> list[Path]:
    """Every file that git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        check=True,
        timeout=60,
    )
    names = listed.stdout.decode().split("\0")
    return [root / name for name in sorted(names) if name and (root / name).is_file()]


def text_of(path: Path) -> str | None:
    """The file's text, or nothing for a picture or the like."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
