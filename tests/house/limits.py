"""Sizes, names, and what no file may hold."""

import ast
import re
from pathlib import Path

from house.files import python_files, text_of, tracked_files

FILE_LINES = 300
# One file has to be carried alone to machines without Schoolgate, so it cannot be parted.
CARRIED_ALONE = {"src/schoolgate/ledger/offline/verify_pack.py": 600}
FUNCTION_LINES = 40
EMPTY_NAMES = {"core", "utils", "util", "helpers", "helper", "common", "misc"}

# In pieces, so that this file does not hold what it forbids.
_HOSTS = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npm" + "js",
    "deb." + "debian.org",
    "proxy." + "golang",
)
_PATHS = ("/" + "work/", "/" + "root/")
_UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|pytest\.mark\.(skip|xfail)|pytest\.skip\(")
_BARE_IGNORE = re.compile(r"# type: ignore(\[[\w, -]+\])?\s*$|# no" + r"qa(?!:)")


def long_files(root: Path) -> list[str]:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(root)}
    most = {path: CARRIED_ALONE.get(path.relative_to(root).as_posix(), FILE_LINES) for path in lines}
    return [f"{path}: {count} lines, at most {most[path]}" for path, count in lines.items() if count > most[path]]


def long_functions(root: Path) -> list[str]:
    problems = []
    for path in python_files(root):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    problems.append(f"{path}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES}")
    return problems


def empty_names(root: Path) -> list[str]:
    """Files and folders whose name says nothing about what is in them."""
    problems = []
    for path in python_files(root):
        names = {*path.relative_to(root).parts[:-1], path.stem}
        problems += [f"{path}: {name} says nothing; name it for what it holds" for name in sorted(names & EMPTY_NAMES)]
    return problems


def tests_without_an_assert(root: Path) -> list[str]:
    problems = []
    for path in python_files(root):
        if path.name.startswith("test_"):
            text = path.read_text(encoding="utf-8")
            if not re.search(r"^\s+(assert\b|with pytest\.raises)", text, re.MULTILINE):
                problems.append(f"{path}: a test file that asserts nothing")
    return problems


def unfinished(root: Path) -> list[str]:
    """Work put off, tests passed over, and checks silenced without a reason."""
    problems = []
    for path in python_files(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if (found := _UNFINISHED.search(line)) or (found := _BARE_IGNORE.search(line)):
                problems.append(f"{path}:{number}: {found.group().strip()}")
    return problems


def addresses_of_here(root: Path) -> list[str]:
    """Registry hosts and paths of one machine: they would be true in one place only."""
    problems = []
    for path in tracked_files(root):
        for number, line in enumerate((text_of(path) or "").splitlines(), 1):
            problems += [f"{path}:{number}: {word}" for word in (*_HOSTS, *_PATHS) if word in line]
        if path.name == "package-lock.json" and '"resolved"' in path.read_text(encoding="utf-8"):
            problems.append(
                f"{path}: it names where each package was fetched; lock with omit-lockfile-registry-resolved"
            )
    return problems


_NAMELESS = {"this", "that", "it", "these", "something"}


def nameless_refusals(root: Path) -> list[str]:
    """A refusal names its thing: "this: the head is asked" tells nobody what was refused."""
    found = []
    for path in python_files(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.func, ast.Name):
                continue
            if node.func.id.endswith("Error") and _said(node.args[0]) in _NAMELESS:
                found.append(f"{path}:{node.lineno}: the refusal does not name its thing")
    return found


def _said(given: ast.expr) -> str:
    """The words of a string, translated or not, in lower case."""
    if isinstance(given, ast.Call) and given.args:
        given = given.args[0]
    return given.value.casefold() if isinstance(given, ast.Constant) and isinstance(given.value, str) else ""


def repeated_decisions(root: Path) -> list[str]:
    """Decision records whose number is missing or taken."""
    problems, seen = [], dict[str, str]()
    for path in sorted((root / "docs" / "decisions").glob("*.md")):
        number = path.name[:4]
        if not number.isdigit():
            problems.append(f"{path}: its name does not start with four figures")
        elif number in seen:
            problems.append(f"{path}: {number} is taken by {seen[number]}")
        seen[number] = path.name
    return problems
