"""What a newcomer reads is there, is true of the files, and has no dead link."""

import re
from pathlib import Path

import pytest
from house.files import ROOT, tracked_files

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


def test_each_mode_of_documentation_has_a_page() -> None:
    for mode in ("tutorials", "how-to", "reference", "explanation"):
        assert list((ROOT / "docs" / mode).glob("*.md")), mode


def test_the_house_page_names_every_room() -> None:
    page = (ROOT / "docs/explanation/house.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "src" / "schoolgate").iterdir() if (path / "__init__.py").exists()]
    assert [room for room in rooms if f"`{room}`" not in page] == []
