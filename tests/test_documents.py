"""What a newcomer reads is there, is true of the files, and has no dead link."""

import re
from pathlib import Path

import pytest
from house.files import ROOT, text_of, tracked_files

WANTED = (
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "THREAT_MODEL.md",
    "docs/README.md",
    "docs/accessibility-statement.md",
    "docs/explanation/house.md",
    "docs/decisions/0000-template.md",
)
_LINK = re.compile(r"\[[^\]]*\]\(([^)#]+)(?:#[^)]*)?\)")
_DECISIONS = re.compile(
    r"\bdecisions?\s+(?:#\s*)?(\d{4}(?:(?:,|\s+and|,\s+and|\s+to|\s+or)\s+\d{4})*)\b", re.IGNORECASE
)


def dead_links(pages: list[Path]) -> list[str]:
    """Links to files that are not there. Addresses on the web are left alone."""
    problems = []
    for page in pages:
        for target in _LINK.findall(page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                problems.append(f"{page}: {target}")
    return problems


@pytest.mark.parametrize("name", WANTED)
def test_it_is_there(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_no_link_is_dead() -> None:
    assert dead_links([path for path in tracked_files(ROOT) if path.suffix == ".md"]) == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[there](page.md), [web](https://example.org/x), [gone](gone.md#part)")
    assert dead_links([page]) == [f"{page}: gone.md"]


def unwritten(pages: list[Path], written: set[str]) -> list[str]:
    """Decisions that some text names, and nobody wrote."""
    problems = []
    for page in pages:
        for named in _DECISIONS.findall(text_of(page) or ""):
            problems += [f"{page}: {number}" for number in re.findall(r"\d{4}", named) if number not in written]
    return problems


def test_every_decision_that_is_named_was_written() -> None:
    decisions = [path.name for path in (ROOT / "docs/decisions").glob("*.md")]
    numbers = [name[:4] for name in decisions]
    assert sorted(set(numbers)) == sorted(numbers)
    read = (".py", ".md", ".html", ".toml", ".css", ".js", ".in")
    assert unwritten([path for path in tracked_files(ROOT) if path.suffix in read], set(numbers)) == []


def test_a_decision_that_nobody_wrote_is_found(tmp_path: Path) -> None:
    one, two, three = "9001", "9002", "9003"
    page = tmp_path / "page.py"
    page.write_text(f"# As agreed (decision {one}; see decisions {one}, {two} and {three}).")
    assert unwritten([page], {one}) == [f"{page}: {two}", f"{page}: {three}"]


def test_each_mode_of_documentation_has_a_page() -> None:
    for mode in ("tutorials", "how-to", "reference", "explanation"):
        assert list((ROOT / "docs" / mode).glob("*.md")), mode


def test_the_house_page_names_every_room() -> None:
    page = (ROOT / "docs/explanation/house.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "src" / "schoolgate").iterdir() if (path / "__init__.py").exists()]
    assert [room for room in rooms if f"`{room}`" not in page] == []
