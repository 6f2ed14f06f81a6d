"""Nothing is undocumented: each reference page is as the code would make it, and names all there is."""

from pathlib import Path

import click
import pytest
from house import reference
from house.files import ROOT

from schoolgate.cli.main import command
from schoolgate.controls.registry import CONTROLS
from schoolgate.feeds.blocklists.registry import FORMATS
from schoolgate.feeds.registry import FEEDS
from schoolgate.kernel.clocks.statutory import STATUTORY
from schoolgate.policy.packs import packs
from schoolgate.reading.lint.rule import RULES
from schoolgate.site.env import SETTINGS

FOLDER = ROOT / "docs" / "reference"


def test_the_pages_are_as_the_code_has_them() -> None:
    assert reference.stale(FOLDER, reference.PAGES) == []


def test_every_setting_command_control_and_kind_has_its_place() -> None:
    expected = {
        "settings.md": [f"## `{setting.key}`" for setting in SETTINGS],
        "command-line.md": [f"## `schoolgate {noun}`" for noun in command.list_commands(click.Context(command))],
        "controls.md": [f"- Key: `{control.key}`" for control in CONTROLS],
        "permanent-record.md": [f"| `{kind.key}` |" for kind in reference.kinds_of_entry()],
        "frameworks.md": [f"- Key: `{pack.key}`" for pack in packs()],
        "feeds.md": [f"- Key: `{feed.key}`" for feed in FEEDS],
        "block-lists.md": [f"- Key: `{form.key}`" for form in FORMATS],
        "lint.md": [f"## `{rule.key}`" for rule in RULES],
        "clocks.md": [f"| `{entry.key}` |" for entry in STATUTORY.values()],
    }
    missing = [line for page, lines in expected.items() for line in lines if line not in (FOLDER / page).read_text()]
    assert missing == []


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_page_that_is_missing_or_changed_is_found(damage: str, tmp_path: Path) -> None:
    pages = {"settings.md": lambda: "# Settings\n"}
    reference.write(tmp_path, pages)
    assert reference.stale(tmp_path, pages) == []
    if damage == "missing":
        (tmp_path / "settings.md").unlink()
    else:
        (tmp_path / "settings.md").write_text("# Settings of last year\n")
    assert len(reference.stale(tmp_path, pages)) == 1


def test_every_verb_says_what_it_does() -> None:
    silent = [path for path, text in reference._helps(command, "schoolgate", None) if text.count("\n\n") < 2]
    assert silent == []
