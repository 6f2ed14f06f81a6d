"""The project keeps its limits; and each limit, on a made-up tree that breaks it, says so."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from house import limits
from house.files import ROOT

Rule = Callable[[Path], list[str]]
RULES: list[Rule] = [
    limits.long_files,
    limits.long_functions,
    limits.empty_names,
    limits.tests_without_an_assert,
    limits.unfinished,
    limits.addresses_of_here,
    limits.nameless_refusals,
    limits.repeated_decisions,
]
TOO_LONG = "x = 1\n" * (limits.FILE_LINES + 1)
LONG_FUNCTION = "def run() -> None:\n" + "    x = 1\n" * limits.FUNCTION_LINES
BREAKERS: list[tuple[Rule, dict[str, str], str]] = [
    (limits.long_files, {"src/a.py": TOO_LONG}, "301 lines"),
    (limits.long_functions, {"src/a.py": LONG_FUNCTION}, "run has 41 lines"),
    (limits.empty_names, {"src/schoolgate/utils/names.py": ""}, "utils says nothing"),
    (limits.empty_names, {"src/schoolgate/policy/helpers.py": ""}, "helpers says nothing"),
    (limits.tests_without_an_assert, {"tests/test_a.py": "def test_a():\n    print(1)\n"}, "asserts nothing"),
    (limits.unfinished, {"src/a.py": "x = 1  # TO" + "DO: more\n"}, "a.py:1"),
    (limits.unfinished, {"src/a.py": "x = f()  # type: ig" + "nore\n"}, "a.py:1"),
    (limits.unfinished, {"tests/test_a.py": "@pytest.mark.sk" + "ip\ndef test_a(): ...\n"}, "test_a.py:1"),
    (limits.nameless_refusals, {"src/a.py": 'raise DeniedError("this", "no.", "Ask.")\n'}, "a.py:1"),
    (limits.nameless_refusals, {"src/a.py": 'raise BadInputError(_("This"), "no.", "Ask.")\n'}, "a.py:1"),
    (limits.addresses_of_here, {"requirements/a.txt": "--index-url https://py" + "pi.org/simple\n"}, "a.txt:1"),
    (limits.addresses_of_here, {"docs/a.md": "see /wo" + "rk/notes\n"}, "a.md:1"),
    (limits.addresses_of_here, {"package-lock.json": '{"resolved": "x"}'}, "where each package was fetched"),
    (limits.repeated_decisions, {"docs/decisions/0001-a.md": "", "docs/decisions/0001-b.md": ""}, "taken by 0001-a.md"),
    (limits.repeated_decisions, {"docs/decisions/why.md": ""}, "four figures"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_it(rule: Rule) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize(("rule", "tree", "said"), BREAKERS, ids=lambda value: getattr(value, "__name__", ""))
def test_breaking_it_is_found(rule: Rule, tree: dict[str, str], said: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True, timeout=60)
    for name, text in tree.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    problems = rule(tmp_path)
    assert len(problems) == 1
    assert said in problems[0]


def test_every_rule_has_a_tree_that_breaks_it() -> None:
    assert {rule for rule, _, _ in BREAKERS} == set(RULES)
